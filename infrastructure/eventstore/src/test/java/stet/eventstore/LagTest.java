package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;

/** For how long readers have had something to read. */
@Tag("database")
@ParameterizedClass
@EnumSource
class LagTest {
    private final Databases.Address address;

    LagTest(Databases databases) {
        address = databases.fresh();
    }

    static final class Stuck {
        private final AtomicBoolean stuck = new AtomicBoolean();

        @EventHandler
        void on(PersonJoined event) {
            if (stuck.get()) {
                throw new IllegalStateException("It cannot get past " + event.person());
            }
        }
    }

    @Test
    void a_reader_that_cannot_get_past_an_event_is_behind_for_ever_longer_until_it_can() {
        try (var opened = new Opened(address)) {
            var reader = new Stuck();
            opened.ledger.processor("stuck", reader);
            opened.ledger.processor("well", new Stuck());
            opened.ledger.start();
            Opened.soon().until(() -> opened.caughtUp("stuck") && opened.caughtUp("well"));
            assertThat(opened.ledger.behindFor())
                    .containsEntry("stuck", Duration.ZERO)
                    .containsEntry("well", Duration.ZERO);

            reader.stuck.set(true);
            opened.store("amara", 0);
            Opened.soon()
                    .until(() -> opened.ledger
                                    .behindFor()
                                    .getOrDefault("stuck", Duration.ZERO)
                                    .compareTo(Duration.ofSeconds(2))
                            > 0);
            assertThat(opened.ledger.behindFor()).containsEntry("well", Duration.ZERO);

            reader.stuck.set(false);
            Opened.soon()
                    .untilAsserted(() -> assertThat(opened.ledger.behindFor()).containsEntry("stuck", Duration.ZERO));
        }
    }

    @Test
    void a_reader_on_another_node_is_not_behind_here() {
        try (var one = new Opened(address);
                var other = new Opened(address)) {
            one.ledger.processor("reader", new Stuck());
            one.ledger.start();
            Opened.soon().until(() -> one.caughtUp("reader"));
            other.ledger.processor("reader", new Stuck());
            other.ledger.start();
            other.store("amara", 0);
            Opened.soon().until(() -> one.caughtUp("reader"));
            assertThat(one.ledger.behindFor()).containsKey("reader");
            assertThat(other.ledger.behindFor()).doesNotContainKey("reader");
        }
    }
}
