package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.HEADLINE_MISSING;
import static stet.domain.RefusalCode.NO_SUCH_REVISION;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.RefusalCode.SPAN_NOT_FOUND;
import static stet.domain.RefusalCode.TOO_LONG;
import static stet.domain.article.Story.BRIDGE;
import static stet.domain.article.Story.CABLES;
import static stet.domain.article.Story.CLOSING;
import static stet.domain.article.Story.STELLA;
import static stet.domain.article.Story.VOUCH;
import static stet.domain.article.Story.WADE;
import static stet.domain.article.Story.WREN;
import static stet.domain.article.Story.aFactCheckedStory;
import static stet.domain.article.Story.draftedBy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stet.domain.article.ArticleCommand.ReplaceWords;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.checking.Verdict;
import stet.domain.content.WordSearch;
import stet.domain.content.WordSearch.Option;

/** Words are replaced wherever they stand, as one revision; just what was said of them falls (rules 2, 6 and 37). */
class ReplaceWordsTest {
    @Test
    void all_are_replaced_as_one_revision() {
        var story = draftedBy(WREN);
        var before = story.article().revision();
        story.when(WREN, replacing(story, "bridge", "span")).thenRecords(ContentRevised.class);
        assertThat(story.article().revision()).isEqualTo(before + 1);
        assertThat(new WordSearch("bridge", Set.of()).in(story.content())).isEmpty();
        assertThat(story.content().headline()).isEqualTo("Harbour span to close for 14 weeks");
    }

    @Test
    void those_that_are_excepted_stay() {
        var story = draftedBy(WREN);
        story.by(
                WREN,
                new ReplaceWords(BRIDGE, 1, "Bridge", List.of(Option.WHOLE_WORDS), "span", List.of("headline@8")));
        assertThat(story.content().headline()).isEqualTo("Harbour bridge to close for 14 weeks");
        assertThat(new WordSearch("bridge", Set.of()).in(story.content())).hasSize(1);
    }

    @Test
    void just_what_was_said_of_these_words_falls() {
        var story = aFactCheckedStory();
        story.when(WADE, replacing(story, "38", "44"))
                .thenRecords(ContentRevised.class, ClaimReopened.class, FactsReopened.class);
        assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(story.claim(CABLES).anchor().words()).isEqualTo("44 of its cables");
        assertThat(story.claim(CLOSING).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(story.claim(VOUCH).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(story.article().unsigned()).hasSize(1);
    }

    @Test
    void what_somebody_else_wrote_meanwhile_stays() {
        var story = draftedBy(WREN);
        var old = story.article().revision();
        story.editedBy(WADE, "Ferries instead", "Boats instead");
        story.by(WREN, new ReplaceWords(BRIDGE, old, "rust", List.of(), "cracks", List.of()));
        assertThat(story.content().passages().values())
                .contains("Boats instead")
                .anyMatch(words -> words.contains("found cracks in"));
    }

    @Test
    void what_stands_nowhere_or_would_change_nothing_is_said() {
        var story = draftedBy(WREN);
        story.when(WREN, replacing(story, "tunnel", "bridge")).thenRefused(SPAN_NOT_FOUND);
        story.when(WREN, replacing(story, "rust", "rust")).thenRefused(ALREADY_SO);
        story.when(WREN, new ReplaceWords(BRIDGE, 1, "rust", List.of(), "dust", List.of("headline@3")))
                .thenRefused(SPAN_NOT_FOUND);
        story.when(WREN, new ReplaceWords(BRIDGE, 9, "rust", List.of(), "dust", List.of()))
                .thenRefused(NO_SUCH_REVISION);
    }

    @Test
    void no_headline_is_emptied_and_nothing_grows_without_end() {
        var story = draftedBy(WREN);
        story.when(WREN, replacing(story, "Harbour bridge to close for 14 weeks", ""))
                .thenRefused(HEADLINE_MISSING);
        story.when(WREN, replacing(story, "e", "x".repeat(1_001))).thenRefused(TOO_LONG);
        story.when(WREN, replacing(story, "e", "x".repeat(1_000))).thenRefused(TOO_LONG);
        story.when(WREN, new ReplaceWords(BRIDGE, 1, "e", List.of(), "f", Collections.nCopies(1_001, "headline@15")))
                .thenRefused(TOO_LONG);
    }

    @Test
    void only_whoever_may_write_replaces() {
        var story = draftedBy(WREN);
        story.when(STELLA, replacing(story, "rust", "dust")).thenRefused(ROLE_MISSING);
    }

    private static ReplaceWords replacing(Story story, String find, String with) {
        return new ReplaceWords(BRIDGE, story.article().revision(), find, List.of(), with, List.of());
    }
}
