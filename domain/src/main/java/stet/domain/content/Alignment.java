package stet.domain.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.BlockId;

/**
 * Which word of one version of a content is which word of the next, across blocks. Words count as tokens (see {@link WordDiff#tokens})
 * without white space, and are compared by what is said (see {@link Words#same}).
 *
 * <p>Three witnesses are asked in this order. Between two blocks that stayed as they are, all that stood there is compared with all that
 * stands there now, so that it does not matter where paragraphs begin and end. Of what is then still new, runs of at least {@value
 * #SHORTEST_RUN} tokens that are gone elsewhere were moved. What is still new then may have been cut earlier and be put back.
 */
final class Alignment {
    /** Fewer words in a row are common to any two texts, and say nothing of where they come from. */
    static final int SHORTEST_RUN = 4;

    /** Of so many places where a run could come from, the longest is taken: a text of one word repeated costs no more. */
    private static final int MOST_CANDIDATES = 32;

    private final Content before;
    private final Content after;
    /** From the first block that is another one to the last: those that stand before and behind these on both sides are not looked at. */
    private final List<Block> blocksBefore;

    private final List<Block> blocksAfter;
    private final List<String> cutBefore;
    /** Of all its parts, so that many that were written anew cost no more than one that is as long. */
    private final Matching.Looks looks = new Matching.Looks();

    private final SequencedMap<String, AlignedPart> was = new LinkedHashMap<>();
    private final SequencedMap<String, AlignedPart> now = new LinkedHashMap<>();
    /** Read only where something is still new. */
    private List<AlignedPart> scraps = List.of();

    private @Nullable Map<AlignedPart, List<At>> putBack;
    private @Nullable SequencedMap<String, String> writtenBefore;
    private @Nullable SequencedMap<String, String> writtenAfter;

    /** A token of a part. */
    record At(AlignedPart part, int index) {}

    /**
     * @param cutBefore what was cut earlier and may be put back; the last is asked first
     */
    Alignment(Content before, Content after, List<String> cutBefore) {
        this.before = before;
        this.after = after;
        this.cutBefore = cutBefore;
        var was = before.blocks();
        var now = after.blocks();
        var first = 0;
        while (first < Math.min(was.size(), now.size()) && was.get(first).equals(now.get(first))) {
            first++;
        }
        var behind = 0;
        while (behind < Math.min(was.size(), now.size()) - first
                && was.get(was.size() - 1 - behind).equals(now.get(now.size() - 1 - behind))) {
            behind++;
        }
        blocksBefore = was.subList(first, was.size() - behind);
        blocksAfter = now.subList(first, now.size() - behind);
        collect();
        keepLines();
        compare();
        move();
        putBack();
    }

    /** Whether at least half of the words of either are those of the other. */
    static boolean mostlyTheSame(String one, String other) {
        var first = new AlignedPart("", one);
        var second = new AlignedPart("", other);
        compare(List.of(first), List.of(second), new Matching.Looks());
        var kept = 0;
        for (var i = 0; i < first.size(); i++) {
            kept += first.has(i) ? 1 : 0;
        }
        return 2 * kept >= Math.max(first.size(), second.size());
    }

    Content before() {
        return before;
    }

    Content after() {
        return after;
    }

    /** {@link Content#written()} as it was. */
    SequencedMap<String, String> writtenBefore() {
        var known = writtenBefore;
        if (known == null) {
            known = before.written();
            writtenBefore = known;
        }
        return known;
    }

    /** {@link Content#written()} as it is now. */
    SequencedMap<String, String> writtenAfter() {
        var known = writtenAfter;
        if (known == null) {
            known = after.written();
            writtenAfter = known;
        }
        return known;
    }

    /** The parts whose words changed, by their keys, as they were. */
    SequencedMap<String, AlignedPart> was() {
        return was;
    }

    /** The parts whose words changed, by their keys, as they are now. */
    SequencedMap<String, AlignedPart> now() {
        return now;
    }

    /** What was cut earlier, in the order in which it was; empty where no word is new. */
    List<AlignedPart> scraps() {
        return scraps;
    }

    // ---- What is compared with what

    private void collect() {
        var writtenBefore = before.written(blocksBefore);
        var writtenAfter = after.written(blocksAfter);
        collect(writtenBefore, writtenAfter, was);
        collect(writtenAfter, writtenBefore, now);
    }

    private static void collect(
            Map<String, String> these, Map<String, String> others, Map<String, AlignedPart> changed) {
        these.forEach((key, words) -> {
            if (!words.equals(others.get(key)) && !Passage.isLink(key)) {
                changed.put(key, new AlignedPart(key, words));
            }
        });
    }

    /** A line of a list that stands in it as it did is the same line, whatever else could be read into what was cut beside it. */
    private void keepLines() {
        now.forEach((key, part) -> {
            var its = was.get(key);
            if (its != null && (its.words.contains("\n") || part.words.contains("\n"))) {
                var lines = lines(its);
                lines(part).forEach((line, start) -> {
                    var stood = lines.get(line);
                    for (var i = 0; stood != null && i < line.size(); i++) {
                        link(new At(its, stood + i), new At(part, start + i));
                    }
                });
            }
        });
    }

    /** Where each line begins, by what it says; the first of several. */
    private static Map<List<String>, Integer> lines(AlignedPart part) {
        var lines = new LinkedHashMap<List<String>, Integer>();
        var start = 0;
        for (var i = 0; i < part.size(); i++) {
            if (part.endsLine(i)) {
                lines.putIfAbsent(part.keys.subList(start, i + 1), start);
                start = i + 1;
            }
        }
        return lines;
    }

    private void compare() {
        var inRegions = new HashSet<String>();
        for (var region : regions()) {
            // Where only the borders between the same blocks were shifted, no word is new.
            if (!keys(region.was).equals(keys(region.now)) || sayTheSame(region.was, region.now)) {
                region.was.forEach(part -> inRegions.add(part.key));
                region.now.forEach(part -> inRegions.add(part.key));
                compare(region.was, region.now, looks);
            }
        }
        was.forEach((key, part) -> {
            var its = now.get(key);
            if (its != null && !inRegions.contains(key)) {
                compare(List.of(part), List.of(its), looks);
            }
        });
    }

    private static List<String> keys(List<AlignedPart> parts) {
        return parts.stream().map(part -> part.key).toList();
    }

    /** Wherever one part ends and the next begins; of most, the first words are not the same. */
    private static boolean sayTheSame(List<AlignedPart> was, List<AlignedPart> now) {
        var old = new Said(was);
        var young = new Said(now);
        while (old.hasNext() && young.hasNext()) {
            if (!old.next().equals(young.next())) {
                return false;
            }
        }
        return !old.hasNext() && !young.hasNext();
    }

    /** What all of these parts say, token by token. */
    private static final class Said {
        private final Iterator<AlignedPart> parts;
        private Iterator<String> keys = Collections.emptyIterator();

        Said(List<AlignedPart> parts) {
            this.parts = parts.iterator();
        }

        boolean hasNext() {
            while (!keys.hasNext() && parts.hasNext()) {
                keys = parts.next().keys.iterator();
            }
            return keys.hasNext();
        }

        String next() {
            return keys.next();
        }
    }

    private record Region(List<AlignedPart> was, List<AlignedPart> now) {}

    /** What stands on both sides between blocks that stayed where they are with the words they had. */
    private List<Region> regions() {
        var staying = Changes.staying(blocksBefore, blocksAfter);
        var old = cut(blocksBefore, was, staying);
        var young = cut(blocksAfter, now, staying);
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

    private static Map<String, List<AlignedPart>> cut(
            List<Block> blocks, Map<String, AlignedPart> changed, Set<BlockId> staying) {
        var regions = new LinkedHashMap<String, List<AlignedPart>>();
        var open = new ArrayList<AlignedPart>();
        regions.put("", open);
        for (var block : blocks) {
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

    private static void compare(List<AlignedPart> was, List<AlignedPart> now, Matching.Looks looks) {
        var old = new Open(was);
        var young = new Open(now);
        var to = Matching.of(old.keys, young.keys, looks);
        for (var i = 0; i < to.length; i++) {
            if (to[i] >= 0) {
                link(old.parts[i], old.indices[i], young.parts[to[i]], young.indices[to[i]]);
            }
        }
    }

    /** The tokens of these parts that are linked with none yet. */
    private static final class Open {
        final List<String> keys;
        final AlignedPart[] parts;
        final int[] indices;

        Open(List<AlignedPart> from) {
            var most = 0;
            for (var part : from) {
                most += part.size();
            }
            keys = new ArrayList<>(most);
            parts = new AlignedPart[most];
            indices = new int[most];
            for (var part : from) {
                for (var i = 0; i < part.size(); i++) {
                    if (!part.has(i)) {
                        parts[keys.size()] = part;
                        indices[keys.size()] = i;
                        keys.add(part.keys.get(i));
                    }
                }
            }
        }
    }

    private static void link(At old, At young) {
        link(old.part, old.index, young.part, young.index);
    }

    private static void link(AlignedPart old, int oldIndex, AlignedPart young, int youngIndex) {
        old.other[oldIndex] = young;
        old.at[oldIndex] = youngIndex;
        young.other[youngIndex] = old;
        young.at[youngIndex] = oldIndex;
    }

    // ---- What was moved, and what is put back

    private void move() {
        if (now.values().stream().noneMatch(Alignment::hasRunOfNew)) {
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
        if (now.values().stream().noneMatch(Alignment::hasRunOfNew)) {
            return;
        }
        scraps = cutBefore.stream().map(words -> new AlignedPart("", words)).toList();
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

    private static boolean hasRunOfNew(AlignedPart part) {
        var shortest = Math.min(SHORTEST_RUN, part.size());
        for (var i = 0; shortest > 0 && i + shortest <= part.size(); i++) {
            if (free(part, i, shortest)) {
                return true;
            }
        }
        return false;
    }

    private interface Found {
        void run(At from, int start, int length);
    }

    /** Where each run of the shortest length starts, and each whole part that is shorter. */
    private static Map<Run, List<At>> index(Collection<AlignedPart> parts, boolean unlinked) {
        var index = new HashMap<Run, List<At>>();
        for (var part : parts) {
            var length = Math.min(SHORTEST_RUN, part.size());
            for (var i = 0; length > 0 && i + length <= part.size(); i++) {
                if (!unlinked || free(part, i, length)) {
                    var found = index.computeIfAbsent(Run.of(part.keys, i, length), _ -> new ArrayList<>());
                    if (found.size() < MOST_CANDIDATES) {
                        found.add(new At(part, i));
                    }
                }
            }
        }
        return index;
    }

    private static boolean free(AlignedPart part, int start, int length) {
        for (var i = start; i < start + length; i++) {
            if (part.has(i)) {
                return false;
            }
        }
        return true;
    }

    private void forEachRun(AlignedPart part, Map<Run, List<At>> index, Found found) {
        var start = 0;
        while (start < part.size()) {
            var length = 0;
            At longest = null;
            var shortest = Math.min(SHORTEST_RUN, part.size());
            if (start + shortest <= part.size() && free(part, start, shortest)) {
                for (var from : index.getOrDefault(Run.of(part.keys, start, shortest), List.of())) {
                    if (shortest < SHORTEST_RUN && from.part.size() != part.size()) {
                        continue;
                    }
                    var reach = reach(from, part, start);
                    if (reach > length) {
                        length = reach;
                        longest = from;
                    }
                    if (start + length == part.size() || part.has(start + length)) {
                        // None reaches further.
                        break;
                    }
                }
            }
            if (longest != null) {
                found.run(longest, start, length);
            }
            start += Math.max(1, length);
        }
    }

    /** How many tokens in a row are the same from here on, and not yet known to be from elsewhere. */
    private int reach(At from, AlignedPart part, int start) {
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

    /** Every token that was put back from this scrap, in reading order. */
    List<At> back(AlignedPart scrap) {
        if (putBack == null) {
            var all = new HashMap<AlignedPart, List<At>>();
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
