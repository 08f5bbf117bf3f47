package stet.domain.content;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.Ordered;

/** A part of a content whose words changed, and where each of its tokens comes from or goes to. */
final class AlignedPart {
    final String key;
    final String words;
    final Tokens tokens;
    /** The tokens that are no white space. */
    final int[] said;

    final List<String> keys;
    /** For each said token the part it stands in on the other side, or null. */
    final @Nullable AlignedPart[] other;

    final int[] at;
    private @Nullable String folded;
    /** Tokens that were moved out of or into the middle of a sentence: it reads otherwise for it. */
    final boolean[] torn;

    AlignedPart(String key, String words) {
        this.key = key;
        this.words = words;
        tokens = Tokens.ofSaid(words);
        said = tokens.said();
        var folded = new String[said.length];
        for (var i = 0; i < said.length; i++) {
            folded[i] = tokens.get(said[i]);
        }
        keys = List.of(folded);
        other = new AlignedPart[said.length];
        at = new int[said.length];
        torn = new boolean[said.length];
    }

    int size() {
        return said.length;
    }

    /** What it says, however it was typed. */
    String said() {
        var known = folded;
        if (known == null) {
            known = Words.folded(words);
            folded = known;
        }
        return known;
    }

    int start(int index) {
        return tokens.start(said[index]);
    }

    int end(int index) {
        return tokens.end(said[index]);
    }

    boolean isWord(int index) {
        return tokens.isWord(said[index]);
    }

    boolean has(int index) {
        return other[index] != null;
    }

    /** Whether a sentence ends with this token: at a full stop and the like, and the marks that close behind it. */
    boolean endsSentence(int index) {
        var token = index;
        while (token > 0 && ")]'\"»›".contains(keys.get(token))) {
            token--;
        }
        return endsLine(index) || ".!?…。！？؟।:".contains(keys.get(token));
    }

    /** Whether nothing follows this token in its part, or in its item of a list. */
    boolean endsLine(int index) {
        return index == size() - 1
                || words.substring(end(index), start(index + 1)).contains("\n");
    }

    boolean startsLine(int index) {
        return index == 0 || endsLine(index - 1);
    }

    boolean isSentences(int start, int length) {
        return (start == 0 || endsSentence(start - 1)) && endsSentence(start + length - 1);
    }

    void tear(int start, int length, boolean isTorn) {
        torn[start] |= isTorn;
        torn[start + length - 1] |= isTorn;
    }

    /** The first token that ends behind a character. */
    int first(int start) {
        return Ordered.first(size(), i -> end(i) > start);
    }

    /** The last token that starts before a character; -1 if none does. */
    int last(int end) {
        return Ordered.first(size(), i -> start(i) >= end) - 1;
    }
}
