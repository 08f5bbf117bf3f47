package stet.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.workflow.Node.WANDA;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.Role;
import stet.eventstore.Databases;
import stet.eventstore.tables.Migrations;

/** An answer that the first version kept named what happened by Java classes; whoever sends their command again is told the ledger's names. */
@Tag("database")
class AnswersOfTheFirstVersionTest {
    private static final ArticleId FAIR = new ArticleId("ContentRevised");
    private static final Repeat SAVE = new Repeat("save-1", "of a save");
    private static final Repeat REFUSED = new Repeat("save-2", "of a save");
    private static final Repeat NOTHING = new Repeat("save-3", "of a save");

    @ParameterizedTest
    @EnumSource
    void a_command_that_comes_again_is_answered_by_the_names_for_ever(Databases databases) {
        var address = databases.fresh();
        try (var database = address.open()) {
            Migrations.run(database, "workflow", "1");
            var sql = JdbcClient.create(database);
            keeps(sql, SAVE, """
                    {"answer":"done","id":"ContentRevised","sequence":7,"events":["ContentRevised","ClaimReopened","FactsReopened"],\
                    "revision":3,"stage":"DRAFTED","merged":{"headline":"ContentRevised","standfirst":"","byline":"","dateline":"","language":"en","section":"City",\
                    "slugline":"fair","subjects":["FactsReopened"],"urgency":5,\
                    "blocks":[]}}""");
            keeps(sql, REFUSED, """
                    {"answer":"no","code":"NOT_COVERED","sentence":"[\\"ContentRevised\\"]","obstacles":[],"conflicts":[]}""");
            keeps(sql, NOTHING, """
                    {"answer":"done","id":"ContentRevised","sequence":7,"events":[],"revision":3,"stage":"DRAFTED"}""");
        }
        try (var node = new Node(address)) {
            var again = (Answer.Done) sends(node, SAVE);
            assertThat(again.events())
                    .containsExactly("article.content-revised", "article.claim-reopened", "article.facts-reopened");
            assertThat(again.id()).isEqualTo("ContentRevised");
            assertThat(again.sequence()).isEqualTo(7);
            assertThat(again.merged()).isNotNull().satisfies(content -> {
                assertThat(content.headline()).isEqualTo("ContentRevised");
                assertThat(content.subjects()).isEqualTo(List.of("FactsReopened"));
            });
            assertThat(((Answer.No) sends(node, REFUSED)).sentence()).isEqualTo("[\"ContentRevised\"]");
            assertThat(((Answer.Done) sends(node, NOTHING)).events()).isEmpty();
        }
    }

    private static Answer sends(Node node, Repeat repeat) {
        return node.send(WANDA, Role.WRITER, Node.comment(FAIR, "k1"), repeat);
    }

    private static void keeps(JdbcClient sql, Repeat repeat, String answer) {
        sql.sql(
                        "INSERT INTO workflow_answer (person, repeat_key, fingerprint, answer, answered_at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        WANDA.value(),
                        repeat.key(),
                        repeat.fingerprint(),
                        answer,
                        OffsetDateTime.of(2026, 11, 1, 12, 0, 0, 0, ZoneOffset.UTC))
                .update();
    }
}
