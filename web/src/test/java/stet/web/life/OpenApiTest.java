package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.domain.RefusalCode;
import stet.domain.article.ArticleCommand;
import stet.domain.newsroom.NewsroomCommand;
import tools.jackson.databind.JsonNode;

/** What programs are told about Stet is all there, and leads nowhere wrong. */
@Tag("program")
class OpenApiTest {
    /** Stet itself publishes what is due; nobody else may ask for it. */
    private static final Set<Class<?>> NOBODYS = Set.of(ArticleCommand.PublishAsScheduled.class);

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static JsonNode document;

    @BeforeAll
    static void somebody_reads_the_description() {
        stet = RunningStet.in(directory);
        document = stet.world().sees("/v3/api-docs");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void every_command_there_is_has_its_path_with_its_fields_and_its_problems() {
        var commands = Stream.concat(leaves(ArticleCommand.class), leaves(NewsroomCommand.class))
                .filter(command -> !NOBODYS.contains(command))
                .toList();
        assertThat(commands).hasSizeGreaterThan(35);
        assertThat(commands).allSatisfy(command -> {
            var operation = operation(command);
            assertThat(operation.path("requestBody").path("content").values())
                    .isNotEmpty()
                    .allSatisfy(body -> assertThat(body.hasNonNull("schema")).isTrue());
            var fields = resolved(operation
                            .path("requestBody")
                            .path("content")
                            .path("application/json")
                            .path("schema"))
                    .path("properties")
                    .propertyNames();
            assertThat(fields).containsAll(fields(command));
            for (var status : List.of("400", "403", "404", "409", "422")) {
                assertThat(operation
                                .path("responses")
                                .path(status)
                                .path("content")
                                .has("application/problem+json"))
                        .as(status)
                        .isTrue();
            }
        });
    }

    @Test
    void nobody_is_told_of_a_command_that_is_not_theirs() {
        assertThat(document.path("paths").has("/api/articles/{id}/publish-as-scheduled"))
                .isFalse();
    }

    @Test
    void every_reference_leads_somewhere() {
        var references = new ArrayList<String>();
        collect(document, references);
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void every_code_of_a_refusal_is_named() {
        var types = document.at("/components/schemas/Problem/properties/type/enum").values().stream()
                .map(JsonNode::asString)
                .toList();
        assertThat(types)
                .containsAll(Arrays.stream(RefusalCode.values())
                        .map(code -> "/api/problems/" + code.type())
                        .toList());
    }

    @Test
    void every_operation_has_a_name_of_its_own() {
        var names = document.path("paths").values().stream()
                .flatMap(path -> path.values().stream())
                .map(operation -> operation.path("operationId").asString(""))
                .toList();
        assertThat(names).doesNotContain("").doesNotHaveDuplicates();
    }

    private static JsonNode operation(Class<?> command) {
        var path =
                switch (command.getSimpleName()) {
                    case "DraftArticle" -> "/api/articles";
                    case "ReviseContent" -> "/api/articles/{id}/content";
                    case "WelcomePerson" -> "/api/people";
                    default ->
                        (ArticleCommand.class.isAssignableFrom(command) ? "/api/articles/{id}/" : "/api/newsroom/")
                                + kebab(command.getSimpleName());
                };
        var operation =
                document.path("paths").path(path).path(command == ArticleCommand.ReviseContent.class ? "put" : "post");
        assertThat(operation.isMissingNode()).as(path).isFalse();
        return operation;
    }

    /** What a command is asked with, without what the address or a header says, or Stet finds out by itself. */
    private static List<String> fields(Class<?> command) {
        if (command == ArticleCommand.ReviseContent.class) {
            return List.of("headline", "blocks");
        }
        if (command == NewsroomCommand.WelcomePerson.class) {
            return List.of("id", "name", "roles", "desks");
        }
        return Arrays.stream(command.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .filter(name -> !name.equals("articleId") && !name.equals("origin"))
                .toList();
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.path("$ref").asString());
        }
        var mapping = node.path("discriminator").path("mapping");
        mapping.forEach(target -> references.add(target.asString()));
        node.forEach(child -> collect(child, references));
    }

    private static Stream<Class<?>> leaves(Class<?> sealed) {
        var permitted = sealed.getPermittedSubclasses();
        return permitted == null ? Stream.of(sealed) : Arrays.stream(permitted).flatMap(OpenApiTest::leaves);
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
