package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;

/** Of a history that is not whole nothing is decided, and somebody is told; all the others go on. */
@Tag("program")
class BrokenHistoryTest {
    private static final String LATER_EVENTS_OF =
            "DELETE FROM ledger_event WHERE aggregate_identifier = ? AND sequence_number = 1";

    @ParameterizedTest
    @EnumSource
    void the_article_is_refused_health_is_red_and_the_others_go_on(Databases databases) {
        var address = databases.fresh();
        String broken;
        String whole;
        Newcomers people;
        var first = RunningStet.on(address);
        try {
            first.opens("city");
            people = Newcomers.to(first);
            broken = people.publishes("city", "Rain over Tolvik", "It rained the whole night.");
            whole = people.drafts("city", "Sun over Tolvik", "The sun came out.");
            assertThat(first.world().gets("/actuator/health").with(200).text()).contains("UP");
            first.part(JdbcClient.class).sql(LATER_EVENTS_OF).param(broken).update();
        } finally {
            first.close();
        }

        try (var stet = first.again(address)) {
            var paul = people.paul().at(stet.port());
            await().untilAsserted(() -> {
                var health = stet.administrator().gets("/actuator/health");
                assertThat(health.status()).isEqualTo(503);
                assertThat(health.text()).contains("historiesWithAHole", broken).doesNotContain(whole);
            });
            assertThat(paul.asks(broken, "hold-article", Map.of("reason", "A doubt"))
                            .refused(409, "history-broken")
                            .sentence())
                    .contains("An event is missing");
            people.wanda()
                    .at(stet.port())
                    .asks(whole, "submit-for-checking", Map.of())
                    .with(200);
        }
    }
}
