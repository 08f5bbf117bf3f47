package stet.domain.checking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.checking.Pieces.Kind;

/**
 * Finds numbers and dates in a text that was cut into pieces: at each piece the longest thing that begins there, then on from its end.
 *
 * <p>From each piece only a bounded number of pieces is looked ahead, so the time is linear in the length of the text, whatever stands in
 * it.
 */
final class Scanner {
    private final Pieces p;
    private final Vocabulary vocabulary;
    private final Numbers numbers;
    private final Dates dates;

    Scanner(Pieces pieces, Vocabulary vocabulary) {
        this.p = pieces;
        this.vocabulary = vocabulary;
        this.numbers = new Numbers(pieces);
        this.dates = new Dates(pieces, numbers);
    }

    /** In order; none overlaps another. */
    List<Checkable> found() {
        var found = new ArrayList<Checkable>();
        for (var i = 0; i < p.size(); ) {
            i = next(i, found);
        }
        return found;
    }

    private int next(int i, List<Checkable> found) {
        if (!canBegin(i)) {
            return i + 1;
        }
        if (numbers.partOfName(i)) {
            return numbers.pastName(i);
        }
        var date = dates.at(i);
        var number = numbers.at(i);
        var phrase = phrase(i, number);
        var best = longest(date == null ? number : date, phrase);
        if (best == null) {
            return i + 1;
        }
        var kind = best.kind();
        if (kind != null) {
            var start = p.start(i);
            var end = dates.end(best);
            found.add(new Checkable(kind, start, end, p.text().substring(start, end), best.because()));
        }
        return best.to();
    }

    /** Most words are in no number and no date, and are passed over by their having no entry. */
    private boolean canBegin(int i) {
        return !p.is(i, Kind.WORD) || p.entry(i) != null || p.is(i + 1, Kind.DIGITS) || p.end(i) - p.start(i) <= 4;
    }

    private static @Nullable Found longest(@Nullable Found one, @Nullable Found other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.to() >= one.to() ? other : one;
    }

    private @Nullable Found phrase(int i, @Nullable Found number) {
        var entry = p.entry(i);
        var best = entry == null ? null : longestOf(entry.phrases(), i);
        return number == null ? best : longest(best, longestOf(vocabulary.afterNumbers(), i));
    }

    private @Nullable Found longestOf(List<Phrase> phrases, int i) {
        Found best = null;
        for (var phrase : phrases) {
            var end = match(phrase, 0, i, i);
            if (end > i && (best == null || end > best.to())) {
                best = new Found(i, end, phrase.kind(), phrase.because());
            }
        }
        return best;
    }

    /** One past the phrase from this part on, or -1. */
    private int match(Phrase phrase, int part, int i, int from) {
        if (part == phrase.parts().size()) {
            return i;
        }
        var now = phrase.parts().get(part);
        if (i == from || p.follows(i)) {
            var end = matches(now, i);
            if (end > i) {
                var rest = match(phrase, part + 1, end, from);
                if (rest > 0) {
                    return rest;
                }
            }
        }
        return now.optional() ? match(phrase, part + 1, i, from) : -1;
    }

    private int matches(Phrase.Part part, int i) {
        if (!p.has(i)) {
            return i;
        }
        if (part.words().contains(p.said(i, ""))) {
            return i + 1;
        }
        for (var sense : part.senses()) {
            if (p.is(i, sense)) {
                return i + 1;
            }
        }
        if (part.year()) {
            var end = dates.year(i);
            if (end > i) {
                return end;
            }
            // ’69, behind a season
            return p.says(i, "'") && p.is(i + 1, Kind.DIGITS) && p.attached(i + 1) ? i + 2 : i;
        }
        return part.number() ? numbers.quantity(i) : i;
    }
}
