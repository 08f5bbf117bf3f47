package stet.domain.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two edits of one text brought together, word by word (rule 3). Edits of the same words, or words written in where the other edit
 * changed something, cannot be: only a person knows how that sentence should go.
 */
final class TextMerge {
    private final Side mine;
    private final Side theirs;
    private final List<List<Mark>> formats;
    private final List<Token> merged = new ArrayList<>();

    private TextMerge(Text base, Text mine, Text theirs) {
        this.mine = new Side(base, mine);
        this.theirs = new Side(base, theirs);
        formats = formats(base, this.mine.matching.was());
    }

    /** Both edits in one text, or nothing where they contradict each other. */
    static Optional<Text> of(Text base, Text mine, Text theirs) {
        if (mine.equals(base) || mine.equals(theirs)) {
            return Optional.of(theirs);
        }
        if (theirs.equals(base)) {
            return Optional.of(mine);
        }
        return new TextMerge(base, mine, theirs).merged();
    }

    private Optional<Text> merged() {
        var kept = 0;
        while (mine.hasNext() || theirs.hasNext()) {
            takeNextRegion();
            var from = Math.min(mine.from(), theirs.from());
            var to = Math.max(mine.to(), theirs.to());
            keep(kept, from);
            kept = to;
            var ours = mine.over(from, to);
            var others = theirs.over(from, to);
            if (mine.region.isEmpty()) {
                append(others);
            } else if (theirs.region.isEmpty() || said(ours).equals(said(others))) {
                append(ours);
            } else {
                return Optional.empty();
            }
        }
        keep(kept, formats.size());
        return text();
    }

    /** The next change, with all changes of the other side that meet it, and those that meet these, and so on. */
    private void takeNextRegion() {
        mine.region.clear();
        theirs.region.clear();
        if (!theirs.hasNext()
                || (mine.hasNext() && mine.next().was() <= theirs.next().was())) {
            mine.take();
        } else {
            theirs.take();
        }
        for (var met = true; met; ) {
            met = false;
            if (mine.hasNext() && theirs.meets(mine.next())) {
                mine.take();
                met = true;
            }
            if (theirs.hasNext() && mine.meets(theirs.next())) {
                theirs.take();
                met = true;
            }
        }
    }

    /** Words that neither touched; where one of them formatted them anew, they look so, and where both did, as mine. */
    private void keep(int from, int to) {
        for (var token = from; token < to; token++) {
            var was = formats.get(token);
            var ours = mine.formats.get(mine.matching.toNow(token));
            var others = theirs.formats.get(theirs.matching.toNow(token));
            append(List.of(new Token(mine.matching.was().get(token), ours.equals(was) ? others : ours)));
        }
    }

    private void append(List<Token> tokens) {
        for (var token : tokens) {
            var doubled = merged.isEmpty() || merged.getLast().isSpace();
            if (!(doubled && token.isSpace())) {
                merged.add(token);
            }
        }
    }

    private Optional<Text> text() {
        if (!merged.isEmpty() && merged.getLast().isSpace()) {
            merged.removeLast();
        }
        var words = new StringBuilder();
        var marks = new ArrayList<Mark>();
        for (var token : merged) {
            for (var mark : token.format()) {
                marks.add(mark.at(words.length() + mark.start(), words.length() + mark.end()));
            }
            words.append(token.words());
        }
        var said = words.toString();
        return said.equals(Words.clean(said)) ? Optional.of(new Text(said, marks)) : Optional.empty();
    }

    private static String said(List<Token> tokens) {
        var said = new StringBuilder();
        tokens.forEach(token -> said.append(token.words()));
        return said.toString();
    }

    /** For each token, the marks on it, counted from its own start. */
    private static List<List<Mark>> formats(Text text, Tokens tokens) {
        var formats = new ArrayList<List<Mark>>();
        for (var token = 0; token < tokens.size(); token++) {
            var format = new ArrayList<Mark>();
            for (var mark : text.marks()) {
                var start = Math.max(mark.start(), tokens.start(token));
                var end = Math.min(mark.end(), tokens.end(token));
                if (start < end) {
                    format.add(mark.at(start - tokens.start(token), end - tokens.start(token)));
                }
            }
            formats.add(List.copyOf(format));
        }
        return formats;
    }

    /** @param format marks, counted from the token's own start */
    private record Token(String words, List<Mark> format) {
        boolean isSpace() {
            return words.equals(" ");
        }
    }

    /** One of the two edits, read from its beginning on. */
    private static final class Side {
        private final Matching matching;
        private final List<Matching.Hunk> hunks;
        private final List<List<Mark>> formats;
        private final List<Matching.Hunk> region = new ArrayList<>();
        private int taken;

        Side(Text base, Text edited) {
            matching = Matching.of(base.words(), edited.words());
            hunks = matching.hunks();
            formats = formats(edited, matching.now());
        }

        boolean hasNext() {
            return taken < hunks.size();
        }

        Matching.Hunk next() {
            return hunks.get(taken);
        }

        void take() {
            region.add(next());
            taken++;
        }

        /** Whether a change of the other side overlaps the last one here, or touches it and one of the two only writes words in. */
        boolean meets(Matching.Hunk other) {
            if (region.isEmpty()) {
                return false;
            }
            var last = region.getLast();
            if (last.was() == last.wasEnd() || other.was() == other.wasEnd()) {
                return last.was() <= other.wasEnd() && other.was() <= last.wasEnd();
            }
            return last.was() < other.wasEnd() && other.was() < last.wasEnd();
        }

        int from() {
            return region.isEmpty() ? Integer.MAX_VALUE : region.getFirst().was();
        }

        int to() {
            return region.isEmpty() ? 0 : region.getLast().wasEnd();
        }

        /** What stands here for these tokens of the base; nothing where this side changed none of them. */
        List<Token> over(int from, int to) {
            var over = new ArrayList<Token>();
            if (!region.isEmpty()) {
                var start = region.getFirst().now() - (region.getFirst().was() - from);
                var end = region.getLast().nowEnd() + (to - region.getLast().wasEnd());
                for (var token = start; token < end; token++) {
                    over.add(new Token(matching.now().get(token), formats.get(token)));
                }
            }
            return over;
        }
    }
}
