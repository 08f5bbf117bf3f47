package stet.domain.checking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Direct speech that a dash opens, as many languages write it: {@code —No volveremos —dijo él—. Es todo.} What the narrator puts in
 * between is set off by a dash with a space before it and none behind; without one, all of the line counts as said.
 */
final class DialogueDashes {
    /** CLDR has no dashes for dialogue: these are the languages whose own rules of spelling or printing have them. */
    private static final Set<String> LANGUAGES = Set.of(
            "be", "bg", "ca", "da", "el", "es", "eu", "fi", "fr", "gl", "hu", "it", "lt", "lv", "nb", "nn", "no", "pl",
            "pt", "ro", "ru", "sv", "tr", "uk");

    private DialogueDashes() {}

    static boolean usedIn(Locale language) {
        return LANGUAGES.contains(language.getLanguage());
    }

    /** What is said in a line, in order; nothing where no dash opens it. */
    static List<Span> in(String text, int line, int lineEnd) {
        var at = line;
        while (at < lineEnd && Pieces.isSpace(text.charAt(at))) {
            at++;
        }
        if (at >= lineEnd || !isDash(text.charAt(at)) || !isWord(text, at + 1, lineEnd)) {
            return List.of();
        }
        var said = new ArrayList<Span>();
        for (var start = at + 1; start < lineEnd; ) {
            var aside = aside(text, start, lineEnd);
            said.add(new Span(start, aside));
            var resumes = aside + 1;
            while (resumes < lineEnd && !isDash(text.charAt(resumes))) {
                resumes++;
            }
            start = resumes + 1;
            // The stop that the narrator owes stands behind their dash, and nobody said it.
            while (start < lineEnd && !Character.isLetterOrDigit(text.charAt(start))) {
                start++;
            }
        }
        return said;
    }

    /** Where the narrator's words begin, or the end of the line. */
    private static int aside(String text, int from, int lineEnd) {
        for (var at = from; at + 1 < lineEnd; at++) {
            if (isDash(text.charAt(at))
                    && Pieces.isSpace(text.charAt(at - 1))
                    && Character.isLetter(text.charAt(at + 1))) {
                return at;
            }
        }
        return lineEnd;
    }

    private static boolean isDash(char c) {
        return c == '\u2014' || c == '\u2013' || c == '\u2015';
    }

    /** Whether somebody could begin to speak here: with a letter, an ellipsis or what opens a question or an exclamation. */
    private static boolean isWord(String text, int from, int lineEnd) {
        var at = from;
        while (at < lineEnd && Pieces.isSpace(text.charAt(at))) {
            at++;
        }
        return at < lineEnd
                && (Character.isLetter(text.charAt(at)) || "\u00BF\u00A1\u2026".indexOf(text.charAt(at)) >= 0);
    }
}
