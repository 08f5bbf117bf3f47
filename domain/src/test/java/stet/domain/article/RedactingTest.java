package stet.domain.article;

import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.CHANGED_SINCE;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.article.Story.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import stet.domain.article.ArticleCommand.RedactWords;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.SpikeArticle;
import stet.domain.article.ArticleEvent.Redacted;
import stet.domain.article.ArticleEvent.WordsRedacted;
import stet.domain.content.Field;

/** What a court or the law takes out of the record (rule 48). */
class RedactingTest {
    private static final String ORDER = "An order of the court";
    private static final List<Redacted> FOUND = List.of(new Redacted(0, DRAFT.hash(), null));

    private static RedactWords redacting(String ground, List<Redacted> found) {
        return new RedactWords(BRIDGE, ground, found);
    }

    @Test
    void a_standards_editor_has_it_done_and_the_record_says_of_what_and_why() {
        draftedBy(WREN).when(STELLA, redacting(ORDER, FOUND)).thenRecords(new WordsRedacted(BRIDGE, ORDER, FOUND));
    }

    @Test
    void nobody_else_does_and_never_without_a_ground() {
        draftedBy(WREN).when(PAULA, redacting(ORDER, FOUND)).thenRefused(ROLE_MISSING);
        draftedBy(WREN).when(ADA, redacting(ORDER, FOUND)).thenRefused(ROLE_MISSING);
        draftedBy(WREN).when(STELLA, redacting(" ", FOUND)).thenRefused(REASON_MISSING);
    }

    @Test
    void where_the_words_stand_nowhere_nothing_is_recorded() {
        draftedBy(WREN).when(STELLA, redacting(ORDER, List.of())).thenRefused(ALREADY_SO);
    }

    @Test
    void the_law_asks_at_every_stage() {
        draftedBy(WREN)
                .by(WREN, new SpikeArticle(BRIDGE, "It stays open"))
                .when(STELLA, redacting(ORDER, FOUND))
                .thenRecords(new WordsRedacted(BRIDGE, ORDER, FOUND));
    }

    @Test
    void whoever_still_has_them_does_not_bring_them_back_by_a_save() {
        var black = DRAFT.with(Field.STANDFIRST, "A bridge that \u2588\u2588\u2588\u2588 built");
        var before = DRAFT.with(Field.STANDFIRST, "A bridge that Anna built");
        draftedBy(WREN, black)
                .when(WREN, new ReviseContent(BRIDGE, 1, before.with(Field.BYLINE, "Wren")))
                .thenRefused(CHANGED_SINCE);
        draftedBy(WREN, black)
                .when(
                        WREN,
                        new ReviseContent(BRIDGE, 1, 4, black.with(Field.STANDFIRST, "A bridge that somebody built")))
                .thenAccepted();
    }
}
