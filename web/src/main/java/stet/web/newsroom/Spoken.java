package stet.web.newsroom;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.domain.article.Check;
import stet.domain.article.EditionKind;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.DigitalSourceType;
import stet.web.pages.PublicBlock;

/** The domain's terms as they stand on a page. */
public final class Spoken {

    /** A term with a capital at its beginning, such as {@code Not checkable}. */
    public String of(Enum<?> term) {
        var words = term.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return capital(words);
    }

    /** A word with a capital at its beginning. */
    public String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** A source in one line, as it is picked from a list. */
    public String of(Source.Named source) {
        return label(source);
    }

    public static String label(Source.Named source) {
        return source.note().isEmpty() ? source.locator() : "%s, %s".formatted(source.locator(), source.note());
    }

    /** What is waived, as it is spoken of. */
    public String of(Check check) {
        return switch (check) {
            case FACTS -> "The sign-off of the facts";
            case CAPTIONS -> "The sign-off of the captions";
            case PRIMARY_SOURCE -> "The primary source of one quotation";
        };
    }

    /** What a kind of edition is for (rule 19). */
    public String explained(EditionKind kind) {
        return switch (kind) {
            case ORIGINAL -> "The first edition.";
            case CORRECTION -> "A factual error put right. The note stays on every later edition.";
            case CLARIFICATION -> "Accurate, but misleading. The note stays on every later edition.";
            case UPDATE -> "New information.";
            case REFILE -> "Typography only; it cannot touch a claim.";
        };
    }

    /** The keys that open the form for a kind of edition; the first has nothing to open. */
    public @Nullable String key(EditionKind kind) {
        return switch (kind) {
            case ORIGINAL -> null;
            case CORRECTION -> "p c";
            case CLARIFICATION -> "p l";
            case UPDATE -> "p u";
            case REFILE -> "p r";
        };
    }

    /** Whether readers must be told what was wrong and what is right. */
    public boolean needsNote(EditionKind kind) {
        return kind == EditionKind.CORRECTION || kind == EditionKind.CLARIFICATION;
    }

    /** How a picture came to be, in the words that readers will see, and whether they must be told that no camera saw it. */
    public String of(DigitalSourceType type) {
        return PublicBlock.Figure.made(type) + (type.synthetic() ? " (synthetic; needs a label)" : "");
    }

    /** The class that gives a verdict its colour. */
    public String look(Verdict verdict) {
        return switch (verdict) {
            case CONFIRMED, CORRECTED -> "good";
            case UNCHECKED -> "warn";
            case QUERIED -> "note";
            case DISPUTED -> "bad";
            case NOT_CHECKABLE -> "quiet";
        };
    }
}
