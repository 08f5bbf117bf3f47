package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import stet.eventstore.Ledger;
import stet.eventstore.rebuilding.Digest;
import stet.eventstore.rebuilding.Rebuild;

/** What the read models have written, and that it is just what they write again. */
final class ReadModels {
    static final List<String> NAMES = List.of("desk", "history", "published");

    private ReadModels() {}

    static List<Digest> digests(Ledger ledger) {
        return NAMES.stream().map(ledger::digest).toList();
    }

    static void rebuilt(Ledger ledger) {
        NAMES.forEach(name -> ledger.rebuild(name, "ada"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(NAMES)
                        .allSatisfy(name -> assertThat(ledger.rebuildOf(name))
                                .hasValueSatisfying(
                                        rebuild -> assertThat(rebuild.state()).isEqualTo(Rebuild.State.SERVING))));
    }

    static void caughtUp(Ledger ledger) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ledger.status())
                        .allSatisfy((name, status) -> assertThat(status.caughtUp())
                                .as(name + " " + status)
                                .isTrue()));
    }

    /** The same through the door: each is built anew beside what serves, and serves only if it is equal. */
    static void rebuilt(Client client, String administrator) throws IOException, InterruptedException {
        for (var name : NAMES) {
            assertThat(client.post("/api/readers/" + name + "/rebuild", administrator, Map.of())
                            .status())
                    .isEqualTo(202);
        }
        serve(client, administrator);
    }

    static void serve(Client client, String administrator) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            for (var name : NAMES) {
                assertThat(client.get("/api/readers/" + name + "/rebuild", administrator)
                                .body()
                                .path("state")
                                .asString())
                        .isEqualTo("SERVING");
            }
        });
    }
}
