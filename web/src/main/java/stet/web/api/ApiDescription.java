package stet.web.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.DateTimeSchema;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import stet.domain.article.ArticleCommand;
import stet.web.door.ArticleCommands;
import stet.web.http.ProblemTypes;

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
    private static final String BEARER = "bearer";
    private static final String SESSION = "session";
    private static final String CSRF = "csrf";
    private static final List<SecurityRequirement> READING =
            List.of(new SecurityRequirement().addList(BEARER), new SecurityRequirement().addList(SESSION));
    private static final List<SecurityRequirement> WRITING = List.of(
            new SecurityRequirement().addList(BEARER),
            new SecurityRequirement().addList(SESSION).addList(CSRF));

    /** What each command does, by its name. */
    private static final ResourceBundle SENTENCES =
            ResourceBundle.getBundle("stet.web.api.commands", Locale.ROOT, ApiDescription.class.getClassLoader());

    /** The names of tags, by those that springdoc makes from class names. */
    private static final Map<String, String> TAGS = Map.of(
            "articles-api", "articles",
            "history-api", "articles",
            "pictures-api", "pictures",
            "newsroom-api", "newsroom",
            "people-controller", "people",
            "me-controller", "people",
            "session-api", "people",
            "views-api", "newsroom",
            "ledger-api", "operations",
            "Published", "published");

    private final Schemas schemas;

    ApiDescription(Schemas schemas) {
        this.schemas = schemas;
    }

    /** Where the API is, as seen from its description: springdoc would say what the request said of its host. */
    @Bean
    static OpenAPI here() {
        return new OpenAPI().servers(List.of(new Server().url("/")));
    }

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info()
                .title("Stet")
                .version("1")
                .description(
                        "The newsroom's ledger. Every command takes an Idempotency-Key: sent again with the same key and body, it is"
                                + " answered as the first time. When a command is answered, every read shows what it did."
                                + " What goes wrong is an RFC 9457 problem, whose type is the address of a page that explains"
                                + " it. Where an answer has more fields than are said here, they may be passed over. A number or a choice"
                                + " in an address that is left empty counts as not said."));
        var components = api.getComponents();
        security(api);
        var _ = schemas.of(Receipts.Receipt.class);

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
        merging(api);
        path(api, "/api/people")
                .getPost()
                .addParametersItem(key())
                .getResponses()
                .addApiResponse("409", ruledOut());
        for (var decided :
                List.of("/api/people/invitations", "/api/people/{id}/invitation", "/api/articles/{id}/redact-words")) {
            path(api, decided).getPost().getResponses().addApiResponse("409", ruledOut());
        }
        // Those that springdoc made of answers are not what is written.
        components.schemas(new TreeMap<>(schemas.all()));
        components.addSchemas(PROBLEM, problem());
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    operation.setTags(operation.getTags().stream()
                            .map(tag -> TAGS.getOrDefault(tag, tag))
                            .toList());
                    problems(path, operation);
                    if (operation.getSecurity() == null) {
                        operation.security(method == PathItem.HttpMethod.GET ? READING : WRITING);
                    }
                }));
    }

    private static void security(OpenAPI api) {
        api.getComponents()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A token from POST /api/tokens, within its scopes and until it ends"))
                .addSecuritySchemes(
                        SESSION,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("JSESSIONID")
                                .description(
                                        "From POST /api/session; where Stet is found by https the cookie is called __Host-JSESSIONID"))
                .addSecuritySchemes(
                        CSRF,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-XSRF-TOKEN")
                                .description(
                                        "What the cookie XSRF-TOKEN says, or __Host-XSRF-TOKEN; a session that changes something sends it"));
    }

    private void drafting(OpenAPI api) {
        var draft = path(api, "/api/articles").getPost();
        draft.summary("Drafts an article from JSON, from a plain text, or from a text file.")
                .addParametersItem(key());
        // Whoever sends JSON says the desk there.
        draft.getParameters().stream()
                .filter(parameter -> parameter.getName().equals("desk"))
                .forEach(parameter ->
                        parameter.required(false).description("With a text or a file, where it is drafted"));
        var body = draft.getRequestBody().getContent();
        var fields = schemas.command(ArticleCommand.DraftArticle.class, List.of("articleId", "origin"));
        fields.addProperty("id", new StringSchema().description("One is made where none is said"));
        body.addMediaType(JSON, new MediaType().schema(fields));
        body.addMediaType("text/plain", new MediaType().schema(new StringSchema()));
        draft.responses(responses("201", schemas.of(ArticlesApi.Drafted.class)));
        path(api, "/api/articles/{id}/content")
                .getPut()
                .summary("Saves the working copy; If-Match names the revision it was made from.")
                .addParametersItem(key())
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content().addMediaType(JSON, new MediaType().schema(schemas.savedContent()))))
                .responses(responses("200", new Schema<>().$ref(RECEIPT))
                        .addApiResponse(
                                "412",
                                problemResponse("The same words were changed by somebody else: base, mine and theirs"))
                        .addApiResponse("428", problemResponse("It does not say which revision it was made from")));
    }

    private void merging(OpenAPI api) {
        var fields = new ObjectSchema();
        fields.addProperty("base", schemas.content().description("What the content was made from"));
        fields.addProperty("content", schemas.content().description("What would be saved"));
        fields.setRequired(List.of("base", "content"));
        path(api, "/api/articles/{id}/merge-preview")
                .getPost()
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content().addMediaType(JSON, new MediaType().schema(fields))))
                .getResponses()
                .addApiResponse("409", ruledOut());
    }

    private static PathItem path(OpenAPI api, String path) {
        return Objects.requireNonNull(api.getPaths().get(path), path);
    }

    private Operation command(String name, Class<?> command, String tag) {
        var fields = schemas.command(command, List.of("articleId"));
        var operation = new Operation()
                .operationId(name)
                .addTagsItem(tag)
                .summary(SENTENCES.getString(name))
                .addParametersItem(key())
                .requestBody(new RequestBody()
                        .required(fields.getRequired() != null)
                        .content(new Content().addMediaType(JSON, new MediaType().schema(fields))))
                .responses(responses("200", new Schema<>().$ref(RECEIPT)));
        var seenIn = ArticleCommands.seenIn(command);
        if (!seenIn.isEmpty()) {
            operation.addParametersItem(new HeaderParameter()
                    .name("If-Match")
                    .description(
                            "Which revision you saw: the ETag that came with the content; or say it in the field '%s'"
                                    .formatted(seenIn))
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

    private static ApiResponses responses(String done, Schema<?> answer) {
        return new ApiResponses()
                .addApiResponse(
                        done,
                        new ApiResponse()
                                .description("Done, and written")
                                .content(new Content().addMediaType(JSON, new MediaType().schema(answer))))
                .addApiResponse("409", ruledOut());
    }

    private static ApiResponse ruledOut() {
        return problemResponse("A rule speaks against it; nothing changed");
    }

    /** What can go wrong wherever something of the kind is asked. */
    private static void problems(String path, Operation operation) {
        var responses = operation.getResponses();
        responses.forEach((status, response) -> {
            if (status.compareTo("400") >= 0) {
                response.content(problemContent());
            }
        });
        var asked = operation.getRequestBody() != null || operation.getParameters() != null;
        var also = new LinkedHashMap<String, String>();
        also.put("400", "Not well-formed");
        if (operation.getSecurity() == null) {
            also.put("401", "Not signed in, or with a token that is unknown or has ended");
            also.put("403", "Not in this role, not within this token's scopes, or without the session's CSRF token");
        } else {
            also.put("401", "With a token that is unknown or has ended");
            also.put("403", "Not within this token's scopes");
        }
        if (path.contains("{") || operation.getRequestBody() != null) {
            also.put("404", "Not there, or not for you to see");
        }
        if (operation.getRequestBody() != null) {
            also.put("413", "Longer than anything Stet takes here");
            also.put("415", "Of a media type that is not taken here");
        }
        if (asked) {
            also.put("422", "Well-formed, but it cannot be");
        }
        also.put("503", "Not at the moment; nothing changed. Retry-After says when to ask again");
        also.forEach((status, description) -> responses.putIfAbsent(status, problemResponse(description)));
    }

    private static Content problemContent() {
        return new Content()
                .addMediaType("application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM)));
    }

    private static ApiResponse problemResponse(String description) {
        return new ApiResponse().description(description).content(problemContent());
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
        type.description("The address of a page that explains it");
        ProblemTypes.all().forEach(type::addEnumItem);
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", type)
                .addProperty("title", new StringSchema())
                .addProperty("status", new Schema<Integer>().type("integer"))
                .addProperty("detail", new StringSchema().description("A sentence for people"))
                .addProperty("instance", new StringSchema().description("What was asked for"))
                .addProperty("trace", new StringSchema().description("By which an operator finds what went wrong"))
                .addProperty("since", new DateTimeSchema().description("When a story was withdrawn"))
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
