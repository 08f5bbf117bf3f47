package stet.domain.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.Ordered;

/** Which passages still say what they said, wherever their words are now, and which are gone (rules 25 and 26). */
final class PassageTrace {
    private final Alignment alignment;
    private @Nullable Map<String, List<Passage>> passagesByPart;
    private final Map<String, Set<String>> blocksBehind = new HashMap<>();
    private @Nullable SequencedMap<String, Passage> passagesBefore;
    private @Nullable SequencedMap<String, Passage> passagesAfter;

    PassageTrace(Alignment alignment) {
        this.alignment = alignment;
    }

    private SequencedMap<String, Passage> passagesBefore() {
        var known = passagesBefore;
        if (known == null) {
            known = Passage.of(alignment.before());
            passagesBefore = known;
        }
        return known;
    }

    private SequencedMap<String, Passage> passagesAfter() {
        var known = passagesAfter;
        if (known == null) {
            known = Passage.of(alignment.after());
            passagesAfter = known;
        }
        return known;
    }

    /** See {@link Trace#madeOf}. */
    Map<String, List<String>> madeOf(Set<String> signed) {
        var broken = broken();
        var standing = new LinkedHashMap<String, List<String>>();
        passagesAfter().forEach((key, passage) -> {
            var same = passagesBefore().get(key);
            if (same != null && Words.same(same.words(), passage.words())) {
                if (!same.words().equals(passage.words()) && signed.contains(key)) {
                    standing.put(key, List.of(key));
                }
            } else if (passage.isLink()) {
                passagesBefore().values().stream()
                        .filter(link -> link.isLink()
                                && link.words().equals(passage.words())
                                && signed.contains(link.key())
                                && cameFrom(passage, link))
                        .findFirst()
                        .ifPresent(link -> standing.put(key, List.of(link.key())));
            } else if (!broken.contains(key)) {
                var from = sources(passage);
                if (!from.isEmpty() && signed.containsAll(from)) {
                    standing.put(key, List.copyOf(from));
                }
            }
        });
        return standing;
    }

    /** The passages in which a word is new, or stands beside one that it did not stand beside, or no longer stands beside one that is cut. */
    private Set<String> broken() {
        var broken = new HashSet<String>();
        for (var passage : passagesAfter().values()) {
            var part = alignment.now().get(passage.part());
            if (part != null && !isWhole(part, part.first(passage.start()), part.last(passage.end()))) {
                broken.add(passage.key());
            }
        }
        return broken;
    }

    private static boolean isWhole(AlignedPart part, int first, int last) {
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
        return (begins.startsLine(part.at[first]) || goesOn(begins, part.at[first] - 1, -1))
                && (ends.endsLine(part.at[last]) || goesOn(ends, part.at[last] + 1, 1));
    }

    /**
     * Whether what stood on the other side of a border that was not there before still stands: as far as its line went, or for as many
     * words as cannot be the same by chance. A mark or a word that is cut there can be found anywhere else.
     *
     * @param direction 1 or -1
     */
    private static boolean goesOn(AlignedPart from, int start, int direction) {
        for (var i = start; ; i += direction) {
            if (!from.has(i)) {
                return false;
            }
            var isEnd = direction > 0 ? from.endsLine(i) : from.startsLine(i);
            if (isEnd || Math.abs(i - start) + 1 == Alignment.SHORTEST_RUN) {
                return true;
            }
        }
    }

    /** The passages that the words of this one stood in before. */
    private SequencedSet<String> sources(Passage passage) {
        var sources = new LinkedHashSet<String>();
        var part = alignment.now().get(passage.part());
        if (part == null) {
            // Its part says what it said, under other passages: a list became a paragraph, or the reverse.
            stoodIn(passage.part(), passage.start(), passage.end()).forEach(each -> sources.add(each.key()));
            return sources;
        }
        for (var i = part.first(passage.start()); i <= part.last(passage.end()); i++) {
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
        var part = alignment.now().get(block);
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

    /** See {@link Trace#cuts}. */
    List<Passage> cuts() {
        var cuts = new ArrayList<Passage>();
        if (alignment.was().isEmpty()) {
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
        var part = alignment.was().get(passage.part());
        if (part == null) {
            return false;
        }
        for (var i = part.first(passage.start()); i <= part.last(passage.end()); i++) {
            if (!part.has(i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether most of it still stands in its part, with other words beside it under another key: an item of a list that was reworded. */
    private boolean rewritten(Passage passage) {
        var part = Objects.requireNonNull(alignment.was().get(passage.part()));
        var words = 0;
        var kept = 0;
        for (var i = part.first(passage.start()); i <= part.last(passage.end()); i++) {
            if (part.isWord(i)) {
                words++;
                var its = part.other[i];
                kept += its != null && its.key.equals(part.key) ? 1 : 0;
            }
        }
        return kept > 0 && 2 * kept >= words;
    }
}
