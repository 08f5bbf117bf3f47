package stet.domain.hints;

import java.util.Collection;
import java.util.List;
import stet.domain.article.Claim;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;

/**
 * Words that do not fit with others, or with the calendar. It stands in nobody's way: a checker asks the writer, or does not.
 *
 * @param reason what does not fit, as a sentence
 * @param question to the writer, ready to be sent
 * @param others the words that these do not fit with, in reading order; may be empty, and are the first {@value #MOST_OTHERS} at most
 */
public record Hint(Kind kind, Anchor anchor, String reason, String question, List<Anchor> others) {
    /** One question goes out, however often a name stands in two ways; nobody looks at more places to answer it. */
    private static final int MOST_OTHERS = 50;

    public Hint {
        others = List.copyOf(others.subList(0, Math.min(others.size(), MOST_OTHERS)));
    }

    /** What sort of thing does not fit. */
    public enum Kind {
        NAME_SPELLED_TWO_WAYS(ClaimKind.NAME),
        WEEKDAY_NOT_OF_THAT_DATE(ClaimKind.DATE),
        HEADLINE_NUMBER_NOT_IN_TEXT(ClaimKind.NUMBER),
        PARTS_DO_NOT_ADD_UP(ClaimKind.NUMBER),
        PERCENTAGE_NOT_OF_ITS_NUMBERS(ClaimKind.NUMBER),
        AGE_NOT_OF_ITS_YEARS(ClaimKind.NUMBER),
        RELATIVE_DATE(ClaimKind.DATE),
        SPEAKER_NOT_INTRODUCED(ClaimKind.ATTRIBUTION),
        QUOTATION_CHANGED(ClaimKind.QUOTE);

        private final ClaimKind claim;

        Kind(ClaimKind claim) {
            this.claim = claim;
        }

        /** What sort of claim the question is about. */
        public ClaimKind claim() {
            return claim;
        }
    }

    /** Whether the writer has been asked about these words, or a checker has settled them. */
    public boolean seenTo(Collection<Claim> claims) {
        return claims.stream()
                .filter(claim ->
                        claim.verdict() == Verdict.QUERIED || !claim.verdict().open())
                .anyMatch(claim -> claim.anchor().covers(anchor.place(), anchor.start(), anchor.end()));
    }
}
