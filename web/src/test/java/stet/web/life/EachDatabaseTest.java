package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.SchedulePublication;
import stet.domain.article.ArticleCommand.SignOffCaptions;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleCommand.SubmitForChecking;
import stet.domain.article.EditionKind;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Text;
import stet.eventstore.Databases;
import stet.web.StetApplication;
import stet.workflow.Answer;
import stet.workflow.Commands;
import stet.workflow.Request;

/** Stet as it is started, on each database; the address is all that it is told. */
@Tag("program")
@ParameterizedClass
@EnumSource
class EachDatabaseTest {
    private static final ArticleId FAIR = new ArticleId("fair");

    private final Databases.Address address;

    EachDatabaseTest(Databases databases) {
        address = databases.fresh();
    }

    @Test
    void it_opens_publishes_what_is_scheduled_and_has_it_still_when_it_is_started_again() throws Exception {
        try (var program = start()) {
            assertThat(get(program, "/actuator/health").statusCode()).isEqualTo(200);
            assertThat(get(program, "/").body()).contains("/news/");

            var commands = program.getBean(Commands.class);
            var content = Content.of(
                            "Fair comes to town",
                            "",
                            List.of(new Block.Paragraph(
                                    new BlockId("b1"), Text.of("The fair is in town and everybody goes."))))
                    .with(Field.SECTION, "City")
                    .with(Field.SLUGLINE, "fair");
            send(commands, "wanda", Role.WRITER, new DraftArticle(FAIR, new DeskId("city"), content, null));
            send(commands, "wanda", Role.WRITER, new SubmitForChecking(FAIR));
            send(commands, "chidi", Role.CHECKER, new SignOffFacts(FAIR, 1));
            send(commands, "pia", Role.PICTURE_EDITOR, new SignOffCaptions(FAIR, 1));
            var soon = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
            send(commands, "paul", Role.PUBLISHER, new SchedulePublication(FAIR, soon, EditionKind.ORIGINAL, null, 1));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(get(program, "/").body()).contains("Fair comes to town"));
        }
        try (var program = start()) {
            assertThat(get(program, "/").body()).contains("Fair comes to town");
            await().untilAsserted(() ->
                    assertThat(get(program, "/search?q=everybody+towns").body()).contains("Fair comes to town"));
            assertThat(get(program, "/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    private ConfigurableApplicationContext start() {
        var options = new ArrayList<>(List.of("--server.port=0", "--stet.demo=true"));
        options.add("--spring.datasource.url=" + address.url());
        options.add("--spring.datasource.username=" + address.user());
        options.add("--spring.datasource.password=" + address.password());
        return new SpringApplicationBuilder(StetApplication.class)
                .initializers(new OnlyTheProgram())
                .run(options.toArray(String[]::new));
    }

    private static void send(Commands commands, String who, Role role, ArticleCommand command) {
        var id = new CommandId(UUID.randomUUID().toString());
        var act = new Act(new PersonId(who), role, Instant.now(), null, id);
        assertThat(commands.send(command, Request.by(act))).isInstanceOf(Answer.Done.class);
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext program, String path) throws Exception {
        var port = program.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
