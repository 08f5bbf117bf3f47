package stet.web.newsroom.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stet.domain.PersonId;
import stet.history.ProvenanceOf;
import stet.web.findings.Provenances.Provenance;

/** Thousands of words that somebody else has written each are shown some at a time. */
class ProvenanceViewTest {
    private static final Provenance MANY = new Provenance(
            2, List.of(part("headline", 3), part("block/b1", 1_500), part("block/b2", 1_000)), List.of(), List.of());

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
        var few = new Provenance(1, List.of(part("headline", 1_000)), List.of(), List.of());
        var view = ProvenanceView.of(few, "", -1, null);
        assertThat(view.elsewhere()).isNull();
        assertThat(view.next()).isNull();
        assertThat(ProvenanceView.of(few, "", -1, 9_000).from()).isEqualTo(999);
        assertThat(ProvenanceView.of(few, "", -1, -5).from()).isZero();
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
