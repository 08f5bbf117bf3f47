package stet.web.newsroom.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.history.ProvenanceOf;
import stet.web.findings.Provenances.Provenance;

/** Thousands of words that somebody else has written each are shown some at a time. */
class ProvenanceViewTest {
    private static final Provenance MANY = new Provenance(
            2,
            List.of(part("headline", 3), part("block/b1", 1_500), part("block/b2", 1_000)),
            List.of(),
            List.of(),
            null);

    @Test
    void a_page_begins_with_the_first_and_leads_to_the_next() {
        var view = ProvenanceView.of(MANY, "", -1, null);
        assertThat(view.parts()).extracting(ProvenanceView.PartView::part).containsExactly("headline", "block/b1");
        assertThat(spans(view)).isEqualTo(ProvenanceView.LISTED);
        assertThat(view.next()).isEqualTo(1_000);
        assertThat(view.elsewhere()).isEqualTo("These are pieces 1 to 1,000 of 2,503 that were written together.");
        var last = ProvenanceView.of(MANY, "", -1, 2_000);
        assertThat(last.parts()).extracting(ProvenanceView.PartView::part).containsExactly("block/b2");
        assertThat(spans(last)).isEqualTo(503);
        assertThat(last.next()).isNull();
        assertThat(last.before()).isEqualTo(1_000);
    }

    @Test
    void words_that_are_asked_about_are_on_the_page_that_is_shown() {
        var view = ProvenanceView.of(MANY, "block/b2", 2 * 999, null);
        assertThat(view.from()).isEqualTo(2_000);
        assertThat(view.story()).isNotNull();
        assertThat(view.parts().getLast().spans().getLast().asked()).isTrue();
    }

    @Test
    void writers_are_those_of_all_pages() {
        assertThat(ProvenanceView.of(MANY, "", -1, 2_000).writers())
                .extracting(ProvenanceView.Writer::name)
                .containsExactly("P0", "P1");
    }

    @Test
    void what_fits_on_one_page_is_on_one() {
        var few = new Provenance(1, List.of(part("headline", 1_000)), List.of(), List.of(), null);
        var view = ProvenanceView.of(few, "", -1, null);
        assertThat(view.elsewhere()).isNull();
        assertThat(view.next()).isNull();
        assertThat(ProvenanceView.of(few, "", -1, 9_000).from()).isEqualTo(999);
        assertThat(ProvenanceView.of(few, "", -1, -5).from()).isZero();
    }

    @Test
    void a_program_has_ten_thousand_pieces_in_one_answer_and_all_of_them_in_several() {
        var parts = List.of(part("headline", 3), part("block/b1", 15_000), part("block/b2", 7_000));
        var all = new Provenance(2, parts, List.of(), List.of(), null);
        var first = all.from(0);
        assertThat(first.parts()).extracting(ProvenanceOf.Part::part).containsExactly("headline", "block/b1");
        assertThat(first.next()).isEqualTo(10_000);
        var second = all.from(10_000);
        assertThat(second.parts()).extracting(ProvenanceOf.Part::part).containsExactly("block/b1", "block/b2");
        var third = all.from(20_000);
        assertThat(third.next()).isNull();
        assertThat(Stream.of(first, second, third)
                        .flatMap(answer -> answer.parts().stream())
                        .flatMap(part -> part.spans().stream()))
                .containsExactlyElementsOf(
                        parts.stream().flatMap(part -> part.spans().stream()).toList());
        assertThat(all.from(22_003).parts()).isEmpty();
        assertThat(MANY.from(0)).isEqualTo(MANY);
        assertThatThrownBy(() -> all.from(-1)).isInstanceOf(InvalidValue.class);
    }

    private static int spans(ProvenanceView view) {
        return view.parts().stream().mapToInt(part -> part.spans().size()).sum();
    }

    private static ProvenanceOf.Part part(String key, int spans) {
        return new ProvenanceOf.Part(
                key,
                "a ".repeat(spans),
                IntStream.range(0, spans)
                        .mapToObj(n -> new ProvenanceOf.Span(
                                2 * n, "a ", 1, new PersonId("p" + n % 2), "P" + n % 2, Instant.EPOCH, List.of()))
                        .toList());
    }
}
