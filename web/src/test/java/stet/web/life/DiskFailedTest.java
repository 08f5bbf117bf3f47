package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stet.eventstore.Databases;

/** A file of H2 that has failed under Stet: nobody is answered from what may not be on disk. */
@Tag("program")
class DiskFailedTest {
    @Test
    void once_it_has_everybody_is_told_that_stet_must_be_started_again() throws Exception {
        try (var stet = RunningStet.on(Databases.H2.fresh())) {
            stet.opens("city");
            var wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER");
            wanda.gets("/api/articles").with(200);
            try (var connection = stet.part(DataSource.class).getConnection()) {
                // As H2 does by itself when it has no memory left, at whatever it was just then.
                var session =
                        (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
                session.getDatabase().shutdownImmediately();
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(wanda.gets("/api/articles")
                                    .refused(503, "disk-failed")
                                    .sentence())
                            .contains("until Stet is started again"));
            assertThat(stet.world().gets("/actuator/health").status()).isEqualTo(503);
            assertThat(stet.world().gets("/").status()).isEqualTo(503);
            assertThat(stet.world().gets("/actuator/health/liveness").status()).isEqualTo(200);
        }
    }
}
