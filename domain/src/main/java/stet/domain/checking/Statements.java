package stet.domain.checking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import stet.domain.Ordered;

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

    /** So much of a sentence is shown on either side of what is meant in it, in UTF-16 units: more is no help to whoever looks for it. */
    private static final int MOST_AROUND = 1_000;

    private final String words;
    private final Marked required;
    private final Marked marks;
    private final Marked attributions;
    private final Marked names;
    private final List<Statement> found = new ArrayList<>();

    private Statements(String words, List<Checkable> required, List<Checkable> marks) {
        this.words = words;
        this.required = new Marked(required);
        this.marks = new Marked(marks);
        attributions = new Marked(marks.stream()
                .filter(mark -> mark.kind() == ClaimKind.ATTRIBUTION)
                .toList());
        names = new Marked(marks.stream().filter(Statements::isName).toList());
    }

    /** A stretch of a passage, from its first character to one past its last. */
    public record Span(int start, int end) {}

    /**
     * The statements of a passage that there is something to check in, in reading order.
     *
     * @param required every number, date and quotation in it
     */
    public static List<Statement> in(String words, List<Checkable> required, Locale language) {
        return in(words, required, Checkables.suggested(words, required), language);
    }

    /**
     * The same, where what is worth a claim is known already.
     *
     * @param marks what {@link Findings#suggested} has found there
     */
    public static List<Statement> in(String words, List<Checkable> required, List<Checkable> marks, Locale language) {
        var statements = new Statements(words, required, marks);
        sentences(words, statements.required, language).forEach(statements::read);
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

    /** A passage of which several sentences are asked for, and that is read once for all of them. */
    static final class Passage {
        private final String words;
        private final List<Span> sentences;

        Passage(String words, Locale language) {
            this(words, Checkables.required(words, language), language);
        }

        /** @param required every number, date and quotation that the words have in them by themselves */
        Passage(String words, List<Checkable> required, Locale language) {
            this.words = words;
            sentences = sentences(words, new Marked(required), language);
        }

        /** The sentence that these words stand in; several where they reach over its end. Of one without an end, what stands about them. */
        Span sentence(int start, int end) {
            var from = start;
            var to = end;
            for (var i = firstBehind(start);
                    i < sentences.size() && sentences.get(i).start() < end;
                    i++) {
                from = Math.min(from, sentences.get(i).start());
                to = Math.max(to, sentences.get(i).end());
            }
            return new Span(
                    start - from > MOST_AROUND ? wordFrom(start - MOST_AROUND, start) : from,
                    to - end > MOST_AROUND ? wordUntil(end + MOST_AROUND, end) : to);
        }

        /** The first sentence that ends behind a character. */
        private int firstBehind(int at) {
            return Ordered.first(sentences.size(), i -> sentences.get(i).end() > at);
        }

        /** Where the first word behind a character begins; what has no spaces is cut where it may be. */
        private int wordFrom(int at, int most) {
            var space = words.indexOf(' ', at);
            return space >= 0 && space < most ? space + 1 : at + (Character.isLowSurrogate(words.charAt(at)) ? 1 : 0);
        }

        private int wordUntil(int at, int least) {
            var space = words.lastIndexOf(' ', at);
            return space > least ? space : at - (Character.isLowSurrogate(words.charAt(at)) ? 1 : 0);
        }
    }

    /** Of what is worth a claim in a passage, the names, and the offices with the names they go with; in order. */
    public static List<Checkable> names(List<Checkable> marks) {
        return marks.stream().filter(Statements::isName).toList();
    }

    /** All sentences of a passage, without the spaces between them. None ends within a number, a date or a quotation. */
    private static List<Span> sentences(String words, Marked required, Locale language) {
        var sentences = new ArrayList<Span>();
        var from = -1;
        for (var sentence : Sentences.of(words, language)) {
            from = from < 0 ? sentence.start() : from;
            var end = sentence.end();
            if (!required.reachesOver(end) && !required.quotesUntil(end)) {
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
        var quotations = required.within(sentence).stream()
                .filter(mark -> mark.kind() == ClaimKind.QUOTE)
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
        var speaker = speaker(sentence);
        for (var i = 0; i < parts.size(); i++) {
            if (needed <= 1) {
                add(trimmed(parts.get(i)), false);
            }
            if (i < quotations.size()) {
                quoted(quotations.get(i), speaker);
            }
        }
    }

    private boolean needsClaim(Span part) {
        return required.anyWithin(part);
    }

    /**
     * @param whole whether it is a sentence or a clause, where any name is worth a look; what is left of a sentence beside a quotation
     *     mostly names its speaker, which goes with the quotation
     */
    private void add(Span span, boolean whole) {
        var within = marks.within(span).stream()
                .filter(mark -> mark.kind() != ClaimKind.QUOTE)
                .toList();
        Predicate<Checkable> worth = mark -> whole || !(isName(mark) || mark.kind() == ClaimKind.ATTRIBUTION);
        if (within.stream().anyMatch(worth)) {
            var strong = within.stream().allMatch(mark -> mark.kind() == ClaimKind.CHARACTERISATION);
            found.add(statement(strong ? ClaimKind.CHARACTERISATION : ClaimKind.FACT, span, within, ""));
        }
    }

    private void quoted(Checkable quotation, String speaker) {
        var span = new Span(quotation.start(), quotation.end());
        found.add(statement(ClaimKind.QUOTE, span, List.of(quotation), speaker));
    }

    /** Who is said to say what is quoted here: by the sentence itself, or by the last one before it that says who speaks. */
    private String speaker(Span sentence) {
        var own = attributions.firstFrom(sentence.start());
        var attribution = own != null && own.start() < sentence.end() ? own : attributions.lastBefore(sentence.start());
        if (attribution == null) {
            return "";
        }
        var who = SuggestionPatterns.whoSays(attribution.words());
        if (!SuggestionPatterns.isPronoun(who)) {
            return who;
        }
        var name = names.lastBefore(attribution.start());
        return name == null ? who : name.words();
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
            if (!marks.reachesOver(cut)
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
        for (var mark : marks.within(span)) {
            if (mark.kind() != ClaimKind.QUOTE) {
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
