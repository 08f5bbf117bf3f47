package stet.web.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import stet.eventstore.beside.OwnStore;
import stet.eventstore.rebuilding.Difference;
import stet.eventstore.rebuilding.Digest;
import stet.h2file.DurableDatabase;
import stet.lookup.SearchProjection;
import stet.search.BrokenIndex;
import stet.search.Fingerprint;
import stet.search.SearchIndex;
import tools.jackson.databind.json.JsonMapper;

/** An index of words, as the ledger keeps read models that are outside the database. */
record IndexStore(SearchIndex index, Object handler) implements OwnStore {
    private static final String H2 = "jdbc:h2:";

    static IndexStore open(@Nullable Path folder, JsonMapper json) {
        try {
            var index = folder == null ? SearchIndex.inMemory() : SearchIndex.open(folder);
            return new IndexStore(index, new SearchProjection(index, json));
        } catch (BrokenIndex broken) {
            throw new Unreadable(broken);
        }
    }

    /**
     * Where the index lies: where somebody said; otherwise beside a file of H2, under its name; for any other database, where a file of H2
     * would be. A database in memory has its index there, too.
     */
    static @Nullable Path directory(String wanted, String database) {
        if (!wanted.isEmpty()) {
            return Path.of(wanted);
        }
        if (!database.startsWith(H2)) {
            return Path.of(".stet", "newsroom.search");
        }
        if (!DurableDatabase.isFile(database)) {
            return null;
        }
        var file = database.substring(H2.length()).split(";", 2)[0].replaceFirst("^(?:file|ordered):", "");
        var home = file.startsWith("~") ? System.getProperty("user.home") + file.substring(1) : file;
        return Path.of(home + ".search");
    }

    @Override
    public @Nullable String position() {
        return index.position();
    }

    @Override
    public void reached(String position) {
        index.reached(position);
    }

    @Override
    public @Nullable Throwable broken() {
        return index.broken();
    }

    @Override
    public Contents contents() {
        return new Counted(index.snapshot());
    }

    @Override
    public void close() {
        index.close();
    }

    /** Counted up when it is first asked for. */
    private static final class Counted implements Contents {
        private SearchIndex.@Nullable Snapshot unread;
        private @Nullable Fingerprint counted;

        Counted(SearchIndex.Snapshot taken) {
            unread = taken;
        }

        private Fingerprint counted() {
            var taken = unread;
            if (taken != null) {
                unread = null;
                counted = taken.read();
            }
            return java.util.Objects.requireNonNull(counted);
        }

        @Override
        public List<Digest.OfTable> tables() {
            var tables = new ArrayList<Digest.OfTable>();
            counted().kinds().forEach((kind, of) -> tables.add(new Digest.OfTable(kind, of.count(), of.digest())));
            return tables;
        }

        @Override
        public List<Difference> differences(Contents rebuilt) {
            var here = counted();
            var there = ((Counted) rebuilt).counted();
            var kinds = new TreeSet<>(here.kinds().keySet());
            kinds.addAll(there.kinds().keySet());
            var differences = new ArrayList<Difference>();
            for (var kind : kinds) {
                var missing = here.of(kind).more(there.of(kind));
                var added = there.of(kind).more(here.of(kind));
                if (missing > 0 || added > 0) {
                    differences.add(new Difference(kind, missing, added));
                }
            }
            return differences;
        }
    }
}
