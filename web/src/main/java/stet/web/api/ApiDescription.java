package stet.web.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import stet.domain.RefusalCode;
import stet.domain.article.ArticleCommand;
import stet.web.door.ArticleCommands;

/**
 * Describes in OpenAPI what reflection alone cannot see: each command by name with its fields, and what can go wrong. It is made from
 * the commands themselves, so none is ever missing.
 */
@Component
final class ApiDescription implements OpenApiCustomizer {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "Problem";
    private static final String RECEIPT = "Receipt";
    private static final String BY_NAME = "/api/articles/{id}/{command}";
    private static final String NEWSROOM_BY_NAME = "/api/newsroom/{command}";

    /** The names of tags, by those that springdoc makes from class names. */
    private static final Map<String, String> TAGS = Map.of(
            "articles-api", "articles",
            "pictures-api", "pictures",
            "newsroom-api", "newsroom",
            "people-controller", "people",
            "me-controller", "people",
            "session-api", "people",
            "ledger-api", "operations",
            "Published", "published");

    private final Schemas schemas = new Schemas();

    /** Where the API is, as seen from its description: springdoc would say what the request said of its host. */
    @Bean
    static OpenAPI here() {
        return new OpenAPI().servers(List.of(new Server().url("/")));
    }

    @Override
    public void customise(OpenAPI api) {
        api.info(
                new Info()
                        .title("Stet")
                        .version("1")
                        .description(
                                "The newsroom's ledger. Every command takes an Idempotency-Key: sent again with the same key and body, it is"
                                        + " answered as the first time. When a command is answered, every read shows what it did."));
        var components = api.getComponents();
        components.addSecuritySchemes(
                "bearer", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        api.addSecurityItem(new SecurityRequirement().addList("bearer"));
        components.addSchemas(PROBLEM, problem());
        components.addSchemas(RECEIPT, schemas.of(Receipts.Receipt.class));

        api.getPaths().remove(BY_NAME);
        ArticleCommands.byNames()
                .forEach((name, command) -> api.getPaths()
                        .addPathItem(
                                "/api/articles/{id}/" + name,
                                new PathItem()
                                        .post(command(name, command, "articles").addParametersItem(article()))));
        api.getPaths().remove(NEWSROOM_BY_NAME);
        NewsroomApi.commands()
                .forEach((name, command) -> api.getPaths()
                        .addPathItem("/api/newsroom/" + name, new PathItem().post(command(name, command, "newsroom"))));
        drafting(api);
        welcoming(api);
        schemas.all().forEach(components::addSchemas);
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation.setTags(operation.getTags().stream()
                        .map(tag -> TAGS.getOrDefault(tag, tag))
                        .toList()));
    }

    private void drafting(OpenAPI api) {
        var draft = path(api, "/api/articles").getPost();
        draft.summary("Drafts an article from JSON, from a plain text, or from a text file")
                .addParametersItem(key());
        var body = draft.getRequestBody().getContent();
        body.addMediaType(
                JSON,
                new MediaType()
                        .schema(schemas.command(ArticleCommand.DraftArticle.class, List.of("articleId", "origin"))));
        body.addMediaType("text/plain", new MediaType().schema(new StringSchema()));
        draft.responses(responses("201"));
        var revise = path(api, "/api/articles/{id}/content").getPut();
        revise.summary("Saves the working copy; If-Match names the revision it was made from")
                .addParametersItem(key())
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content()
                                .addMediaType(
                                        JSON, new MediaType().schema(schemas.of(stet.domain.content.Content.class)))))
                .responses(responses("200")
                        .addApiResponse(
                                "412",
                                problemResponse(
                                        "The same words were changed by somebody else: base, mine and theirs")));
    }

    /** Welcoming somebody has an address of its own, since they need a password, too. It is refused as any other command is. */
    private static void welcoming(OpenAPI api) {
        var done = path(api, "/api/people").getPost().getResponses();
        responses("201").forEach((status, response) -> done.putIfAbsent(status, response));
    }

    private static PathItem path(OpenAPI api, String path) {
        return Objects.requireNonNull(api.getPaths().get(path), path);
    }

    private Operation command(String name, Class<?> command, String tag) {
        var operation = new Operation()
                .operationId(name)
                .addTagsItem(tag)
                .summary(name.replace('-', ' '))
                .addParametersItem(key())
                .requestBody(new RequestBody()
                        .content(new Content()
                                .addMediaType(
                                        JSON, new MediaType().schema(schemas.command(command, List.of("articleId"))))))
                .responses(responses("200"));
        if (ArticleCommands.asSeen(command)) {
            operation.addParametersItem(new HeaderParameter()
                    .name("If-Match")
                    .description(
                            "Which revision you saw: the ETag that came with the content; or say it in the field 'revision'")
                    .schema(new StringSchema()));
            operation
                    .getResponses()
                    .addApiResponse(
                            "412",
                            problemResponse("It has changed since; the obstacles are what changed, and who did it"))
                    .addApiResponse("428", problemResponse("It does not say which revision you saw"));
        }
        return operation;
    }

    private static ApiResponses responses(String done) {
        return new ApiResponses()
                .addApiResponse(
                        done,
                        new ApiResponse()
                                .description("Done, and written")
                                .content(new Content()
                                        .addMediaType(JSON, new MediaType().schema(new Schema<>().$ref(RECEIPT)))))
                .addApiResponse("400", problemResponse("Not well-formed"))
                .addApiResponse("403", problemResponse("Not in this role"))
                .addApiResponse("404", problemResponse("Not there"))
                .addApiResponse("409", problemResponse("A rule speaks against it; nothing changed"))
                .addApiResponse("422", problemResponse("Well-formed, but it cannot be"))
                .addApiResponse("503", problemResponse("Others got in the way again and again; nothing changed"));
    }

    private static ApiResponse problemResponse(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM))));
    }

    private static Parameter article() {
        return new PathParameter().name("id").required(true).schema(new StringSchema());
    }

    private static Parameter key() {
        return new HeaderParameter()
                .name("Idempotency-Key")
                .description("One for each intent; sent again, it is answered as the first time")
                .schema(new StringSchema().maxLength(200));
    }

    private static Schema<?> problem() {
        var type = new StringSchema();
        type.description("One of these, and others for what is not about the domain");
        for (var code : RefusalCode.values()) {
            type.addEnumItem("/api/problems/" + code.type());
        }
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", type)
                .addProperty("title", new StringSchema())
                .addProperty("status", new Schema<Integer>().type("integer"))
                .addProperty("detail", new StringSchema().description("A sentence for people"))
                .addProperty(
                        "rule",
                        new Schema<Integer>()
                                .type("integer")
                                .description("The rule's number in the domain's description"))
                .addProperty(
                        "obstacles",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .properties(Map.of(
                                                "type", new StringSchema(),
                                                "detail", new StringSchema(),
                                                "place", new StringSchema(),
                                                "claim", new StringSchema()))))
                .addProperty(
                        "conflicts",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .properties(Map.of(
                                                "place", new StringSchema(),
                                                "base", new StringSchema(),
                                                "mine", new StringSchema(),
                                                "theirs", new StringSchema()))));
    }
}
