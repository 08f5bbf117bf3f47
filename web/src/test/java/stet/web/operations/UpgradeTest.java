package stet.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.history.ChecksOf;
import stet.history.History;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** What an earlier version made of the same events is made again after an upgrade, and nobody has to ask for it. */
@Tag("program")
class UpgradeTest {
    @TempDir
    Path directory;

    @Test
    void a_desk_that_an_earlier_version_made_is_made_again_and_serves_by_itself() {
        try (var stet = RunningStet.in(directory)) {
            stet.opens("city");
            var article =
                    new ArticleId(Newcomers.to(stet).readies("city", "Rain on the quay", "It rained on the quay."));
            var desk = stet.part(Desk.class);
            // As a version left it that knew nothing of passages.
            JdbcClient.create(stet.part(DataSource.class))
                    .sql("UPDATE desk_article SET fold = NULL, state = REPLACE(state, '\"signed\"', '\"unknown\"')")
                    .update();
            assertThat(factsStand(desk, article)).isFalse();

            stet.part(Upgrade.class).begin();

            await().atMost(Duration.ofSeconds(60)).until(() -> !desk.foldedBefore());
            assertThat(factsStand(desk, article)).isTrue();
        }
    }

    @Test
    void a_history_that_an_earlier_version_made_says_who_signed_what_again_by_itself() {
        try (var stet = RunningStet.in(directory)) {
            stet.opens("city");
            var article =
                    new ArticleId(Newcomers.to(stet).readies("city", "Rain on the quay", "It rained on the quay."));
            var history = stet.part(History.class);
            var before = history.checks(new ChecksOf(article));
            JdbcClient.create(stet.part(DataSource.class))
                    .sql("UPDATE history_entry SET detail = NULL")
                    .update();
            assertThat(history.checks(new ChecksOf(article)).signOffs()).isEmpty();

            stet.part(Upgrade.class).begin();

            await().atMost(Duration.ofSeconds(60)).until(() -> !history.keptLessBefore());
            assertThat(history.checks(new ChecksOf(article))).isEqualTo(before);
            assertThat(before.signOffs()).hasSize(2);
        }
    }

    private static boolean factsStand(Desk desk, ArticleId article) {
        return desk.workingCopy(new WorkingCopy(article))
                .orElseThrow()
                .article()
                .factsStand();
    }
}
