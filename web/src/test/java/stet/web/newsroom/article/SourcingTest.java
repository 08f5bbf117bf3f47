package stet.web.newsroom.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import stet.desk.SourcesAtHand;
import stet.domain.InvalidValue;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Anchor;
import stet.domain.content.Place;
import tools.jackson.databind.JsonNode;

/** What a form says of a source and of the statements that rest on it, as the API takes it. */
class SourcingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final SourcesAtHand.Answer AT_HAND = new SourcesAtHand.Answer(
            List.of(atHand("mine", SourceType.RECORDING, "Council meeting", "minute 12")),
            List.of(atHand("theirs", SourceType.PUBLICATION, "Tide table", "")));

    @Test
    void a_line_is_put_where_it_belongs_and_what_else_is_said_puts_it_right() {
        var source =
                read("sources.0.line", "p. 12 of the report", "sources.0.type?", "TRANSCRIPT", "sources.0.note?", "");
        assertThat(source.path("kind").asString()).isEqualTo("named");
        assertThat(source.path("type").asString()).isEqualTo("TRANSCRIPT");
        assertThat(source.path("locator").asString()).isEqualTo("report");
        assertThat(source.path("note").asString()).isEqualTo("p. 12");
        assertThat(source.path("consulted").asString()).isEqualTo("2026-11-28");
        assertThat(source.has("line")).isFalse();
    }

    @Test
    void one_that_is_picked_is_the_one_that_was_named_and_that_of_another_article_is_consulted_anew() {
        var mine = read("sources.0.from", "mine", "sources.0.line", "");
        assertThat(mine.path("locator").asString()).isEqualTo("Council meeting");
        assertThat(mine.path("note").asString()).isEqualTo("minute 12");
        assertThat(mine.path("consulted").asString()).isEqualTo("2026-03-01");
        assertThat(read("sources.0.from", "theirs").path("consulted").asString())
                .isEqualTo("2026-11-28");
        assertThat(read("sources.0.line", "Council meeting, minute 12")
                        .path("type")
                        .asString())
                .isEqualTo("RECORDING");
    }

    @Test
    void a_line_counts_before_what_is_picked_beside_it() {
        assertThat(read("sources.0.from", "mine", "sources.0.line", "https://example.org/x")
                        .path("locator")
                        .asString())
                .isEqualTo("https://example.org/x");
    }

    @Test
    void where_nothing_is_said_or_what_was_picked_is_gone_a_sentence_says_so() {
        assertThatThrownBy(() -> read("sources.0.from", "", "sources.0.line", " "))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("Say where it comes from");
        assertThatThrownBy(() -> read("sources.0.from", "gone")).hasMessageContaining("no longer among those at hand");
        assertThat(read("sources.0.line", "", "sources.0.locator?", "The log")
                        .path("type")
                        .asString())
                .isEqualTo("DOCUMENT");
    }

    @Test
    void statements_that_are_chosen_say_their_kind_and_their_words_whatever_stands_in_them() {
        var anchor = new Anchor(Place.HEADLINE, 3, "a | b | c");
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("raising:statements", Form.statement(ClaimKind.QUOTE, anchor));
        fields.add("claims:all", "c1");
        var form = Form.read(fields, ZoneOffset.UTC);
        var raised = form.path("raising").path(0);
        assertThat(raised.path("kind").asString()).isEqualTo("QUOTE");
        assertThat(raised.path("anchor").path("place").asString()).isEqualTo("headline");
        assertThat(raised.path("anchor").path("start").asInt()).isEqualTo(3);
        assertThat(raised.path("anchor").path("words").asString()).isEqualTo("a | b | c");
        assertThat(form.path("claims").path(0).asString()).isEqualTo("c1");
        fields.set("raising:statements", "no statement");
        assertThatThrownBy(() -> Form.read(fields, ZoneOffset.UTC)).isInstanceOf(InvalidValue.class);
    }

    private static JsonNode read(String... said) {
        var fields = new LinkedMultiValueMap<String, String>();
        for (var i = 0; i < said.length; i += 2) {
            fields.add(said[i], said[i + 1]);
        }
        var form = Form.read(fields, ZoneOffset.UTC);
        Sourcing.of(form, () -> AT_HAND, TODAY);
        return form.path("sources").path(0);
    }

    private static SourcesAtHand.AtHand atHand(String key, SourceType type, String locator, String note) {
        return new SourcesAtHand.AtHand(key, new Source.Named(type, locator, LocalDate.of(2026, 3, 1), note));
    }
}
