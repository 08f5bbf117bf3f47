package stet.domain.checking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Divides a passage into what a checker checks in one go. A claim on each statement covers every number, date and quotation of the
 * passage: sentences end only outside of these, each quotation is a statement of its own, and numbers beside one are in the part of the
 * sentence that is not quoted.
 */
public final class Statements {
    /** A sentence longer than this, in UTF-16 units, is checked clause by clause where each says something of its own. */
    private static final int LONG = 200;

    private static final Pattern CLAUSE = Pattern.compile("[;:] |[ \u00A0][\u2013\u2014] "
            + "|, (?=(?:and|but|while|whereas|although|though|yet|so|which|after|before)\\b)");

    private static final String SPACES = " \u00A0\u202F\n";

    /** What may be left at the edges of a part when what is quoted beside it is taken away. */
    private static final String EDGES =
            " \u00A0\u202F\n,.;:!?()-\u2013\u2014\"'\u201C\u201D\u201E\u2018\u2019\u201A\u00AB\u00BB\u2039\u203A\uFF02";

    private final String words;
    private final List<Checkable> required;
    private final List<Checkable> marks;
    private final List<Statement> found = new ArrayList<>();

    private Statements(String words, List<Checkable> required) {
        this.words = words;
        this.required = required;
        marks = Checkables.suggested(words, required);
    }

    /** A stretch of a passage, from its first character to one past its last. */
    public record Span(int start, int end) {
        private boolean covers(Checkable mark) {
            return start <= mark.start() && mark.end() <= end;
        }
    }

    /**
     * The statements of a passage that there is something to check in, in reading order.
     *
     * @param required every number, date and quotation in it
     */
    public static List<Statement> in(String words, List<Checkable> required, Locale language) {
        var statements = new Statements(words, required);
        sentences(words, required, language).forEach(statements::read);
        return List.copyOf(statements.found);
    }

    /** The statement that a quotation set apart makes: all of it, whatever marks it has. */
    public static List<Statement> inQuotation(String words, List<Checkable> required, String speaker) {
        if (words.isEmpty()) {
            return List.of();
        }
        var within = required.size() == 1 ? required.getFirst() : null;
        var bare = within != null
                && within.kind() == ClaimKind.QUOTE
                && isEdge(words.substring(0, within.start()))
                && isEdge(words.substring(within.end()));
        return List.of(
                bare && within != null
                        ? new Statement(
                                ClaimKind.QUOTE, within.start(), within.end(), within.words(), required, speaker)
                        : new Statement(ClaimKind.QUOTE, 0, words.length(), words, required, speaker));
    }

    /** The sentence that these words stand in; several where they reach over its end. */
    public static Span sentence(String words, int start, int end, Locale language) {
        var from = start;
        var to = end;
        for (var sentence : sentences(words, Checkables.required(words, language), language)) {
            if (sentence.start() < end && start < sentence.end()) {
                from = Math.min(from, sentence.start());
                to = Math.max(to, sentence.end());
            }
        }
        return new Span(from, to);
    }

    /** The names, and the offices with the names they go with, that stand in a passage; in order. */
    public static List<Checkable> names(String words, List<Checkable> required) {
        return Checkables.suggested(words, required).stream()
                .filter(Statements::isName)
                .toList();
    }

    /** All sentences of a passage, without the spaces between them. None ends within a number, a date or a quotation. */
    private static List<Span> sentences(String words, List<Checkable> required, Locale language) {
        var sentences = new ArrayList<Span>();
        var from = -1;
        for (var sentence : Sentences.of(words, language)) {
            from = from < 0 ? sentence.start() : from;
            var end = sentence.end();
            var within = required.stream()
                    .anyMatch(mark -> mark.start() < end
                            && (end < mark.end() || (end == mark.end() && mark.kind() == ClaimKind.QUOTE)));
            if (!within) {
                sentences.add(new Span(from, end));
                from = -1;
            }
        }
        if (from >= 0) {
            sentences.add(trimmed(words, new Span(from, words.length()), SPACES));
        }
        return sentences;
    }

    private void read(Span sentence) {
        var quotations = required.stream()
                .filter(mark -> mark.kind() == ClaimKind.QUOTE && sentence.covers(mark))
                .toList();
        if (quotations.isEmpty()) {
            clauses(sentence).forEach(clause -> add(clause, true));
            return;
        }
        var parts = new ArrayList<Span>();
        var from = sentence.start();
        for (var quotation : quotations) {
            parts.add(new Span(from, quotation.start()));
            from = quotation.end();
        }
        parts.add(new Span(from, sentence.end()));
        // Numbers on both sides of a quotation belong together: they are checked with the whole sentence.
        var needed = parts.stream().filter(this::needsClaim).count();
        if (needed > 1) {
            add(sentence, false);
        }
        for (var i = 0; i < parts.size(); i++) {
            if (needed <= 1) {
                add(trimmed(parts.get(i)), false);
            }
            if (i < quotations.size()) {
                quoted(quotations.get(i), sentence);
            }
        }
    }

    private boolean needsClaim(Span part) {
        return required.stream().anyMatch(part::covers);
    }

    /**
     * @param whole whether it is a sentence or a clause, where any name is worth a look; what is left of a sentence beside a quotation
     *     mostly names its speaker, which goes with the quotation
     */
    private void add(Span span, boolean whole) {
        var within = marks.stream()
                .filter(mark -> span.covers(mark) && mark.kind() != ClaimKind.QUOTE)
                .toList();
        Predicate<Checkable> worth = mark -> whole || !(isName(mark) || mark.kind() == ClaimKind.ATTRIBUTION);
        if (within.stream().anyMatch(worth)) {
            var strong = within.stream().allMatch(mark -> mark.kind() == ClaimKind.CHARACTERISATION);
            found.add(statement(strong ? ClaimKind.CHARACTERISATION : ClaimKind.FACT, span, within, ""));
        }
    }

    private void quoted(Checkable quotation, Span sentence) {
        var span = new Span(quotation.start(), quotation.end());
        found.add(statement(ClaimKind.QUOTE, span, List.of(quotation), speaker(sentence)));
    }

    /** Who is said to say what is quoted here: by the sentence itself, or by the last one before it that says who speaks. */
    private String speaker(Span sentence) {
        var attribution = marks.stream()
                .filter(mark -> mark.kind() == ClaimKind.ATTRIBUTION && mark.start() < sentence.end())
                .reduce((before, last) -> before.start() >= sentence.start() ? before : last);
        var who = attribution.map(mark -> Suggestions.whoSays(mark.words())).orElse("");
        if (!Suggestions.isPronoun(who)) {
            return who;
        }
        return marks.stream()
                .filter(mark ->
                        isName(mark) && mark.start() < attribution.orElseThrow().start())
                .reduce((before, last) -> last)
                .map(Checkable::words)
                .orElse(who);
    }

    /** The sentence itself; its clauses, where it is long and each has something of its own that must be checked. */
    private List<Span> clauses(Span sentence) {
        if (sentence.end() - sentence.start() <= LONG) {
            return List.of(sentence);
        }
        var clauses = new ArrayList<Span>();
        var from = sentence.start();
        var cuts = CLAUSE.matcher(words).region(from, sentence.end());
        while (cuts.find()) {
            var cut = cuts.end();
            if (marks.stream().noneMatch(mark -> mark.start() < cut && cut < mark.end())
                    && needsClaim(new Span(from, cut))
                    && needsClaim(new Span(cut, sentence.end()))) {
                clauses.add(trimmed(new Span(from, cut)));
                from = cut;
            }
        }
        clauses.add(new Span(from, sentence.end()));
        return clauses;
    }

    private Statement statement(ClaimKind kind, Span span, List<Checkable> within, String speaker) {
        return new Statement(
                kind, span.start(), span.end(), words.substring(span.start(), span.end()), within, speaker);
    }

    /** Without what is left of marks and spaces at its edges; but a sign that belongs to a number stays with it. */
    private Span trimmed(Span span) {
        var bare = trimmed(words, span, EDGES);
        var start = bare.start();
        var end = bare.end();
        for (var mark : marks) {
            if (span.covers(mark) && mark.kind() != ClaimKind.QUOTE) {
                start = Math.min(start, mark.start());
                end = Math.max(end, mark.end());
            }
        }
        return new Span(start, end);
    }

    private static Span trimmed(String words, Span span, String edges) {
        var start = span.start();
        var end = span.end();
        while (start < end && edges.indexOf(words.charAt(start)) >= 0) {
            start++;
        }
        while (start < end && edges.indexOf(words.charAt(end - 1)) >= 0) {
            end--;
        }
        return new Span(start, end);
    }

    private static boolean isEdge(String part) {
        return part.chars().allMatch(c -> EDGES.indexOf(c) >= 0);
    }

    private static boolean isName(Checkable mark) {
        return mark.kind() == ClaimKind.NAME || mark.kind() == ClaimKind.TITLE;
    }
}
