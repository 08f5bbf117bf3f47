package stet.interchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import stet.domain.InvalidValue;
import stet.domain.content.Words;

/**
 * A plain-text file as an editor would read it out: its passages in order, none of them empty, the headline first.
 *
 * @param passages one for each line that says something, or for each run of lines where they were broken to a fixed width
 * @param doubts what could be read in two ways, each a sentence for the editor
 */
record Manuscript(List<String> passages, List<String> doubts) {
    private static final int NARROW = 50;
    private static final int WIDE = 90;
    /** A line that only parts what is above it from what is below. */
    private static final Pattern RULE = Pattern.compile("[-*•·_=~#+.—–\\h]{1,200}");

    /** @param afterBreak whether a blank line or a rule parts it from the line before */
    private record Line(int number, String words, boolean afterBreak) {}

    /** @throws InvalidValue if the bytes are no text, or say nothing; the message says in which line */
    static Manuscript of(byte[] bytes) {
        if (bytes.length == 0) {
            throw new InvalidValue("The file is empty");
        }
        var doubts = new ArrayList<String>();
        var lines = lines(decoded(bytes), doubts);
        if (lines.isEmpty()) {
            throw new InvalidValue("There is no headline: the file has no words in it");
        }
        var passages = brokenToWidth(lines)
                ? joined(lines, doubts)
                : lines.stream().map(Line::words).toList();
        return new Manuscript(passages, List.copyOf(doubts));
    }

    private static String decoded(byte[] bytes) {
        var read = CharBuffer.allocate(bytes.length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), read, true);
        var text = read.flip().toString();
        if (result.isError()) {
            throw new InvalidValue(
                    "The file is not UTF-8 text: line %d has a character in it that cannot be read. Save the file as UTF-8 and send it again"
                            .formatted(lineEnds(text) + 1));
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static int lineEnds(String text) {
        var ends = 0;
        for (var i = 0; i < text.length(); i++) {
            if (endsLine(text.charAt(i)) && !(text.charAt(i) == '\n' && i > 0 && text.charAt(i - 1) == '\r')) {
                ends++;
            }
        }
        return ends;
    }

    private static List<Line> lines(String text, List<String> doubts) {
        var lines = new ArrayList<Line>();
        var number = 1;
        var start = 0;
        var parted = false;
        var rules = 0;
        var damaged = 0;
        for (var i = 0; i <= text.length(); i++) {
            if (i < text.length() && !endsLine(text.charAt(i))) {
                refuseControl(text.charAt(i), number, i - start + 1);
                if (text.charAt(i) == '\uFFFD' && damaged == 0) {
                    damaged = number;
                }
                continue;
            }
            var words = Words.clean(text.substring(start, i));
            var rule = RULE.matcher(words).matches();
            if (rule) {
                rules++;
            }
            if (rule || words.codePoints().noneMatch(Manuscript::shows)) {
                parted = true;
            } else {
                lines.add(new Line(number, words, parted));
                parted = false;
            }
            if (i + 1 < text.length() && text.charAt(i) == '\r' && text.charAt(i + 1) == '\n') {
                i++;
            }
            number++;
            start = i + 1;
        }
        if (damaged > 0) {
            doubts.add(
                    "Line %d has the sign for a character that was lost before the file came here (\uFFFD). What stood there?"
                            .formatted(damaged));
        }
        if (rules > 0) {
            doubts.add(
                    rules == 1
                            ? "One line of dashes or stars was left out. Was it only there to part the text?"
                            : "%d lines of dashes or stars were left out. Were they only there to part the text?"
                                    .formatted(rules));
        }
        return lines;
    }

    private static void refuseControl(char c, int line, int position) {
        if (Character.isISOControl(c) && c != '\t' && c != '\f' && c != '\u000B') {
            throw new InvalidValue(
                    "Line %d has a control character in it (U+%04X, at position %d), which no reader could see. Is this a text file?"
                            .formatted(line, (int) c, position));
        }
    }

    private static boolean endsLine(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    private static boolean shows(int c) {
        return !Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    }

    /**
     * Whether somebody broke the lines to a fixed width and parted the paragraphs by blank lines. Only lines with another directly
     * below them tell: the last line of a paragraph may have any length. Where they mostly end in a stop, they are short paragraphs.
     */
    private static boolean brokenToWidth(List<Line> lines) {
        var above = 0;
        var inWidth = 0;
        var stopped = 0;
        var parted = false;
        for (var i = 1; i < lines.size(); i++) {
            parted |= lines.get(i).afterBreak();
            if (i + 1 < lines.size() && !lines.get(i + 1).afterBreak()) {
                var words = lines.get(i).words();
                above++;
                inWidth += words.length() >= NARROW && words.length() <= WIDE ? 1 : 0;
                stopped += Signs.endsInStop(words) ? 1 : 0;
            }
        }
        return parted && above >= 2 && inWidth * 2 > above && stopped * 2 <= above;
    }

    private static List<String> joined(List<Line> lines, List<String> doubts) {
        var passages = new ArrayList<String>();
        passages.add(lines.getFirst().words());
        var passage = new StringBuilder();
        var alone = true;
        var overlong = 0;
        for (var line : lines.subList(1, lines.size())) {
            var words = line.words();
            overlong = overlong == 0 && words.length() > WIDE ? line.number() : overlong;
            if ((alone || line.afterBreak() || Signs.startsAnew(words)) && !passage.isEmpty()) {
                passages.add(passage.toString());
                passage.setLength(0);
            }
            passage.append(passage.isEmpty() ? "" : " ").append(words);
            alone = Signs.startsAnew(words) && Signs.byline(words).isPresent();
        }
        if (!passage.isEmpty()) {
            passages.add(passage.toString());
        }
        var second = lines.get(1);
        if (!second.afterBreak()
                && !Signs.startsAnew(second.words())
                && Signs.dateline(second.words()).isEmpty()) {
            doubts.add("Does the headline go on in line %d, '%s'? Only the first line was taken."
                    .formatted(second.number(), Signs.excerpt(second.words())));
        }
        if (overlong > 0) {
            doubts.add(
                    "Most lines are broken at about the same width, so lines up to a blank line were taken as one paragraph; but line %d is longer. Are the paragraphs right?"
                            .formatted(overlong));
        }
        return passages;
    }
}
