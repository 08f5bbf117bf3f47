package stet.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.eventstore.Databases;
import stet.eventstore.shapes.DomainJson;
import stet.history.ChecksOf;
import stet.history.History;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** What an earlier version made of the same events is made again after an upgrade, and nobody has to ask for it. */
@Tag("program")
class UpgradeTest {
    @Test
    void a_desk_and_a_history_that_an_earlier_version_made_are_made_again_and_serve_by_themselves() {
        var database = Databases.H2.fresh();
        ArticleId article;
        ChecksOf.Checks before;
        RunningStet earlier;
        try (var stet = RunningStet.on(database)) {
            earlier = stet;
            stet.opens("city");
            article = new ArticleId(Newcomers.to(stet).readies("city", "Rain on the quay", "It rained on the quay."));
            before = stet.part(History.class).checks(new ChecksOf(article));
            assertThat(before.signOffs()).hasSize(2);
            // As a version left them that knew nothing of passages, and kept less of what happened.
            var sql = JdbcClient.create(stet.part(DataSource.class));
            var state = DomainJson.mapper()
                    .writeValueAsString(copy(stet, article).article())
                    .replace("\"signed\"", "\"unknown\"");
            sql.sql("UPDATE desk_state SET state = ?, sequence = (SELECT sequence FROM desk_article WHERE article = ?)")
                    .params(state, article.value())
                    .update();
            sql.sql("UPDATE history_entry SET detail = NULL").update();
            sql.sql("UPDATE ledger_set SET version = 0").update();
            assertThat(factsStand(stet, article)).isFalse();
        }
        try (var upgraded = earlier.again(database)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> factsStand(upgraded, article));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> upgraded.part(History.class)
                            .checks(new ChecksOf(article))
                            .equals(before));
        }
    }

    private static boolean factsStand(RunningStet stet, ArticleId article) {
        return copy(stet, article).article().factsStand();
    }

    private static WorkingCopy.Answer copy(RunningStet stet, ArticleId article) {
        return stet.part(Desk.class).workingCopy(new WorkingCopy(article)).orElseThrow();
    }
}
