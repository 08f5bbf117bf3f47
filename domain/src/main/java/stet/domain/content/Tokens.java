package stet.domain.content;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A text cut into words, white space and single signs, with where each of them starts. */
final class Tokens {
    /** Half of all tokens are spaces, and most of the rest that are no words are signs of plain Latin. */
    private static final List<String> ONE =
            IntStream.range(0, 0x80).mapToObj(Character::toString).toList();

    private final List<String> tokens;
    private final int[] starts;

    private Tokens(List<String> tokens) {
        this.tokens = tokens;
        starts = new int[tokens.size() + 1];
        for (var i = 0; i < tokens.size(); i++) {
            starts[i + 1] = starts[i] + tokens.get(i).length();
        }
    }

    static Tokens of(String words) {
        var tokens = new ArrayList<String>();
        var at = 0;
        while (at < words.length()) {
            var character = words.codePointAt(at);
            var end = at + Character.charCount(character);
            if (inWord(character)) {
                end = endOf(words, end, Tokens::inWord);
            } else if (inSpace(character)) {
                end = endOf(words, end, Tokens::inSpace);
            }
            tokens.add(end == at + 1 && character < ONE.size() ? ONE.get(character) : words.substring(at, end));
            at = end;
        }
        return new Tokens(Collections.unmodifiableList(tokens));
    }

    /** How many tokens of these words are no white space. */
    static int said(String words) {
        var said = 0;
        var inWord = false;
        for (var at = 0; at < words.length(); ) {
            var character = words.codePointAt(at);
            at += Character.charCount(character);
            var inThis = inWord(character);
            if (inThis ? !inWord : !inSpace(character)) {
                said++;
            }
            inWord = inThis;
        }
        return said;
    }

    private static int endOf(String words, int from, IntPredicate same) {
        var end = from;
        while (end < words.length()) {
            var character = words.codePointAt(end);
            if (!same.test(character)) {
                break;
            }
            end += Character.charCount(character);
        }
        return end;
    }

    List<String> all() {
        return tokens;
    }

    int size() {
        return tokens.size();
    }

    String get(int token) {
        return tokens.get(token);
    }

    /** What each token is compared by where it counts what is said: the same for every way to type it. */
    List<String> keys() {
        return Words.allFolded(tokens);
    }

    /** The tokens that are no white space, in order. */
    int[] said() {
        return IntStream.range(0, size()).filter(token -> !isSpace(token)).toArray();
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return starts[token + 1];
    }

    /** Letters or digits. */
    boolean isWord(int token) {
        return inWord(tokens.get(token).codePointAt(0));
    }

    boolean isSpace(int token) {
        return inSpace(tokens.get(token).codePointAt(0));
    }

    static boolean inWord(int character) {
        if (character < 0x80) {
            return (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9');
        }
        return Character.isLetterOrDigit(character)
                || character == Blackout.BLACK
                || switch (Character.getType(character)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }

    static boolean inSpace(int character) {
        return character == ' ' || Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
