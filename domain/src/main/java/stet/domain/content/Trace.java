package stet.domain.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.BlockId;
import stet.domain.Ordered;
import stet.domain.PersonId;

/**
 * Where the words of one version of a content stand in the next, across blocks: a paragraph that is split, joined with another or moved
 * under another id is still the same words, by the same writers, with the same verdicts. Words count as tokens (see {@link
 * WordDiff#tokens}) without white space, and are compared by what is said (see {@link Words#same}).
 *
 * <p>Three witnesses are asked in this order. Between two blocks that stayed as they are, all that stood there is compared with all that
 * stands there now, so that it does not matter where paragraphs begin and end. Of what is then still new, runs of at least {@value
 * #SHORTEST_RUN} tokens that are gone elsewhere were moved. What is still new then may have been cut earlier and be put back.
 */
public final class Trace {
    /** Fewer words in a row are common to any two texts, and say nothing of where they come from. */
    private static final int SHORTEST_RUN = 4;

    /** Of so many places where a run could come from, the longest is taken: a text of one word repeated costs no more. */
    private static final int MOST_CANDIDATES = 32;

    private final SequencedMap<String, Part> was = new LinkedHashMap<>();
    private final SequencedMap<String, Part> now = new LinkedHashMap<>();
    private final List<String> cutBefore;
    /** Read only where something is still new. */
    private List<Part> scraps = List.of();

    private @Nullable Map<Part, List<At>> putBack;
    private @Nullable Map<String, List<Passage>> passagesByPart;
    private final Map<String, Set<String>> blocksBehind = new HashMap<>();
    private final Map<String, Boolean> asOften = new HashMap<>();
    private @Nullable List<Window> windows;

    private final Content before;
    private final Content after;
    private final SequencedMap<String, String> writtenBefore;
    private final SequencedMap<String, String> writtenAfter;
    private @Nullable SequencedMap<String, Passage> passagesBefore;
    private @Nullable SequencedMap<String, Passage> passagesAfter;

    private Trace(Content before, Content after, List<String> scraps) {
        this.before = before;
        this.after = after;
        writtenBefore = before.written();
        writtenAfter = after.written();
        cutBefore = scraps;
    }

    /**
     * @param scraps what was cut earlier and may be put back; the last is asked first
     */
    public static Trace of(Content was, Content now, List<String> scraps) {
        var trace = new Trace(was, now, scraps);
        trace.collect();
        trace.compare();
        trace.move();
        trace.putBack();
        return trace;
    }

    /** Whether at least half of the words of either are those of the other. */
    public static boolean mostlyTheSame(String one, String other) {
        var first = new Part("", one);
        var second = new Part("", other);
        compare(List.of(first), List.of(second));
        var kept = 0;
        for (var i = 0; i < first.size(); i++) {
            kept += first.has(i) ? 1 : 0;
        }
        return 2 * kept >= Math.max(first.size(), second.size());
    }

    /** A part of a content whose words changed, and where each of its tokens comes from or goes to. */
    private static final class Part {
        final String key;
        final String words;
        final Tokens tokens;
        /** The tokens that are no white space. */
        final int[] said;

        final List<String> keys;
        /** For each said token the part it stands in on the other side, or null. */
        final @Nullable Part[] other;

        final int[] at;
        private @Nullable String folded;
        /** Tokens that were moved out of or into the middle of a sentence: it reads otherwise for it. */
        final boolean[] torn;

        Part(String key, String words) {
            this.key = key;
            this.words = words;
            tokens = Tokens.of(words);
            var found = new ArrayList<Integer>();
            for (var token = 0; token < tokens.size(); token++) {
                if (!tokens.isSpace(token)) {
                    found.add(token);
                }
            }
            said = found.stream().mapToInt(Integer::intValue).toArray();
            keys = found.stream().map(token -> Words.folded(tokens.get(token))).toList();
            other = new Part[said.length];
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
    }

    /** {@link Content#written()} as it was. */
    public SequencedMap<String, String> writtenBefore() {
        return writtenBefore;
    }

    /** {@link Content#written()} as it is now. */
    public SequencedMap<String, String> writtenAfter() {
        return writtenAfter;
    }

    private SequencedMap<String, Passage> passagesBefore() {
        var known = passagesBefore;
        if (known == null) {
            known = Passage.of(before);
            passagesBefore = known;
        }
        return known;
    }

    private SequencedMap<String, Passage> passagesAfter() {
        var known = passagesAfter;
        if (known == null) {
            known = Passage.of(after);
            passagesAfter = known;
        }
        return known;
    }

    // ---- What is compared with what

    private void collect() {
        writtenBefore.forEach((key, words) -> {
            if (!words.equals(writtenAfter.get(key)) && !Passage.isLink(key)) {
                was.put(key, new Part(key, words));
            }
        });
        writtenAfter.forEach((key, words) -> {
            if (!words.equals(writtenBefore.get(key)) && !Passage.isLink(key)) {
                now.put(key, new Part(key, words));
            }
        });
    }

    private void compare() {
        var inRegions = new HashSet<String>();
        for (var region : regions()) {
            // Where only the borders between the same blocks were shifted, no word is new.
            if (!keys(region.was).equals(keys(region.now)) || said(region.was).equals(said(region.now))) {
                region.was.forEach(part -> inRegions.add(part.key));
                region.now.forEach(part -> inRegions.add(part.key));
                compare(region.was, region.now);
            }
        }
        was.forEach((key, part) -> {
            var its = now.get(key);
            if (its != null && !inRegions.contains(key)) {
                compare(List.of(part), List.of(its));
            }
        });
    }

    private static List<String> keys(List<Part> parts) {
        return parts.stream().map(part -> part.key).toList();
    }

    private static List<String> said(List<Part> parts) {
        return parts.stream().flatMap(part -> part.keys.stream()).toList();
    }

    private record Region(List<Part> was, List<Part> now) {}

    /** What stands on both sides between blocks that stayed where they are with the words they had. */
    private List<Region> regions() {
        var staying = Changes.staying(before.blocks(), after.blocks());
        var old = cut(before, was, staying);
        var young = cut(after, now, staying);
        var regions = new ArrayList<Region>();
        old.forEach((border, parts) -> {
            var others = young.get(border);
            if (others != null && !(parts.isEmpty() && others.isEmpty())) {
                regions.add(new Region(parts, others));
            }
        });
        // A block that was moved and rewritten at once is compared with itself alone.
        for (var region : regions) {
            var here = new HashSet<>(keys(region.now));
            region.was.removeIf(part -> now.containsKey(part.key) && !here.contains(part.key));
            var there = new HashSet<>(keys(region.was));
            region.now.removeIf(part -> was.containsKey(part.key) && !there.contains(part.key));
        }
        return regions;
    }

    private static Map<String, List<Part>> cut(Content content, Map<String, Part> changed, Set<BlockId> staying) {
        var regions = new LinkedHashMap<String, List<Part>>();
        var open = new ArrayList<Part>();
        regions.put("", open);
        for (var block : content.blocks()) {
            var key = Place.keyOf(block.id());
            var part = changed.get(key);
            if (part != null) {
                open.add(part);
            } else if (staying.contains(block.id())) {
                open = new ArrayList<>();
                regions.put(key, open);
            }
        }
        return regions;
    }

    private static void compare(List<Part> was, List<Part> now) {
        var old = were(was);
        var young = were(now);
        var to = Matching.of(
                old.stream().map(at -> at.part.keys.get(at.index)).toList(),
                young.stream().map(at -> at.part.keys.get(at.index)).toList());
        for (var i = 0; i < to.length; i++) {
            if (to[i] >= 0) {
                link(old.get(i), young.get(to[i]));
            }
        }
    }

    private record At(Part part, int index) {}

    private static List<At> were(List<Part> parts) {
        var all = new ArrayList<At>();
        for (var part : parts) {
            for (var i = 0; i < part.size(); i++) {
                all.add(new At(part, i));
            }
        }
        return all;
    }

    private static void link(At old, At young) {
        old.part.other[old.index] = young.part;
        old.part.at[old.index] = young.index;
        young.part.other[young.index] = old.part;
        young.part.at[young.index] = old.index;
    }

    // ---- What was moved, and what is put back

    private void move() {
        if (now.values().stream().noneMatch(Trace::hasRunOfNew)) {
            return;
        }
        var gone = index(was.values(), true);
        for (var part : now.values()) {
            forEachRun(part, gone, (from, start, length) -> {
                var torn = !from.part.isSentences(from.index, length) || !part.isSentences(start, length);
                for (var i = 0; i < length; i++) {
                    link(new At(from.part, from.index + i), new At(part, start + i));
                }
                from.part.tear(from.index, length, torn);
                part.tear(start, length, torn);
            });
        }
    }

    private void putBack() {
        if (now.values().stream().noneMatch(Trace::hasRunOfNew)) {
            return;
        }
        scraps = cutBefore.stream().map(words -> new Part("", words)).toList();
        var cut = index(scraps.reversed(), false);
        for (var part : now.values()) {
            forEachRun(part, cut, (from, start, length) -> {
                for (var i = 0; i < length; i++) {
                    part.other[start + i] = from.part;
                    part.at[start + i] = from.index + i;
                }
                part.tear(
                        start, length, !from.part.isSentences(from.index, length) || !part.isSentences(start, length));
            });
        }
    }

    private static boolean hasRunOfNew(Part part) {
        var shortest = Math.min(SHORTEST_RUN, part.size());
        for (var i = 0; shortest > 0 && i + shortest <= part.size(); i++) {
            if (free(part, i, shortest)) {
                return true;
            }
        }
        return false;
    }

    private interface Run {
        void found(At from, int start, int length);
    }

    /** Where each run of the shortest length starts, and each whole part that is shorter. */
    private static Map<List<String>, List<At>> index(Collection<Part> parts, boolean unlinked) {
        var index = new HashMap<List<String>, List<At>>();
        for (var part : parts) {
            var length = Math.min(SHORTEST_RUN, part.size());
            for (var i = 0; length > 0 && i + length <= part.size(); i++) {
                if (!unlinked || free(part, i, length)) {
                    var found = index.computeIfAbsent(part.keys.subList(i, i + length), run -> new ArrayList<>());
                    if (found.size() < MOST_CANDIDATES) {
                        found.add(new At(part, i));
                    }
                }
            }
        }
        return index;
    }

    private static boolean free(Part part, int start, int length) {
        for (var i = start; i < start + length; i++) {
            if (part.has(i)) {
                return false;
            }
        }
        return true;
    }

    private void forEachRun(Part part, Map<List<String>, List<At>> index, Run run) {
        var start = 0;
        while (start < part.size()) {
            var length = 0;
            At longest = null;
            var shortest = Math.min(SHORTEST_RUN, part.size());
            if (start + shortest <= part.size() && free(part, start, shortest)) {
                for (var from : index.getOrDefault(part.keys.subList(start, start + shortest), List.of())) {
                    if (shortest < SHORTEST_RUN && from.part.size() != part.size()) {
                        continue;
                    }
                    var reach = reach(from, part, start);
                    if (reach > length) {
                        length = reach;
                        longest = from;
                    }
                }
            }
            if (longest != null) {
                run.found(longest, start, length);
            }
            start += Math.max(1, length);
        }
    }

    /** How many tokens in a row are the same from here on, and not yet known to be from elsewhere. */
    private int reach(At from, Part part, int start) {
        var isScrap = from.part.key.isEmpty();
        var length = 0;
        while (from.index + length < from.part.size()
                && start + length < part.size()
                && !part.has(start + length)
                && (isScrap || !from.part.has(from.index + length))
                && from.part.keys.get(from.index + length).equals(part.keys.get(start + length))) {
            length++;
        }
        return length;
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
        var known = new HashMap<Part, List<List<PersonId>>>();
        was.forEach((key, part) ->
                known.put(part, writers.getOrDefault(key, Authorship.EMPTY).hands(part.size(), editor)));
        for (var i = 0; i < scraps.size(); i++) {
            known.put(scraps.get(i), scrapWriters.get(i).hands(scraps.get(i).size(), editor));
        }
        var again = typedAgain();
        var found = new LinkedHashMap<String, Authorship>();
        now.forEach((key, part) -> {
            var hands = new ArrayList<List<PersonId>>();
            for (var i = 0; i < part.size(); i++) {
                var from = part.other[i];
                var gone = again.get(new At(part, i));
                if (from != null) {
                    var its = Objects.requireNonNull(known.get(from)).get(part.at[i]);
                    hands.add(answersForCut(part, i) ? Authorship.answering(editor, its) : its);
                } else if (gone != null) {
                    var its = Objects.requireNonNull(known.get(gone.part)).get(gone.index);
                    hands.add(Authorship.answering(editor, its));
                } else {
                    hands.add(List.of(editor));
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
    private Map<At, At> typedAgain() {
        var gone = single(was.values());
        var again = new HashMap<At, At>();
        if (!gone.isEmpty()) {
            single(now.values()).forEach((word, at) -> {
                var its = gone.get(word);
                if (its != null) {
                    again.put(at, its);
                }
            });
        }
        return again;
    }

    /** Where each word stands that stands nowhere on the other side, if there is one such. */
    private static Map<String, At> single(Collection<Part> parts) {
        var found = new HashMap<String, At>();
        var more = new HashSet<String>();
        for (var part : parts) {
            for (var i = 0; i < part.size(); i++) {
                if (!part.has(i) && part.isWord(i) && found.put(part.keys.get(i), new At(part, i)) != null) {
                    more.add(part.keys.get(i));
                }
            }
        }
        found.keySet().removeAll(more);
        return found;
    }

    /** Whether the words before this kept one were cut and nothing was written in their place, or the word was torn out of its sentence. */
    private static boolean answersForCut(Part part, int index) {
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

    private static boolean isCut(Part from, int index) {
        return !from.has(index) || from.torn[index];
    }

    // ---- What still stands

    /** Where a span stands now, if each of its words was kept or moved and nothing came between them. */
    public Optional<Anchor> follow(Anchor anchor) {
        var part = was.get(anchor.place().key());
        return part == null ? Optional.empty() : followed(part, anchor.start(), anchor.end());
    }

    /**
     * Where a span of something that was cut earlier stands again.
     *
     * @param scrap which one, counted from 0
     */
    public Optional<Anchor> followScrap(int scrap, int start, int end) {
        if (scraps.isEmpty()) {
            return Optional.empty();
        }
        var part = scraps.get(scrap);
        var first = first(part, start);
        var last = last(part, end);
        for (var back : back(part)) {
            var its = back.part;
            if (its.at[back.index] == first
                    && back.index + last - first < its.size()
                    && together(its, back.index, last - first, part, first)) {
                return anchor(its, back.index, back.index + last - first, part, start, end);
            }
        }
        return Optional.empty();
    }

    private static boolean together(Part its, int start, int more, Part from, int first) {
        for (var i = 0; i <= more; i++) {
            if (its.other[start + i] != from || its.at[start + i] != first + i) {
                return false;
            }
        }
        return true;
    }

    private Optional<Anchor> followed(Part part, int start, int end) {
        var first = first(part, start);
        var last = last(part, end);
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

    /** The first token that ends behind a character. */
    private static int first(Part part, int start) {
        return Ordered.first(part.size(), i -> part.end(i) > start);
    }

    /** The last token that starts before a character; -1 if none does. */
    private static int last(Part part, int end) {
        return Ordered.first(part.size(), i -> part.start(i) >= end) - 1;
    }

    private static Optional<Anchor> anchor(Part its, int first, int last, Part from, int start, int end) {
        if (!isPlace(its.key)) {
            return Optional.empty();
        }
        var before = start - from.start(first(from, start));
        var behind = from.end(last(from, end)) - end;
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
        var part = was.get(anchor.place().key());
        if (part == null) {
            return Optional.empty();
        }
        var before = first(part, anchor.start()) - 1;
        while (before >= 0 && !part.has(before)) {
            before--;
        }
        var behind = last(part, anchor.end()) + 1;
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

    /** How often these words stand in all parts that changed, as they were and as they are. */
    public boolean standsAsOften(String words) {
        return asOften.computeIfAbsent(Words.folded(words), said -> {
            var difference = 0;
            for (var window : windows()) {
                difference += window.countBefore(said) - window.countAfter(said);
            }
            return difference == 0;
        });
    }

    /** A part as it was and as it is, and how many characters both begin and end with: what stands there stands in both. */
    private record Window(String was, String now, int same, int sameBehind) {
        static Window of(String was, String now) {
            var shorter = Math.min(was.length(), now.length());
            var same = 0;
            while (same < shorter && was.charAt(same) == now.charAt(same)) {
                same++;
            }
            var behind = 0;
            while (behind < shorter - same
                    && was.charAt(was.length() - 1 - behind) == now.charAt(now.length() - 1 - behind)) {
                behind++;
            }
            return new Window(was, now, same, behind);
        }

        int countBefore(String said) {
            return count(was, said);
        }

        int countAfter(String said) {
            return count(now, said);
        }

        /** How often it stands there and not wholly in what is the same. */
        private int count(String text, String said) {
            var last = text.length() - sameBehind - 1;
            var count = 0;
            for (var at = text.indexOf(said, Math.max(0, same - said.length() + 1));
                    at >= 0 && at <= last;
                    at = text.indexOf(said, at + 1)) {
                count++;
            }
            return count;
        }
    }

    private List<Window> windows() {
        if (windows == null) {
            var all = new ArrayList<Window>();
            was.forEach((key, part) -> {
                var its = now.get(key);
                all.add(Window.of(part.said(), its == null ? "" : its.said()));
            });
            now.forEach((key, part) -> {
                if (!was.containsKey(key)) {
                    all.add(Window.of("", part.said()));
                }
            });
            windows = all;
        }
        return windows;
    }

    /**
     * The passages that have other words or another key than before, and yet say what they said: they were split, joined, moved or
     * typed otherwise. Of these a sign-off stands, if it stood of all that they are made of.
     *
     * @param signed the passages that are signed off
     * @return each with the first passage that it is made of
     */
    public Map<String, String> stillSigned(Set<String> signed) {
        var broken = broken();
        var standing = new LinkedHashMap<String, String>();
        passagesAfter().forEach((key, passage) -> {
            var same = passagesBefore().get(key);
            if (same != null && Words.same(same.words(), passage.words())) {
                if (!same.words().equals(passage.words()) && signed.contains(key)) {
                    standing.put(key, key);
                }
            } else if (passage.isLink()) {
                passagesBefore().values().stream()
                        .filter(link -> link.isLink()
                                && link.words().equals(passage.words())
                                && signed.contains(link.key())
                                && cameFrom(passage, link))
                        .findFirst()
                        .ifPresent(link -> standing.put(key, link.key()));
            } else if (!broken.contains(key)) {
                var from = sources(passage);
                if (!from.isEmpty() && signed.containsAll(from)) {
                    standing.put(key, from.getFirst());
                }
            }
        });
        return standing;
    }

    /** The passages in which a word is new, or stands beside one that it did not stand beside, or no longer stands beside one that is cut. */
    private Set<String> broken() {
        var broken = new HashSet<String>();
        for (var passage : passagesAfter().values()) {
            var part = now.get(passage.part());
            if (part != null && !isWhole(part, first(part, passage.start()), last(part, passage.end()))) {
                broken.add(passage.key());
            }
        }
        return broken;
    }

    private static boolean isWhole(Part part, int first, int last) {
        for (var i = first; i <= last; i++) {
            var from = part.other[i];
            if (from == null || from.key.isEmpty() || part.torn[i]) {
                return false;
            }
            if (i > first) {
                var before = Objects.requireNonNull(part.other[i - 1]);
                var together = before == from && part.at[i] == part.at[i - 1] + 1;
                if (!together && !(before.endsLine(part.at[i - 1]) && from.startsLine(part.at[i]))) {
                    return false;
                }
            }
        }
        var begins = Objects.requireNonNull(part.other[first]);
        var ends = Objects.requireNonNull(part.other[last]);
        return (begins.startsLine(part.at[first]) || begins.has(part.at[first] - 1))
                && (ends.endsLine(part.at[last]) || ends.has(part.at[last] + 1));
    }

    /** The passages that the words of this one stood in before. */
    private SequencedSet<String> sources(Passage passage) {
        var sources = new LinkedHashSet<String>();
        var part = now.get(passage.part());
        if (part == null) {
            // Its part says what it said, under other passages: a list became a paragraph, or the reverse.
            stoodIn(passage.part(), passage.start(), passage.end()).forEach(each -> sources.add(each.key()));
            return sources;
        }
        for (var i = first(part, passage.start()); i <= last(part, passage.end()); i++) {
            var from = part.other[i];
            var at = from == null ? 0 : from.start(part.at[i]);
            if (from != null) {
                stoodIn(from.key, at, at + 1).forEach(each -> sources.add(each.key()));
            }
        }
        return sources;
    }

    /** The passages of a part, as they were, of which a character stood between these two. They do not overlap. */
    private List<Passage> stoodIn(String part, int start, int end) {
        if (passagesByPart == null) {
            var byPart = new HashMap<String, List<Passage>>();
            passagesBefore()
                    .values()
                    .forEach(each -> byPart.computeIfAbsent(each.part(), _ -> new ArrayList<>())
                            .add(each));
            byPart.values().forEach(its -> its.sort(Comparator.comparingInt(Passage::start)));
            passagesByPart = byPart;
        }
        var its = passagesByPart.getOrDefault(part, List.of());
        var first = Ordered.first(its.size(), i -> its.get(i).end() > start);
        var last = first;
        while (last < its.size() && its.get(last).start() < end) {
            last++;
        }
        return its.subList(first, last);
    }

    private boolean cameFrom(Passage link, Passage earlier) {
        return blocksBehind
                .computeIfAbsent(blockOf(link.key()), this::blocksBehind)
                .contains(blockOf(earlier.key()));
    }

    /** The blocks that the words of this one stood in before. */
    private Set<String> blocksBehind(String block) {
        var part = now.get(block);
        var from = new HashSet<String>();
        if (part != null) {
            for (var its : part.other) {
                if (its != null) {
                    from.add(its.key);
                }
            }
        }
        return from;
    }

    private static String blockOf(String key) {
        var end = key.indexOf('#');
        return end < 0 ? key : key.substring(0, end);
    }

    /**
     * The passages that are gone with at least one of their words, and of which nothing was written anew: what was cut. A passage that
     * was only rewritten is none, nor is an address.
     */
    public List<Passage> cuts() {
        var cuts = new ArrayList<Passage>();
        if (was.isEmpty()) {
            return cuts;
        }
        passagesBefore().forEach((key, passage) -> {
            if (!passage.isLink() && lostWords(passage) && !passagesAfter().containsKey(key) && !rewritten(passage)) {
                cuts.add(passage);
            }
        });
        return cuts;
    }

    private boolean lostWords(Passage passage) {
        var part = was.get(passage.part());
        if (part == null) {
            return false;
        }
        for (var i = first(part, passage.start()); i <= last(part, passage.end()); i++) {
            if (!part.has(i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether most of it still stands in its part, with other words beside it under another key: an item of a list that was reworded. */
    private boolean rewritten(Passage passage) {
        var part = Objects.requireNonNull(was.get(passage.part()));
        var words = 0;
        var kept = 0;
        for (var i = first(part, passage.start()); i <= last(part, passage.end()); i++) {
            if (part.isWord(i)) {
                words++;
                var its = part.other[i];
                kept += its != null && its.key.equals(part.key) ? 1 : 0;
            }
        }
        return kept > 0 && 2 * kept >= words;
    }

    /**
     * Whether all that was cut earlier stands again.
     *
     * @param scrap which one, counted from 0
     */
    public boolean isBack(int scrap) {
        if (scraps.isEmpty()) {
            return false;
        }
        var part = scraps.get(scrap);
        var back = new HashSet<Integer>();
        back(part).forEach(its -> back.add(its.part.at[its.index]));
        return part.size() > 0 && back.size() == part.size();
    }

    /** Every token that was put back from this scrap, in reading order. */
    private List<At> back(Part scrap) {
        if (putBack == null) {
            var all = new HashMap<Part, List<At>>();
            for (var its : now.values()) {
                for (var i = 0; i < its.size(); i++) {
                    var from = its.other[i];
                    if (from != null && from.key.isEmpty()) {
                        all.computeIfAbsent(from, _ -> new ArrayList<>()).add(new At(its, i));
                    }
                }
            }
            putBack = all;
        }
        return putBack.getOrDefault(scrap, List.of());
    }
}
