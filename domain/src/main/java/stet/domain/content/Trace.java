package stet.domain.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import stet.domain.PersonId;

/**
 * Where the words of one version of a content stand in the next, across blocks: a paragraph that is split, joined with another or moved
 * under another id is still the same words, by the same writers, with the same verdicts. {@link Alignment} says which
 * word is which; this says what follows for the words' writers, for claims and, by way of {@link PassageTrace}, for passages.
 */
public final class Trace {
    private final Alignment alignment;
    private final PassageTrace passages;
    private final Map<String, Boolean> asOften = new HashMap<>();
    private final Map<Integer, Differences> differences = new HashMap<>();

    private Trace(Alignment alignment) {
        this.alignment = alignment;
        passages = new PassageTrace(alignment);
    }

    /**
     * @param scraps what was cut earlier and may be put back; the last is asked first
     */
    public static Trace of(Content was, Content now, List<String> scraps) {
        return new Trace(new Alignment(was, now, scraps));
    }

    /** Whether at least half of the words of either are those of the other. */
    public static boolean mostlyTheSame(String one, String other) {
        return Alignment.mostlyTheSame(one, other);
    }

    /** {@link Content#written()} as it was. */
    public SequencedMap<String, String> writtenBefore() {
        return alignment.writtenBefore();
    }

    /** {@link Content#written()} as it is now. */
    public SequencedMap<String, String> writtenAfter() {
        return alignment.writtenAfter();
    }

    // ---- Who wrote it

    /**
     * Who wrote the words of each part that changed: a word that came from elsewhere keeps its writer, a new one is the editor's.
     * Cutting is writing, too: see {@link Authorship#rewritten}.
     *
     * @param writers of the parts as they were
     * @param scrapWriters of what was cut earlier, in the order of the scraps
     */
    public Map<String, Authorship> writers(
            Map<String, Authorship> writers, List<Authorship> scrapWriters, PersonId editor) {
        var known = new HashMap<AlignedPart, List<List<PersonId>>>();
        alignment
                .was()
                .forEach((key, part) -> known.put(
                        part, writers.getOrDefault(key, Authorship.EMPTY).hands(part.size(), editor)));
        for (var i = 0; i < alignment.scraps().size(); i++) {
            known.put(
                    alignment.scraps().get(i),
                    scrapWriters.get(i).hands(alignment.scraps().get(i).size(), editor));
        }
        var again = typedAgain();
        var editorAlone = List.of(editor);
        var found = new LinkedHashMap<String, Authorship>();
        alignment.now().forEach((key, part) -> {
            var hands = new ArrayList<List<PersonId>>(part.size());
            for (var i = 0; i < part.size(); i++) {
                var from = part.other[i];
                if (from != null) {
                    var its = Objects.requireNonNull(known.get(from)).get(part.at[i]);
                    hands.add(answersForCut(part, i) ? Authorship.answering(editor, its) : its);
                    continue;
                }
                var gone = again.get(new Alignment.At(part, i));
                if (gone != null) {
                    var its = Objects.requireNonNull(known.get(gone.part())).get(gone.index());
                    hands.add(Authorship.answering(editor, its));
                } else {
                    hands.add(editorAlone);
                }
            }
            found.put(key, Authorship.of(hands));
        });
        return found;
    }

    /**
     * The new words that are gone elsewhere, where there is one of each. Too few stand in a row to say that they were moved; but where
     * many words were moved over a few, the few are what the comparison takes for moved. So whoever wrote them answers for them, too.
     */
    private Map<Alignment.At, Alignment.At> typedAgain() {
        var gone = single(alignment.was().values());
        var again = new HashMap<Alignment.At, Alignment.At>();
        if (!gone.isEmpty()) {
            single(alignment.now().values()).forEach((word, at) -> {
                var its = gone.get(word);
                if (its != null) {
                    again.put(at, its);
                }
            });
        }
        return again;
    }

    /** Where each word stands that stands nowhere on the other side, if there is one such. */
    private static Map<String, Alignment.At> single(Collection<AlignedPart> parts) {
        var found = new HashMap<String, Alignment.At>();
        var more = new HashSet<String>();
        for (var part : parts) {
            for (var i = 0; i < part.size(); i++) {
                if (!part.has(i) && part.isWord(i) && found.put(part.keys.get(i), new Alignment.At(part, i)) != null) {
                    more.add(part.keys.get(i));
                }
            }
        }
        found.keySet().removeAll(more);
        return found;
    }

    /** Whether the words before this kept one were cut and nothing was written in their place, or the word was torn out of its sentence. */
    private static boolean answersForCut(AlignedPart part, int index) {
        var from = Objects.requireNonNull(part.other[index]);
        var at = part.at[index];
        if (part.torn[index]) {
            return true;
        }
        if (from.key.isEmpty()) {
            return false;
        }
        var typedBefore = index > 0 && !part.has(index - 1);
        if (at > 0 && !typedBefore && isCut(from, at - 1)) {
            return true;
        }
        return index == part.size() - 1 && at + 1 < from.size() && isCut(from, at + 1);
    }

    private static boolean isCut(AlignedPart from, int index) {
        return !from.has(index) || from.torn[index];
    }

    // ---- What still stands

    /** Where a span stands now, if each of its words was kept or moved and nothing came between them. */
    public Optional<Anchor> follow(Anchor anchor) {
        var part = alignment.was().get(anchor.place().key());
        return part == null ? Optional.empty() : followed(part, anchor.start(), anchor.end());
    }

    /**
     * Where a span of something that was cut earlier stands again.
     *
     * @param scrap which one, counted from 0
     */
    public Optional<Anchor> followScrap(int scrap, int start, int end) {
        if (alignment.scraps().isEmpty()) {
            return Optional.empty();
        }
        var part = alignment.scraps().get(scrap);
        var first = part.first(start);
        var last = part.last(end);
        for (var back : alignment.back(part)) {
            var its = back.part();
            if (its.at[back.index()] == first
                    && back.index() + last - first < its.size()
                    && together(its, back.index(), last - first, part, first)) {
                return anchor(its, back.index(), back.index() + last - first, part, start, end);
            }
        }
        return Optional.empty();
    }

    private static boolean together(AlignedPart its, int start, int more, AlignedPart from, int first) {
        for (var i = 0; i <= more; i++) {
            if (its.other[start + i] != from || its.at[start + i] != first + i) {
                return false;
            }
        }
        return true;
    }

    private Optional<Anchor> followed(AlignedPart part, int start, int end) {
        var first = part.first(start);
        var last = part.last(end);
        if (first > last || !part.has(first)) {
            return Optional.empty();
        }
        var its = Objects.requireNonNull(part.other[first]);
        var at = part.at[first];
        for (var i = first; i <= last; i++) {
            if (part.other[i] != its || part.at[i] != at + i - first) {
                return Optional.empty();
            }
        }
        return anchor(its, at, at + last - first, part, start, end);
    }

    private static Optional<Anchor> anchor(AlignedPart its, int first, int last, AlignedPart from, int start, int end) {
        if (!isPlace(its.key)) {
            return Optional.empty();
        }
        var before = start - from.start(from.first(start));
        var behind = from.end(from.last(end)) - end;
        var newStart = its.start(first) + before;
        var newEnd = its.end(last) - behind;
        if (newStart < 0 || newStart >= newEnd) {
            return Optional.empty();
        }
        var words = its.words.substring(newStart, newEnd);
        return Words.same(words, from.words.substring(start, end))
                ? Optional.of(new Anchor(new Place(its.key), newStart, words))
                : Optional.empty();
    }

    /** What came in the place of a span that is gone from its block together with the block: what stands between its neighbours. */
    public Optional<Anchor> replacement(Anchor anchor) {
        var part = alignment.was().get(anchor.place().key());
        if (part == null) {
            return Optional.empty();
        }
        var before = part.first(anchor.start()) - 1;
        while (before >= 0 && !part.has(before)) {
            before--;
        }
        var behind = part.last(anchor.end()) + 1;
        while (behind < part.size() && !part.has(behind)) {
            behind++;
        }
        var its = before >= 0 ? part.other[before] : behind < part.size() ? part.other[behind] : null;
        if (its == null || !isPlace(its.key)) {
            return Optional.empty();
        }
        var from = before >= 0 ? part.at[before] + 1 : part.at[behind];
        while (before < 0 && from > 0 && !its.has(from - 1)) {
            from--;
        }
        var to = behind < part.size() && part.other[behind] == its ? part.at[behind] : from;
        while (to < its.size() && (behind >= part.size() || part.other[behind] != its) && !its.has(to)) {
            to++;
        }
        while (from < to && !its.isWord(from)) {
            from++;
        }
        while (from < to && !its.isWord(to - 1)) {
            to--;
        }
        if (from >= to) {
            return Optional.empty();
        }
        var start = its.start(from);
        return Optional.of(new Anchor(new Place(its.key), start, its.words.substring(start, its.end(to - 1))));
    }

    private static boolean isPlace(String key) {
        return !key.contains("#") && !key.equals(Field.BYLINE.key()) && !key.equals(Field.DATELINE.key());
    }

    /** Whether these words stand as often in all parts that changed, as they were and as they are. */
    public boolean standsAsOften(String words) {
        return asOften.computeIfAbsent(Words.folded(words), said -> {
            // A few more characters than the words have, so that all words of about one length are looked for in the
            // same.
            var reach = 2 * Integer.highestOneBit(said.length());
            return differences.computeIfAbsent(reach, this::differences).haveAsOften(said);
        });
    }

    /**
     * Where the parts are not the same, one stretch behind the other, each with some characters of what stands before and behind it. What
     * stands wholly in these stands there as it was and as it is, and makes no difference.
     */
    private record Differences(String was, String now) {
        /** Between two stretches; no words have it in them. */
        private static final char BORDER = '\0';

        boolean haveAsOften(String said) {
            return count(was, said) == count(now, said);
        }

        private static int count(String text, String said) {
            var count = 0;
            for (var at = text.indexOf(said); at >= 0; at = text.indexOf(said, at + 1)) {
                count++;
            }
            return count;
        }
    }

    /** @param reach so many characters stand before and behind each, or as many as there are */
    private Differences differences(int reach) {
        var was = new StringBuilder();
        var now = new StringBuilder();
        alignment.was().forEach((key, part) -> {
            var its = alignment.now().get(key);
            addDifference(was, now, part.said(), its == null ? "" : its.said(), reach);
        });
        alignment.now().forEach((key, part) -> {
            if (!alignment.was().containsKey(key)) {
                addDifference(was, now, "", part.said(), reach);
            }
        });
        return new Differences(was.toString(), now.toString());
    }

    private static void addDifference(StringBuilder was, StringBuilder now, String before, String after, int reach) {
        var shorter = Math.min(before.length(), after.length());
        var same = 0;
        while (same < shorter && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        var behind = 0;
        while (behind < shorter - same
                && before.charAt(before.length() - 1 - behind) == after.charAt(after.length() - 1 - behind)) {
            behind++;
        }
        var from = Math.max(0, same - reach);
        var left = Math.max(0, behind - reach);
        was.append(before, from, before.length() - left).append(Differences.BORDER);
        now.append(after, from, after.length() - left).append(Differences.BORDER);
    }

    /**
     * Whether all that was cut earlier stands again.
     *
     * @param scrap which one, counted from 0
     */
    public boolean isBack(int scrap) {
        if (alignment.scraps().isEmpty()) {
            return false;
        }
        var part = alignment.scraps().get(scrap);
        var back = new HashSet<Integer>();
        alignment.back(part).forEach(its -> back.add(its.part().at[its.index()]));
        return part.size() > 0 && back.size() == part.size();
    }

    /**
     * The passages that have other words or another key than before, and yet say what they said: they were split, joined, moved or
     * typed otherwise. Of these a sign-off stands, if it stood of all that they are made of.
     *
     * @param signed the passages that are signed off
     * @return each with the first passage that it is made of
     */
    public Map<String, String> stillSigned(Set<String> signed) {
        var still = new LinkedHashMap<String, String>();
        madeOf(signed).forEach((passage, from) -> still.put(passage, from.getFirst()));
        return still;
    }

    /** The same, with all the passages that each is made of. */
    public Map<String, List<String>> madeOf(Set<String> signed) {
        return passages.madeOf(signed);
    }

    /**
     * The passages that are gone with at least one of their words, and of which nothing was written anew: what was cut. A passage that
     * was only rewritten is none, nor is an address.
     */
    public List<Passage> cuts() {
        return passages.cuts();
    }
}
