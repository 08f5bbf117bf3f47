package stet.domain.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A text cut into words, white space and single signs, with where each of them starts. */
final class Tokens {
    /** Half of all tokens are spaces, and most of the rest that are no words are signs of plain Latin. */
    private static final List<String> ONE =
            IntStream.range(0, 0x80).mapToObj(Character::toString).toList();

    private final String words;
    private final List<String> tokens;
    private final int[] starts;

    /** @param tokens of these words or, each with a length of its own, of what they are compared by */
    private Tokens(String words, List<String> tokens, int[] starts) {
        this.words = words;
        this.tokens = List.copyOf(tokens);
        this.starts = starts;
    }

    static Tokens of(String words) {
        var tokens = cut(words);
        var starts = new int[tokens.size() + 1];
        for (var i = 0; i < tokens.size(); i++) {
            starts[i + 1] = starts[i] + tokens.get(i).length();
        }
        return new Tokens(words, tokens, starts);
    }

    /** The same, each token as it is compared where it counts what is said: in one form for all ways to type it. */
    static Tokens ofSaid(String words) {
        if (Words.foldsInPlace(words)) {
            // Marks alone are typed otherwise, and none of them is part of a word: all begins and ends where it did.
            return of(Words.folded(words));
        }
        var typed = of(words);
        var folded = new HashMap<String, String>();
        return new Tokens(
                words,
                typed.tokens.stream()
                        .map(token -> folded.computeIfAbsent(token, Words::folded))
                        .toList(),
                typed.starts);
    }

    private static List<String> cut(String words) {
        var tokens = new ArrayList<String>(words.length() / 3 + 1);
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
        return tokens;
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
        return starts.length - 1;
    }

    String get(int token) {
        return tokens.get(token);
    }

    /** The tokens that are no white space, in order. */
    int[] said() {
        var said = new int[size()];
        var count = 0;
        for (var token = 0; token < size(); token++) {
            if (!isSpace(token)) {
                said[count++] = token;
            }
        }
        return Arrays.copyOf(said, count);
    }

    /** What all these tokens say, one behind the other. */
    String words(int from, int to) {
        return words.substring(starts[from], starts[to]);
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return starts[token + 1];
    }

    /** Letters or digits. */
    boolean isWord(int token) {
        return inWord(words.codePointAt(starts[token]));
    }

    boolean isSpace(int token) {
        return inSpace(words.codePointAt(starts[token]));
    }

    static boolean inWord(int character) {
        if (character < 0x80) {
            return (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9');
        }
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> true;
            default -> character == Blackout.BLACK;
        };
    }

    static boolean inSpace(int character) {
        if (character < 0x80) {
            return character == ' '
                    || (character >= '\t' && character <= '\r')
                    || (character >= 0x1C && character <= 0x1F);
        }
        return Character.isSpaceChar(character);
    }
}
