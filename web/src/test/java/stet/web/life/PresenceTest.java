package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.eventstore.Databases;

/** Who has an article open, on each database: by a table where there may be other nodes, in memory where there are none. */
@Tag("program")
@ParameterizedClass
@EnumSource
class PresenceTest {
    private final Databases databases;

    PresenceTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void everybody_sees_who_else_is_here_and_where_until_they_leave() {
        try (var stet = RunningStet.on(databases.fresh())) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var here = "/newsroom/articles/" + people.drafts("city", "Rain over Tolvik", "It rained.") + "/presence";
            var elsewhere =
                    "/newsroom/articles/" + people.drafts("city", "Snow over Tolvik", "It snowed.") + "/presence";

            assertThat(people.wanda()
                            .puts(here, Map.of("place", "block/b1"))
                            .with(200)
                            .text())
                    .isEqualTo("[]");
            assertThat(people.chidi().puts(here, Map.of("place", "")).with(200).json())
                    .hasToString("[{\"person\":\"wanda\",\"name\":\"Wanda Winter\",\"place\":\"block/b1\"}]");
            people.wanda().puts(here, Map.of("place", "headline")).with(200);
            assertThat(people.chidi()
                            .puts(here, Map.of("place", ""))
                            .with(200)
                            .json()
                            .path(0)
                            .path("place")
                            .asString())
                    .isEqualTo("headline");
            assertThat(people.paul().puts(elsewhere, Map.of()).with(200).text()).isEqualTo("[]");

            people.wanda().deletes(here).with(204);
            assertThat(people.chidi().puts(here, Map.of("place", "")).with(200).text())
                    .isEqualTo("[]");
            people.wanda().puts(here, Map.of("place", "<b>here</b>")).refused(422, "invalid");
        }
    }
}
