package stet.web.newsroom.editing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import stet.domain.InvalidValue;
import stet.domain.content.Mark;
import stet.domain.content.Text;

/**
 * A text as it is typed into a field: {@code **bold**}, {@code *italic*} and {@code [words](address)}. A backslash before one of these
 * signs, or before another backslash, makes it an ordinary one; so does leaving it without its partner.
 */
final class Notation {
    private static final Pattern LINK = Pattern.compile(
            "\\[((?:[^\\[\\]\\\\]++|\\\\.){0,200})]\\(((?:https?|mailto):(?:[^()\\s\\\\]++|\\\\.){0,200})\\)");

    private Notation() {}

    static String write(Text text) {
        // Square brackets mean something only where there are links.
        var ordinary =
                text.words().contains("](") || text.marks().stream().anyMatch(mark -> mark.style() == Mark.Style.LINK)
                        ? "*[]\\"
                        : "*\\";
        var signs = new TreeMap<Integer, StringBuilder>();
        for (var mark : text.marks()) {
            switch (mark.style()) {
                case LINK -> {
                    at(signs, mark.end()).insert(0, "](" + escaped(String.valueOf(mark.href()), "()\\") + ")");
                    at(signs, mark.start()).append("[");
                }
                case BOLD -> around(signs, mark, "**");
                case ITALIC -> around(signs, mark, "*");
            }
        }
        var typed = new StringBuilder();
        var from = 0;
        for (var sign : signs.entrySet()) {
            typed.append(escaped(text.words().substring(from, sign.getKey()), ordinary));
            typed.append(sign.getValue());
            from = sign.getKey();
        }
        return typed.append(escaped(text.words().substring(from), ordinary)).toString();
    }

    private static void around(Map<Integer, StringBuilder> signs, Mark mark, String sign) {
        at(signs, mark.start()).append(sign);
        at(signs, mark.end()).append(sign);
    }

    private static StringBuilder at(Map<Integer, StringBuilder> signs, int place) {
        return signs.computeIfAbsent(place, _ -> new StringBuilder());
    }

    private static String escaped(String words, String signs) {
        var escaped = new StringBuilder();
        for (var at = 0; at < words.length(); at++) {
            var c = words.charAt(at);
            if (signs.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** @throws InvalidValue for a character that no text can have */
    static Text read(String typed) {
        return new Reading().of(typed);
    }

    /** What has been read so far: each character, and where formatting begins and ends. */
    private static final class Reading {
        private final StringBuilder raw = new StringBuilder();
        private final List<Mark> marks = new ArrayList<>();
        private final Map<Mark.Style, Integer> open = new EnumMap<>(Mark.Style.class);

        Text of(String typed) {
            words(typed);
            // What has no partner was meant as it stands; later ones first, so that places before them stay true.
            open.entrySet().stream()
                    .sorted(Map.Entry.<Mark.Style, Integer>comparingByValue().reversed())
                    .forEach(left -> put(left.getValue(), left.getKey() == Mark.Style.BOLD ? "**" : "*"));
            return cleaned();
        }

        private void words(String typed) {
            var links = LINK.matcher(typed);
            for (var i = 0; i < typed.length(); i++) {
                var c = typed.charAt(i);
                if (c == '\\' && i + 1 < typed.length() && "*[]()\\".indexOf(typed.charAt(i + 1)) >= 0) {
                    raw.append(typed.charAt(++i));
                } else if (c == '*') {
                    var bold = i + 1 < typed.length() && typed.charAt(i + 1) == '*';
                    toggle(bold ? Mark.Style.BOLD : Mark.Style.ITALIC);
                    i += bold ? 1 : 0;
                } else if (c == '['
                        && links.region(i, typed.length()).lookingAt()
                        && link(links.group(1), links.group(2).replaceAll("\\\\(.)", "$1"))) {
                    i = links.end() - 1;
                } else {
                    raw.append(c);
                }
            }
        }

        /** Whether it was a link that leads somewhere. */
        private boolean link(String typed, String href) {
            var start = raw.length();
            try {
                var link = new Mark(Mark.Style.LINK, start, start + 1, href);
                words(typed);
                if (raw.length() > start) {
                    marks.add(new Mark(link.style(), start, raw.length(), href));
                }
                return raw.length() > start;
            } catch (InvalidValue nowhere) {
                return false;
            }
        }

        private void toggle(Mark.Style style) {
            var start = open.remove(style);
            if (start == null) {
                open.put(style, raw.length());
            } else if (raw.length() > start) {
                marks.add(new Mark(style, start, raw.length(), null));
            }
        }

        private void put(int place, String sign) {
            raw.insert(place, sign);
            marks.replaceAll(mark -> new Mark(
                    mark.style(),
                    mark.start() >= place ? mark.start() + sign.length() : mark.start(),
                    mark.end() > place ? mark.end() + sign.length() : mark.end(),
                    mark.href()));
        }

        /** The words with single spaces, and the formatting where they are then. */
        private Text cleaned() {
            var words = Text.of(raw.toString()).words();
            var at = new int[raw.length() + 1];
            var clean = 0;
            for (var i = 0; i < raw.length(); i++) {
                at[i] = clean;
                // One space stands for however many there were.
                if (clean < words.length() && (raw.charAt(i) == words.charAt(clean) || words.charAt(clean) == ' ')) {
                    clean++;
                }
            }
            at[raw.length()] = clean;
            var kept = new ArrayList<Mark>();
            for (var mark : marks) {
                if (at[mark.end()] > at[mark.start()]) {
                    kept.add(new Mark(mark.style(), at[mark.start()], at[mark.end()], mark.href()));
                }
            }
            return new Text(words, kept);
        }
    }
}
