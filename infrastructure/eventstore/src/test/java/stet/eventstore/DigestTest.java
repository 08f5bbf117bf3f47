package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.eventstore.Opened.soon;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.eventstore.rebuilding.Digest;

/** The fingerprint of a read model says what is in it, and nothing of where it is kept. */
@Tag("database")
class DigestTest {
    @Test
    void the_same_ledger_gives_the_same_digest_on_every_database() {
        var digests = new EnumMap<Databases, Digest>(Databases.class);
        for (var databases : Databases.values()) {
            try (var opened = new Opened(databases.fresh())) {
                opened.ledger.readModel("names", Opened.Names::new);
                opened.ledger.start();
                IntStream.range(0, 20)
                        .forEach(i -> opened.ledger
                                .events()
                                .publish(new GenericDomainEventMessage<>(
                                        "newsroom",
                                        "person" + i,
                                        0,
                                        new PersonJoined(
                                                new PersonId("person" + i),
                                                "Åse — the “" + i + "th”",
                                                Set.of(Role.WRITER),
                                                Set.of()),
                                        Map.of(
                                                "who",
                                                "stet",
                                                "role",
                                                "ADMINISTRATOR",
                                                "command",
                                                new CommandId("c" + i).value(),
                                                Act.AT,
                                                "2026-11-23T08:00:%02d.123456Z".formatted(i)))));
                soon().until(() -> opened.caughtUp("names"));
                var digest = opened.ledger.digest("names");
                assertThat(digest.position()).isEqualTo(20);
                assertThat(digest.tables())
                        .hasSize(1)
                        .allSatisfy(table -> assertThat(table.rows()).isEqualTo(20));
                digests.put(databases, digest);
                opened.sql
                        .sql("UPDATE names_person SET here = FALSE WHERE person = 'person3'")
                        .update();
                assertThat(opened.ledger.digest("names").digest()).isNotEqualTo(digest.digest());
            }
        }
        assertThat(digests.get(Databases.POSTGRESQL)).isEqualTo(digests.get(Databases.H2));
    }
}
