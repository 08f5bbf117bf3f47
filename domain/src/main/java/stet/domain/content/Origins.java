package stet.domain.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.domain.Ordered;

/**
 * Where each word of each revision comes from: the revision in which it was first written. A word keeps its origin while it stands, wherever
 * it is moved, when a paragraph is split or two are joined, and when it is cut and put back or copied with enough of its neighbours that
 * this is no chance. {@link Authorship} asks more: whoever cut beside a word answers for it, too; here a word has one writer.
 */
public final class Origins {
    /** So many tokens in a row that stood there once are those again; fewer are common to any two texts. */
    private static final int SHORTEST_RUN = 6;

    /**
     * So many tokens of versions are kept, eight bytes each, and of so many runs is it known where they stood. Beyond either, only what
     * stands now is: earlier revisions can be told no more, and what was cut before counts as new when it is put back.
     */
    private static final int MOST_KEPT = 2_000_000;

    private static final int MOST_RUNS = 500_000;

    private final Map<String, NavigableMap<Integer, Version>> byPart = new HashMap<>();
    private final Map<String, Integer> dictionary = new HashMap<>();
    private final Runs runs = new Runs();
    private final Map<List<String>, int[]> wholes = new HashMap<>();
    /** Of each revision, how many tokens had been written before it. */
    private int[] writtenBefore = new int[16];

    private Content last;
    private int revision = 1;
    private int oldest = 1;
    private int written;
    private long kept;

    /**
     * A text as it stood in one revision.
     *
     * @param keys what its tokens say, by the dictionary
     * @param ids which tokens these are, by the order in which they were written, from 1; 0 for what is not known yet
     */
    @SuppressWarnings("ArrayRecordComponent") // Two versions are never compared.
    private record Version(int[] keys, int[] ids) {
        private static final Version GONE = new Version(new int[0], new int[0]);

        int size() {
            return ids.length;
        }

        boolean isNew(int from, int to) {
            for (var i = from; i < to; i++) {
                if (ids[i] != 0) {
                    return false;
                }
            }
            return to > from;
        }

        /** Names what stands in a run that starts with this token. */
        long run(int start) {
            var hash = 0L;
            for (var i = start; i < start + SHORTEST_RUN; i++) {
                hash = (hash ^ keys[i]) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
            return hash;
        }
    }

    /** @param drafted the first revision */
    public Origins(Content drafted) {
        last = drafted;
        parts().forEach(part -> keep(part, numbered(version(part))));
    }

    /** The last revision that is in it. */
    public int revision() {
        return revision;
    }

    /** What that revision says. */
    public Content content() {
        return last;
    }

    /** The first revision that can be told: 1, or where the history is too long for that, a later one. */
    public int oldest() {
        return oldest;
    }

    /** How much it keeps, in tokens, of about ten bytes each. */
    public long kept() {
        return kept + 2L * runs.size();
    }

    /** Goes on to the next revision. */
    public void next(Content now) {
        revision++;
        if (revision == writtenBefore.length) {
            writtenBefore = Arrays.copyOf(writtenBefore, 2 * revision);
        }
        writtenBefore[revision] = written;
        var alignment = new Alignment(last, now, List.of());
        last = now;
        var found = new LinkedHashMap<AlignedPart, Version>();
        alignment.now().values().forEach(part -> found.put(part, kept(part)));
        found.forEach((part, version) -> {
            slide(part, version.ids);
            putBack(part, version);
            numbered(version);
        });
        alignment.was().keySet().forEach(part -> {
            if (!alignment.now().containsKey(part)) {
                byPart.computeIfAbsent(part, _ -> new TreeMap<>()).put(revision, Version.GONE);
            }
        });
        found.forEach(this::keep);
        if (kept > MOST_KEPT || runs.size() + wholes.size() > MOST_RUNS) {
            forgetWhatWas();
        }
    }

    private List<AlignedPart> parts() {
        var parts = new ArrayList<AlignedPart>();
        last.written().forEach((part, words) -> {
            if (!Passage.isLink(part)) {
                parts.add(new AlignedPart(part, words));
            }
        });
        return parts;
    }

    private Version version(AlignedPart part) {
        var keys = new int[part.size()];
        for (var i = 0; i < keys.length; i++) {
            keys[i] = dictionary.computeIfAbsent(part.keys.get(i), _ -> dictionary.size());
        }
        return new Version(keys, new int[keys.length]);
    }

    /** Numbers what is new in this revision. */
    private Version numbered(Version version) {
        for (var i = 0; i < version.size(); i++) {
            if (version.ids[i] == 0) {
                version.ids[i] = ++written;
            }
        }
        return version;
    }

    /** The last revision before which fewer tokens had been written. */
    private int writtenIn(int id) {
        return Ordered.first(revision, each -> writtenBefore[each + 1] >= id);
    }

    private void forgetWhatWas() {
        var ids = new HashMap<String, int[]>();
        byPart.forEach((part, versions) -> ids.put(part, versions.lastEntry().getValue().ids));
        byPart.clear();
        dictionary.clear();
        runs.clear();
        wholes.clear();
        kept = 0;
        oldest = revision;
        parts().forEach(part -> keep(part, new Version(version(part).keys, Objects.requireNonNull(ids.get(part.key)))));
    }

    /** What stood there already, here or elsewhere. */
    private Version kept(AlignedPart part) {
        var version = version(part);
        for (var i = 0; i < version.size(); i++) {
            var from = part.other[i];
            if (from != null) {
                version.ids[i] = Objects.requireNonNull(latest(from.key)).ids[part.at[i]];
            }
        }
        return version;
    }

    /**
     * Where a sentence is put in before one that begins with the same words, either words can be called the new ones. It is those with
     * which the new sentence begins.
     */
    private static void slide(AlignedPart part, int[] ids) {
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

    private @Nullable Version latest(String part) {
        var versions = byPart.get(part);
        return versions == null ? null : versions.lastEntry().getValue();
    }

    private void keep(AlignedPart part, Version version) {
        byPart.computeIfAbsent(part.key, _ -> new TreeMap<>()).put(revision, version);
        kept += version.size();
        if (version.size() < SHORTEST_RUN) {
            wholes.putIfAbsent(part.keys, version.ids);
        }
        for (var i = 0; i + SHORTEST_RUN <= version.size(); i++) {
            runs.put(version.run(i), version, i);
        }
    }

    /** Of what is new, the runs that stood somewhere once: they were cut and are put back, or are copied from where they still stand. */
    private void putBack(AlignedPart part, Version version) {
        var ids = version.ids;
        var whole = ids.length < SHORTEST_RUN && version.isNew(0, ids.length) ? wholes.get(part.keys) : null;
        if (whole != null) {
            System.arraycopy(whole, 0, ids, 0, ids.length);
            return;
        }
        for (var i = 0; i + SHORTEST_RUN <= ids.length; i++) {
            var seen = version.isNew(i, i + SHORTEST_RUN) ? runs.find(version.run(i)) : -1;
            if (seen >= 0) {
                var length = runs.reach(seen, version, i);
                if (length >= SHORTEST_RUN) {
                    System.arraycopy(runs.version(seen).ids, runs.at(seen), ids, i, length);
                    i += length - 1;
                }
            }
        }
    }

    /**
     * Where each run of tokens stood last, by what names it: an open table, since a map of as many boxed numbers takes five times as much
     * memory.
     */
    private static final class Runs {
        private static final int FIRST = 1 << 10;

        private long[] names = new long[FIRST];
        private @Nullable Version[] versions = new Version[FIRST];
        private int[] starts = new int[FIRST];
        private int size;

        int size() {
            return size;
        }

        void clear() {
            names = new long[FIRST];
            versions = new Version[FIRST];
            starts = new int[FIRST];
            size = 0;
        }

        void put(long name, Version version, int start) {
            if (2 * size >= names.length) {
                grow();
            }
            var slot = slot(name);
            if (versions[slot] == null) {
                size++;
            }
            names[slot] = name;
            versions[slot] = version;
            starts[slot] = start;
        }

        private int slot(long name) {
            var slot = (int) name & names.length - 1;
            while (versions[slot] != null && names[slot] != name) {
                slot = slot + 1 & names.length - 1;
            }
            return slot;
        }

        private void grow() {
            var old = new Runs();
            old.names = names;
            old.versions = versions;
            old.starts = starts;
            names = new long[2 * names.length];
            versions = new Version[names.length];
            starts = new int[names.length];
            size = 0;
            for (var slot = 0; slot < old.names.length; slot++) {
                var version = old.versions[slot];
                if (version != null) {
                    put(old.names[slot], version, old.starts[slot]);
                }
            }
        }

        /** A place in this table, or -1 if no such run ever stood. */
        int find(long name) {
            var slot = slot(name);
            return versions[slot] == null ? -1 : slot;
        }

        Version version(int slot) {
            return Objects.requireNonNull(versions[slot]);
        }

        int at(int slot) {
            return starts[slot];
        }

        /** How many tokens from here on are those that stood there and are not known to be from elsewhere. */
        int reach(int slot, Version now, int start) {
            var was = version(slot);
            var length = 0;
            while (starts[slot] + length < was.size()
                    && start + length < now.size()
                    && now.ids[start + length] == 0
                    && was.keys[starts[slot] + length] == now.keys[start + length]) {
                length++;
            }
            return length;
        }
    }

    /**
     * A word, or a mark by itself.
     *
     * @param start first character within its part, in UTF-16 units from 0
     * @param end one past the last
     * @param revision in which it was first written
     * @param id the number that this word keeps for ever, from 1, also where it is moved to or put back; a copy has the same
     */
    public record Token(int start, int end, int revision, int id) {}

    /**
     * The words of a revision in reading order, by the keys of {@link Content#written()}; addresses of links are left out.
     *
     * @param content what that revision says
     * @param number of a revision that is in it, and not before the {@linkplain #oldest oldest} that can be told
     */
    public SequencedMap<String, List<Token>> of(Content content, int number) {
        var all = new LinkedHashMap<String, List<Token>>();
        content.written().forEach((part, words) -> {
            var versions = byPart.get(part);
            var version = versions == null ? null : versions.floorEntry(number);
            if (version != null && version.getValue().size() > 0) {
                all.put(part, tokens(words, version.getValue().ids));
            }
        });
        return all;
    }

    private List<Token> tokens(String words, int[] ids) {
        var tokens = Tokens.of(words);
        var all = new ArrayList<Token>();
        for (var token = 0; token < tokens.size() && all.size() < ids.length; token++) {
            if (!tokens.isSpace(token)) {
                var id = ids[all.size()];
                all.add(new Token(tokens.start(token), tokens.end(token), writtenIn(id), id));
            }
        }
        return all;
    }
}
