package stet.domain.hints;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody who is quoted before readers have been told who they are: their name in full, and what they are. */
final class Introductions {
    private static final Set<String> SAYING = Set.of(
            "said",
            "says",
            "warned",
            "warns",
            "told",
            "added",
            "adds",
            "argued",
            "argues",
            "insisted",
            "insists",
            "explained",
            "explains",
            "recalled",
            "remarked",
            "replied",
            "asked",
            "wrote",
            "writes",
            "commented",
            "continued",
            "tweeted",
            "joked");
    /** Whoever stands after these has listened. */
    private static final Set<String> SAID_TO = Set.of("told", "tells", "asked", "warned", "warns");

    /** Between a speaker and what they say. */
    private static final Set<String> ADVERBS =
            Set.of("also", "then", "later", "has", "had", "further", "previously", "recently");
    /** Words before a name that say nothing of who it is. */
    private static final Set<String> NO_DESCRIPTION = Set.of(
            "and",
            "but",
            "or",
            "that",
            "when",
            "as",
            "to",
            "by",
            "with",
            "from",
            "said",
            "says",
            "told",
            "of",
            "for",
            "in",
            "on",
            "at",
            "if",
            "because",
            "while",
            "after",
            "before",
            "than",
            "like",
            "about",
            "against",
            "between",
            "among",
            "include",
            "including",
            "who",
            "whom",
            "is",
            "was",
            "were",
            "are",
            "be",
            "the",
            "a",
            "an",
            "called",
            "named",
            "added",
            "adds",
            "also",
            "then",
            "where",
            "what",
            "how",
            "why",
            "asked",
            "wrote",
            "not",
            "since",
            "until",
            "over",
            "under",
            "into");

    private static final Set<String> AFTER_A_PLACE =
            Set.of("in", "at", "from", "near", "to", "across", "outside", "towards", "the", "inside", "on", "via");
    private static final Set<String> BEFORE_NO_SPEAKER = Set.of("the", "a", "an", "of", "for", "in", "at", "and", "&");
    private static final int FEWEST_QUOTED = 3;

    private final List<ParsedPassage> passages;
    private final List<List<Names.Name>> names = new ArrayList<>();
    /** Of each surname, where it first stands at the end of a name in full, and of each where it is first described. */
    private final Map<String, Integer> fullAt = new HashMap<>();

    private final Map<String, Integer> describedAt = new HashMap<>();
    private final Set<String> places = new HashSet<>();
    private final Set<String> small;

    private Introductions(List<ParsedPassage> passages) {
        this.passages = passages;
        small = Names.smallWords(passages);
    }

    static List<Hint> in(List<ParsedPassage> passages) {
        if (passages.stream()
                .allMatch(
                        passage -> passage.quotations().isEmpty() && passage.part() != ParsedPassage.Part.QUOTATION)) {
            return List.of();
        }
        return new Introductions(passages).found();
    }

    /** Reading order, over all passages: which passage, then which character. */
    private static int order(int passage, int at) {
        return passage * 1_000_000 + at;
    }

    private List<Hint> found() {
        for (var i = 0; i < passages.size(); i++) {
            var passage = passages.get(i);
            var here = Names.in(passage);
            names.add(here);
            for (var name : here) {
                note(name, i);
            }
        }
        var found = new LinkedHashMap<String, Hint>();
        for (var i = 0; i < passages.size(); i++) {
            var passage = passages.get(i);
            if (passage.part() == ParsedPassage.Part.QUOTATION) {
                beside(passage, i, found);
            } else if (passage.part() == ParsedPassage.Part.TEXT) {
                for (var name : names.get(i)) {
                    if (speaks(name) && isPerson(name)) {
                        ask(name, i, found);
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    private void note(Names.Name name, int passage) {
        var key = Names.folded(name.lastWord());
        var at = order(passage, name.start());
        if (name.isFull() || name.title()) {
            for (var word : name.words()) {
                fullAt.merge(Names.folded(Names.bare(word.text())), at, Math::min);
            }
        }
        if (isDescribed(name)) {
            describedAt.merge(key, at, Math::min);
        }
        var before = name.first() - (name.title() ? 2 : 1);
        if (name.words().size() == 1
                && before >= 0
                && AFTER_A_PLACE.contains(
                        name.passage().tokens().get(before).text().toLowerCase(Locale.ROOT))) {
            places.add(key);
        }
    }

    // ---- Who speaks

    /** Whether a verb of saying stands beside the name, and a quotation in the same sentence. */
    private static boolean speaks(Names.Name name) {
        var passage = name.passage();
        if (passage.isQuoted(name.start())) {
            return false;
        }
        var tokens = passage.tokens();
        var after = name.last() + 1;
        while (after < tokens.size()
                && after < name.last() + 3
                && ADVERBS.contains(tokens.get(after).text())) {
            after++;
        }
        var before = name.first() - 1;
        var says = after < tokens.size() && SAYING.contains(tokens.get(after).text());
        var said = before > 0
                && !SAID_TO.contains(tokens.get(before).text())
                && SAYING.contains(tokens.get(before).text())
                && "\"”»,".contains(tokens.get(before - 1).text());
        if (!says && !said) {
            return false;
        }
        var start = passage.sentenceStart(name.start());
        var end = passage.sentenceEnd(name.start());
        return passage.quotations().stream()
                .anyMatch(quoted -> quoted.open() < end
                        && quoted.after() > start
                        && passage.words()
                                        .substring(quoted.start(), quoted.end())
                                        .split(" ")
                                        .length
                                >= FEWEST_QUOTED);
    }

    /** A single word with a capital may be a place that speaks, a paper or a party. */
    private boolean isPerson(Names.Name name) {
        var tokens = name.passage().tokens();
        var key = Names.folded(name.lastWord());
        if (Names.isGenitive(name.words().getLast().text())
                || name.words().stream()
                        .anyMatch(word -> word.isAllCapitals() && word.text().length() > 2)) {
            return false;
        }
        var before = name.first() > 0 ? tokens.get(name.first() - 1).text().toLowerCase(Locale.ROOT) : "";
        if (BEFORE_NO_SPEAKER.contains(before) || Names.isGenitive(before) || Names.isOffice(name.lastWord())) {
            return false;
        }
        if (name.isFull()) {
            return name.words().size() <= (name.opens() ? 2 : 3)
                    && name.words().stream().noneMatch(word -> small.contains(Names.folded(word.text())));
        }
        return !isDescribed(name)
                && !places.contains(key)
                && !small.contains(key)
                && !Names.OPENINGS.contains(key)
                && !(name.opens() && key.endsWith("s") && !fullAt.containsKey(key));
    }

    // ---- Whether they are introduced

    private void ask(Names.Name name, int passage, Map<String, Hint> found) {
        var key = Names.folded(name.lastWord());
        var until = order(passage, name.passage().sentenceEnd(name.start()));
        var full = fullAt.getOrDefault(key, Integer.MAX_VALUE) <= until;
        var described = describedAt.getOrDefault(key, Integer.MAX_VALUE) <= until;
        if ((!full && !name.title()) || (name.isFull() && !described && !name.title())) {
            found.putIfAbsent(
                    key,
                    hint(
                            name.passage(),
                            name.start(),
                            name.end(),
                            name.passage().words().substring(name.start(), name.end()),
                            full));
        }
    }

    /** The speaker beside a quotation, who may be described there. */
    private void beside(ParsedPassage passage, int at, Map<String, Hint> found) {
        var speaker = passage.speaker();
        if (speaker.isEmpty() || speaker.contains(",") || speaker.contains("(")) {
            return;
        }
        var tokens = Token.in(speaker).stream().filter(Token::isWord).toList();
        if (tokens.isEmpty() || tokens.stream().anyMatch(token -> !token.hasCapital())) {
            return;
        }
        var key = Names.folded(tokens.getLast().text());
        var until = order(at, passage.words().length());
        var full = tokens.size() > 1 || fullAt.getOrDefault(key, Integer.MAX_VALUE) <= until;
        var described = describedAt.getOrDefault(key, Integer.MAX_VALUE) <= until;
        if (!full || (!described && fullAt.getOrDefault(key, Integer.MAX_VALUE) > until)) {
            found.putIfAbsent(key, hint(passage, 0, passage.words().length(), speaker, full));
        }
    }

    private static boolean isDescribed(Names.Name name) {
        if (name.title()) {
            return true;
        }
        var tokens = name.passage().tokens();
        var before = name.first() > 0 ? tokens.get(name.first() - 1) : null;
        var after = name.last() + 1 < tokens.size() ? tokens.get(name.last() + 1) : null;
        return isDescribedBefore(name, before) || isDescribedAfter(name, after);
    }

    /** "Resident John Smith", "the mayor, John Smith". */
    private static boolean isDescribedBefore(Names.Name name, @Nullable Token before) {
        if (before == null || name.passage().sentenceStart(name.start()) == name.start()) {
            return false;
        }
        if (before.isWord()) {
            return !NO_DESCRIPTION.contains(before.text().toLowerCase(Locale.ROOT));
        }
        var tokens = name.passage().tokens();
        return before.is(")")
                || (before.is(",")
                        && name.first() > 1
                        && tokens.get(name.first() - 2).isWord());
    }

    /** "John Smith, the mayor", "John Smith (Labour)", "John Smith of the union". */
    private static boolean isDescribedAfter(Names.Name name, @Nullable Token after) {
        if (after == null) {
            return false;
        }
        if (after.isWord()) {
            return Set.of("of", "from", "at", "who", "is", "was", "with", "for").contains(after.text());
        }
        var tokens = name.passage().tokens();
        var next = name.last() + 2 < tokens.size() ? tokens.get(name.last() + 2) : null;
        return after.is("(")
                || after.is("–")
                || after.is("—")
                || (after.is(",")
                        && next != null
                        && (next.isWord() || next.isFigures())
                        && !SAYING.contains(next.text()));
    }

    private static Hint hint(ParsedPassage passage, int start, int end, String name, boolean full) {
        return new Hint(
                Hint.Kind.SPEAKER_NOT_INTRODUCED,
                passage.anchor(start, end),
                full
                        ? "Nothing before it says who %s is.".formatted(name)
                        : "Nothing before it gives %s’s name in full.".formatted(name),
                full
                        ? "Who is %s? The text quotes them and does not say what they are.".formatted(name)
                        : "Who is %s? The text quotes them and has given neither their full name nor what they are."
                                .formatted(name),
                new ArrayList<>());
    }
}
