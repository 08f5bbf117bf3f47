package stet.workflow.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NewsroomKeysTest {
    private static final byte[] WHO = "Torvald at the customs shed".getBytes(UTF_8);
    private static final byte[] FIRST = NewsroomKeys.draw();
    private static final byte[] SECOND = NewsroomKeys.draw();

    private final NewsroomKeys keys = new NewsroomKeys(List.of(FIRST));

    @Test
    void what_was_sealed_is_opened_and_is_nowhere_in_what_is_kept() {
        var sealed = keys.seal("a", WHO);
        assertThat(keys.open("a", sealed)).isEqualTo(WHO);
        assertThat(new String(sealed.text(), UTF_8)).doesNotContain("Torvald");
    }

    @Test
    void nothing_at_all_and_zeros_at_the_end_come_out_as_they_went_in() {
        assertThat(keys.open("a", keys.seal("a", new byte[0]))).isEmpty();
        assertThat(keys.open("a", keys.seal("a", new byte[256]))).isEqualTo(new byte[256]);
    }

    @Test
    void the_same_is_sealed_differently_each_time_and_its_length_is_hidden() {
        assertThat(keys.seal("a", WHO).text()).isNotEqualTo(keys.seal("a", WHO).text());
        assertThat(keys.seal("a", new byte[] {1}).text())
                .hasSameSizeAs(keys.seal("a", WHO).text());
    }

    @Test
    void nothing_is_opened_in_the_place_of_another() {
        var sealed = keys.seal("a", WHO);
        assertThatThrownBy(() -> keys.open("b", sealed))
                .isInstanceOf(NotOpened.class)
                .hasMessageContaining("put it in another's place");
        var other = keys.seal("a", "Somebody else".getBytes(UTF_8));
        var mixed = new Sealed(sealed.key(), sealed.ownKey(), other.text());
        assertThatThrownBy(() -> keys.open("a", mixed)).isInstanceOf(NotOpened.class);
    }

    @Test
    void nothing_is_opened_that_somebody_changed_by_a_bit_or_cut_short() {
        var sealed = keys.seal("a", WHO);
        for (var n = 0; n < sealed.text().length; n++) {
            var changed = sealed.text().clone();
            changed[n] ^= 1;
            assertThatThrownBy(() -> keys.open("a", new Sealed(sealed.key(), sealed.ownKey(), changed)))
                    .isInstanceOf(NotOpened.class);
        }
        assertThatThrownBy(() -> keys.open("a", new Sealed(sealed.key(), new byte[3], sealed.text())))
                .isInstanceOf(NotOpened.class);
    }

    @Test
    void the_last_key_is_sealed_with_and_those_before_it_open() {
        var sealed = keys.seal("a", WHO);
        var both = new NewsroomKeys(List.of(FIRST, SECOND));
        assertThat(both.open("a", sealed)).isEqualTo(WHO);

        var again = both.again("a", sealed);
        assertThat(again.key()).isEqualTo(both.current()).isNotEqualTo(keys.current());
        assertThat(again.text()).as("it need not be sealed anew").isEqualTo(sealed.text());
        assertThat(new NewsroomKeys(List.of(SECOND)).open("a", again)).isEqualTo(WHO);
    }

    @Test
    void without_its_key_it_says_which_one_is_missing() {
        var sealed = keys.seal("a", WHO);
        assertThatThrownBy(() -> new NewsroomKeys(List.of(SECOND)).open("a", sealed))
                .isInstanceOf(NotOpened.class)
                .hasMessageContaining(keys.current());
    }
}
