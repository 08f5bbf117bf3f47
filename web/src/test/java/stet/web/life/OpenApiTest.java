package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.RefusalCode;
import stet.domain.article.ArticleCommand;
import stet.domain.newsroom.NewsroomCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What programs are told about Stet is all there, and leads nowhere wrong. */
@Tag("program")
class OpenApiTest {
    /**
     * Stet itself publishes what is due and reopens what rests on a doubted source; nobody else may ask for it. It also finds where words
     * stand that are taken out; whoever asks says which ({@link #whoever_has_words_taken_out_says_which_and_on_what_ground}).
     */
    private static final Set<Class<?>> NOBODYS = Set.of(
            ArticleCommand.PublishAsScheduled.class,
            ArticleCommand.ReopenOnDoubt.class,
            ArticleCommand.RedactWords.class);

    @TempDir
    static Path directory;

    private static final JsonMapper JSON = JsonMapper.shared();

    private static RunningStet stet;
    private static JsonNode document;
    private static Colleague wanda;
    private static String article;

    @BeforeAll
    static void somebody_reads_the_description() {
        stet = RunningStet.in(directory);
        document = stet.world().sees("/v3/api-docs");
        stet.opens("city");
        wanda = stet.welcomes("wanda", "Wanda Ruiz", "WRITER", "ADMINISTRATOR");
        article = wanda.posts(
                        "/api/articles", Map.of("desk", "city", "content", Map.of("headline", "Rain over Tolvik")))
                .with(201)
                .json()
                .at("/receipt/id")
                .asString();
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
    void whoever_has_words_taken_out_says_which_and_on_what_ground() {
        var body = document.at(
                "/paths/~1api~1articles~1{id}~1redact-words/post/requestBody/content/application~1json/schema");
        assertThat(resolved(body).path("properties").propertyNames())
                .containsExactlyInAnyOrder("words", "asWritten", "ground");
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
    void every_operation_says_in_a_sentence_what_it_does() {
        assertThat(operations())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(operation.path("summary").asString(""))
                        .as(operation.path("operationId").asString())
                        .matches("[A-Z].{8,}\\."));
    }

    @Test
    void nothing_is_described_but_the_api_and_whoever_is_unknown_is_told_how_to_sign_in() {
        assertThat(document.path("paths").propertyNames())
                .allSatisfy(path -> assertThat(path).startsWith("/api/"));
        assertThat(document.at("/components/securitySchemes").propertyNames())
                .containsExactlyInAnyOrder("bearer", "session", "csrf");
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    var reply = stet.world()
                            .sends(
                                    operation.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey().replaceAll("\\{number}", "1").replaceAll("\\{[^}]+}", "nothing"),
                                    "application/json",
                                    BodyPublishers.ofString("{}"));
                    var open = operation.getValue().path("security").isEmpty();
                    assertThat(reply.status() == 401).as(path.getKey()).isEqualTo(!open);
                }));
    }

    @Test
    void every_id_is_a_string_and_every_answer_has_a_shape() {
        assertThat(document.at("/components/schemas").propertyNames()).noneMatch(name -> name.endsWith("Id"));
        assertThat(operations())
                .allSatisfy(operation -> operation.path("responses").values().stream()
                        .flatMap(response -> response.path("content").values().stream())
                        .forEach(content -> assertThat(content.path("schema").isEmpty())
                                .as(operation.path("operationId").asString())
                                .isFalse()));
    }

    @Test
    void what_is_sent_may_leave_out_what_stet_fills_in_and_nothing_else() {
        assertThat(required("SentQuotation")).containsExactlyInAnyOrder("kind", "text");
        assertThat(required("Quotation")).containsExactlyInAnyOrder("kind", "id", "text", "speaker");
        assertThat(required("SentNamed")).containsExactlyInAnyOrder("kind", "type", "locator", "consulted");
        assertThat(document.at("/components/schemas/SentConfidential/properties")
                        .propertyNames())
                .contains("id", "locator", "note");
        assertThat(document.at("/components/schemas/SentCrosshead/properties/text/anyOf/0/type")
                        .asString())
                .isEqualTo("string");
    }

    private static List<String> required(String schema) {
        return document.at("/components/schemas/" + schema + "/required").values().stream()
                .map(JsonNode::asString)
                .toList();
    }

    /** Whole, it is refused for another reason or done; without one of its fields, for that one. */
    @Test
    void what_is_required_is_refused_where_it_is_missing() {
        var asked = new ArrayList<String>();
        var taken = new ArrayList<String>();
        var inBrowser = stet.inBrowser("wanda", RunningStet.PASSWORD);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    var schema = resolved(operation
                            .getValue()
                            .path("requestBody")
                            .path("content")
                            .path("application/json")
                            .path("schema"));
                    var whole = example(schema);
                    schema.path("required").forEach(field -> {
                        var name = field.asString();
                        var address = path.getKey().replace("{id}", article);
                        var without = ((ObjectNode) whole.deepCopy());
                        without.remove(name);
                        var reply = inBrowser
                                .with("If-Match", "\"r1\"")
                                .sends(
                                        operation.getKey().toUpperCase(Locale.ROOT),
                                        address,
                                        "application/json",
                                        BodyPublishers.ofString(without.toString()));
                        asked.add(address + " " + name);
                        // Whoever signs with a passkey is told no more than that it is not known.
                        if (!List.of(400, 422).contains(reply.status())
                                || !(reply.sentence().contains("'" + name + "'") || address.endsWith("/passkey"))) {
                            taken.add("%s without %s: %s".formatted(address, name, reply.text()));
                        }
                    });
                }));
        assertThat(taken).isEmpty();
        assertThat(asked).hasSizeGreaterThan(60);
    }

    /** The least that fits a shape. */
    private static JsonNode example(JsonNode described) {
        var schema = resolved(described);
        if (schema.has("oneOf") || schema.has("anyOf")) {
            return example(schema.path(schema.has("oneOf") ? "oneOf" : "anyOf").get(0));
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> {
                var object = JSON.createObjectNode();
                schema.path("required")
                        .forEach(field -> object.set(
                                field.asString(),
                                example(schema.path("properties").path(field.asString()))));
                if (object.has("place")) {
                    object.put("place", "headline");
                }
                yield object;
            }
            case "array" -> JSON.createArrayNode().add(example(schema.path("items")));
            case "integer" -> JSON.getNodeFactory().numberNode(1);
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            default ->
                schema.has("enum")
                        ? schema.path("enum").get(0)
                        : JSON.getNodeFactory()
                                .stringNode(
                                        switch (schema.path("format").asString("")) {
                                            case "date" -> "2026-11-30";
                                            case "date-time" -> "2026-11-30T12:00:00Z";
                                            default -> "x";
                                        });
        };
    }

    @Test
    void what_an_address_must_say_is_refused_where_it_does_not() {
        var asked = new ArrayList<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operation
                                .getValue()
                                .path("parameters")
                                .forEach(parameter -> {
                                    if (parameter.path("in").asString().equals("query")
                                            && parameter.path("required").asBoolean(false)) {
                                        var name = parameter.path("name").asString();
                                        var reply = wanda.gets(path.getKey().replace("{id}", article));
                                        assertThat(reply.status())
                                                .as("%s: %s", path.getKey(), reply.text())
                                                .isEqualTo(400);
                                        assertThat(reply.sentence()).contains("'" + name + "'");
                                        asked.add(name);
                                    }
                                })));
        assertThat(asked).isNotEmpty();
    }

    @Test
    void what_the_world_reads_is_described_by_its_own_words() {
        assertThat(document.at("/paths/~1api~1published~1{slug}/get/responses").propertyNames())
                .contains("200", "404", "410");
        assertThat(document.at("/components/schemas").propertyNames())
                .contains("PublicEdition", "PublicStories", "PublicEditions", "PublicParagraph", "PublicFigure");
        assertThat(document.at("/components/schemas/PublicQuotation/properties").propertyNames())
                .contains("type", "words", "speaker");
        assertThat(document.at("/components/schemas/PublicQuotation/properties/speaker/description")
                        .asString())
                .isEqualTo("Who said or wrote it; may be empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/robots.txt",
                "/newsroom/nothing",
                "/news/a/b/c",
                "/api/nothing",
                "/api/published/a/b/c"
            })
    void what_is_not_there_is_not_there_for_strangers_either(String address) {
        assertThat(stet.world().gets(address).status()).isEqualTo(404);
        assertThat(stet.world().posts(address, Map.of()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/published, GET",
        "POST, /news/nothing, GET",
        "PUT, /api/session, POST",
        "DELETE, /newsroom, GET",
    })
    void whoever_asks_in_a_way_that_an_address_does_not_take_is_told_which_it_takes(
            String method, String address, String taken) {
        for (var somebody : List.of(stet.world(), stet.administrator())) {
            var reply = somebody.sends(method, address, "application/json", BodyPublishers.noBody());

            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("Allow")).contains(taken);
            if (address.startsWith("/api/")) {
                assertThat(reply.sentence()).contains(method);
            }
        }
    }

    @Test
    void what_is_there_still_asks_strangers_to_sign_in() {
        assertThat(stet.world().gets("/newsroom").header("Location")).contains("/sign-in?next=");
        assertThat(stet.world().gets("/access").header("Location")).contains("/sign-in");
        stet.world().gets("/readers").with(302);
        stet.world().gets("/api/articles").refused(401, "not-signed-in");
        stet.world().gets("/newsroom/articles/nothing").with(302);
    }

    @Test
    void every_type_of_a_problem_leads_to_a_page_that_explains_it() {
        var list = stet.world().gets("/api/problems").with(200).text();
        var types = document.at("/components/schemas/Problem/properties/type/enum").values().stream()
                .map(JsonNode::asString)
                .toList();
        assertThat(types).hasSizeGreaterThan(80).allSatisfy(type -> {
            assertThat(list).contains("href=\"" + type + "\"");
            assertThat(stet.world().gets(type).with(200).text()).contains("<code>" + type + "</code>");
        });
        assertThat(stet.world().gets("/api/problems/nothing").status()).isEqualTo(404);
    }

    @Test
    void every_operation_has_a_name_of_its_own() {
        var names = operations().stream()
                .map(operation -> operation.path("operationId").asString(""))
                .toList();
        assertThat(names).doesNotContain("").doesNotHaveDuplicates();
    }

    private static List<JsonNode> operations() {
        return document.path("paths").values().stream()
                .flatMap(path -> path.values().stream())
                .toList();
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
