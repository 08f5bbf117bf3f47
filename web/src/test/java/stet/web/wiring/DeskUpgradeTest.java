package stet.web.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** A desk that an earlier version made of the same events is made again after an upgrade, and nobody has to ask for it. */
class DeskUpgradeTest {
    @TempDir
    static Path directory;

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

            stet.part(DeskUpgrade.class).begin();

            await().atMost(Duration.ofSeconds(60)).until(() -> !desk.foldedBefore());
            assertThat(factsStand(desk, article)).isTrue();
        }
    }

    private static boolean factsStand(Desk desk, ArticleId article) {
        return desk.workingCopy(new WorkingCopy(article))
                .orElseThrow()
                .article()
                .factsStand();
    }
}
