package stet.domain.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where each word of each revision comes from: the revision in which it was first written. A word keeps its origin while it stands, wherever
 * it is moved, when a paragraph is split or two are joined, and when it is cut and put back or copied with enough of its neighbours that
 * this is no chance. {@link Authorship} asks more: whoever cut beside a word answers for it, too; here a word has one writer.
 */
public final class Origins {
    /** So many tokens in a row that stood there once are those again; fewer are common to any two texts. */
    private static final int SHORTEST_RUN = 6;
    /** Each token that was ever written has a number: its revision, and its place among those that were new in it. */
    private static final int BITS = 24;

    /** So many tokens of versions are kept; of a longer history the last revision alone can be told. */
    private static final int MOST_KEPT = 2_000_000;
    /** And of so many runs it is known where they stood; what was cut before all of these counts as new when it is put back. */
    private static final int MOST_RUNS = 500_000;

    private final Map<String, NavigableMap<Integer, long[]>> byPart = new HashMap<>();
    private final Map<Long, Seen> runs = new HashMap<>();
    private final Map<List<String>, long[]> wholes = new HashMap<>();
    private Content last;
    private int revision;
    private long kept;

    /** Where tokens stood in a row: in which version of a text, and from which of its tokens on. */
    private record Seen(Version version, int at) {}

    /** A text as it stood in one revision, and which tokens these were. */
    private static final class Version {
        private final List<String> keys;
        private final long[] ids;

        Version(List<String> keys, long[] ids) {
            this.keys = keys;
            this.ids = ids;
        }
    }

    /** @param drafted the first revision */
    public Origins(Content drafted) {
        last = drafted;
        revision = 1;
        var written = new Written();
        drafted.written().forEach((part, words) -> {
            if (!Passage.isLink(part)) {
                var aligned = new AlignedPart(part, words);
                keep(aligned, written.ids(aligned));
            }
        });
    }

    /** The last revision that is in it. */
    public int revision() {
        return revision;
    }

    /** What that revision says. */
    public Content content() {
        return last;
    }

    /** The first revision that can be told: 1, or where the history is too long for that, the last. */
    public int oldest() {
        return kept > MOST_KEPT ? revision : 1;
    }

    /** Goes on to the next revision. */
    public void next(Content now) {
        revision++;
        var alignment = new Alignment(last, now, List.of());
        last = now;
        var found = new LinkedHashMap<AlignedPart, long[]>();
        alignment.now().values().forEach(part -> found.put(part, kept(part)));
        var written = new Written();
        found.forEach((part, ids) -> {
            slide(part, ids);
            putBack(part, ids);
            for (var i = 0; i < ids.length; i++) {
                if (ids[i] == 0) {
                    ids[i] = written.next();
                }
            }
        });
        alignment.was().keySet().forEach(part -> {
            if (!alignment.now().containsKey(part)) {
                byPart.computeIfAbsent(part, _ -> new TreeMap<>()).put(revision, new long[0]);
            }
        });
        found.forEach(this::keep);
    }

    /** Numbers for what is new in this revision. */
    private final class Written {
        private long next = ((long) revision << BITS) + 1;

        long next() {
            return next++;
        }

        long[] ids(AlignedPart part) {
            var ids = new long[part.size()];
            for (var i = 0; i < ids.length; i++) {
                ids[i] = next();
            }
            return ids;
        }
    }

    /** What stood there already, here or elsewhere; 0 for what did not. */
    private long[] kept(AlignedPart part) {
        var ids = new long[part.size()];
        for (var i = 0; i < ids.length; i++) {
            var from = part.other[i];
            if (from != null) {
                ids[i] = Objects.requireNonNull(latest(from.key))[part.at[i]];
            }
        }
        return ids;
    }

    /**
     * Where a sentence is put in before one that begins with the same words, either words can be called the new ones. It is those with
     * which the new sentence begins.
     */
    private static void slide(AlignedPart part, long[] ids) {
        for (var from = 0; from < ids.length; from++) {
            if (ids[from] != 0 || (from > 0 && ids[from - 1] == 0)) {
                continue;
            }
            var end = from;
            while (end < ids.length && ids[end] == 0) {
                end++;
            }
            var steps = 0;
            while (!begins(part, from - steps)
                    && from - steps > 0
                    && ids[from - steps - 1] != 0
                    && part.keys.get(from - steps - 1).equals(part.keys.get(end - steps - 1))) {
                steps++;
            }
            if (begins(part, from - steps)) {
                for (var step = 1; step <= steps; step++) {
                    ids[end - step] = ids[from - step];
                    ids[from - step] = 0;
                }
            }
            from = end;
        }
    }

    private static boolean begins(AlignedPart part, int token) {
        return token == 0 || part.endsSentence(token - 1);
    }

    private long @Nullable [] latest(String part) {
        var versions = byPart.get(part);
        return versions == null ? null : versions.lastEntry().getValue();
    }

    private void keep(AlignedPart part, long[] ids) {
        var versions = byPart.computeIfAbsent(part.key, _ -> new TreeMap<>());
        kept += ids.length;
        if (kept > MOST_KEPT) {
            versions.clear();
        }
        versions.put(revision, ids);
        if (ids.length < SHORTEST_RUN) {
            wholes.putIfAbsent(part.keys, ids);
        }
        if (runs.size() + wholes.size() > MOST_RUNS) {
            runs.clear();
            wholes.clear();
        }
        var version = new Version(part.keys, ids);
        for (var i = 0; i + SHORTEST_RUN <= ids.length; i++) {
            runs.put(hash(part.keys, i), new Seen(version, i));
        }
    }

    private static long hash(List<String> keys, int from) {
        var hash = 0L;
        for (var i = from; i < from + SHORTEST_RUN; i++) {
            hash = hash * 0x9E3779B97F4A7C15L + keys.get(i).hashCode();
        }
        return hash;
    }

    /** Of what is new, the runs that stood somewhere once: they were cut and are put back, or are copied from where they still stand. */
    private void putBack(AlignedPart part, long[] ids) {
        var whole = ids.length < SHORTEST_RUN && isNew(ids, 0, ids.length) ? wholes.get(part.keys) : null;
        if (whole != null) {
            System.arraycopy(whole, 0, ids, 0, ids.length);
            return;
        }
        for (var i = 0; i + SHORTEST_RUN <= ids.length; i++) {
            var seen = isNew(ids, i, i + SHORTEST_RUN) ? runs.get(hash(part.keys, i)) : null;
            if (seen != null) {
                var length = reach(seen, part.keys, ids, i);
                if (length >= SHORTEST_RUN) {
                    System.arraycopy(seen.version().ids, seen.at(), ids, i, length);
                    i += length - 1;
                }
            }
        }
    }

    private static boolean isNew(long[] ids, int from, int to) {
        for (var i = from; i < to; i++) {
            if (ids[i] != 0) {
                return false;
            }
        }
        return to > from;
    }

    private static int reach(Seen seen, List<String> keys, long[] ids, int start) {
        var length = 0;
        var from = seen.version();
        while (seen.at() + length < from.ids.length
                && start + length < ids.length
                && ids[start + length] == 0
                && from.keys.get(seen.at() + length).equals(keys.get(start + length))) {
            length++;
        }
        return length;
    }

    /**
     * A word, or a mark by itself.
     *
     * @param start first character within its part, in UTF-16 units from 0
     * @param end one past the last
     * @param id the number that this word keeps for ever, also where it is moved to or put back; a copy has the same
     */
    public record Token(int start, int end, long id) {
        /** The revision in which it was first written. */
        public int revision() {
            return (int) (id >>> BITS);
        }
    }

    /**
     * The words of a revision in reading order, by the keys of {@link Content#written()}; addresses of links are left out.
     *
     * @param content what that revision says
     * @param number of a revision that is in it
     */
    public SequencedMap<String, List<Token>> of(Content content, int number) {
        var all = new LinkedHashMap<String, List<Token>>();
        content.written().forEach((part, words) -> {
            var versions = byPart.get(part);
            var version = versions == null ? null : versions.floorEntry(number);
            if (version != null && version.getValue().length > 0) {
                all.put(part, tokens(words, version.getValue()));
            }
        });
        return all;
    }

    private static List<Token> tokens(String words, long[] ids) {
        var tokens = Tokens.of(words);
        var all = new ArrayList<Token>();
        for (var token = 0; token < tokens.size() && all.size() < ids.length; token++) {
            if (!tokens.isSpace(token)) {
                all.add(new Token(tokens.start(token), tokens.end(token), ids[all.size()]));
            }
        }
        return all;
    }
}
