package stet.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index of entries in a directory of its own. What was written is found from the next question on. Once a second it is put on disk,
 * and with it the position that its writer had reached: after a crash, entries and position are those of one moment.
 */
public final class SearchIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);
    private static final long COMMIT_AFTER = 1_000;
    /** In milliseconds; nobody waits longer for an answer, and what was found until then is shown. */
    private static final long PATIENCE = 1_000;

    private static final String POSITION = "position";

    /** As many as may be looked at, twice. */
    private static final int NEAR = 2 * Question.DEEPEST;

    /** So many documents are worth a thread of their own. */
    static final int OF_ONE_THREAD = 20_000;

    /** Whoever asks is one of the threads that look; these are the others, of all indexes, and none where there is one processor. */
    private static final @Nullable ExecutorService OTHERS =
            others(Runtime.getRuntime().availableProcessors() - 1);

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final ScheduledExecutorService committer;
    private volatile @Nullable String position;
    private volatile boolean fresh = true;
    private volatile boolean committed = true;
    private volatile @Nullable Throwable broken;

    private SearchIndex(Directory directory, String name) throws IOException {
        this.directory = directory;
        writer = new IndexWriter(directory, new IndexWriterConfig(Fields.ANALYZER));
        searchers = new SearcherManager(writer, null);
        for (var kept : Optional.ofNullable(writer.getLiveCommitData()).orElse(List.of())) {
            if (kept.getKey().equals(POSITION)) {
                position = kept.getValue();
            }
        }
        committer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("search-commit-" + name).daemon().factory());
        var _ = committer.scheduleWithFixedDelay(this::commitNow, COMMIT_AFTER, COMMIT_AFTER, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens what is there, or makes an empty one.
     *
     * @throws BrokenIndex if what is there cannot be read
     * @throws UncheckedIOException if the directory cannot be written to, or another program has it open
     */
    public static SearchIndex open(Path at) {
        Directory directory = null;
        try {
            directory = FSDirectory.open(at);
            return new SearchIndex(directory, String.valueOf(at.getFileName()));
        } catch (LockObtainFailedException another) {
            close(directory);
            throw new UncheckedIOException("Another program has the index in %s open".formatted(at), another);
        } catch (IOException | IllegalArgumentException unreadable) {
            close(directory);
            throw new BrokenIndex(
                    "What lies in %s is no index that can be read: %s".formatted(at, unreadable), unreadable);
        }
    }

    /** One that is gone when it is closed. */
    public static SearchIndex inMemory() {
        try {
            return new SearchIndex(new ByteBuffersDirectory(), "memory");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its writer last said it had reached; null if it never did. */
    public @Nullable String position() {
        return position;
    }

    /** Why nothing can be written any more; null if it can. */
    public @Nullable Throwable broken() {
        return broken == null ? writer.getTragicException() : broken;
    }

    /** Puts entries in, each in the place of what is there under its id. */
    public synchronized void write(Collection<Entry> entries) {
        try {
            for (var entry : entries) {
                writer.updateDocument(new Term(Fields.ID, entry.id()), Fields.of(entry));
                fresh = false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes note of how far whoever writes has come: all that was written before is kept with it. */
    public synchronized void reached(String place) {
        position = place;
        writer.setLiveCommitData(Map.of(POSITION, place).entrySet());
        committed = false;
    }

    /** Puts on disk what was written, with the position. */
    public synchronized void commit() {
        try {
            if (!committed) {
                writer.commit();
                committed = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void commitNow() {
        try {
            commit();
        } catch (RuntimeException failed) {
            if (broken == null && writer.isOpen()) {
                LOG.warn("The index cannot be put on disk, which is tried again: {}", failed.toString());
            }
            broken = failed instanceof AlreadyClosedException ? broken : failed;
        }
    }

    // ---- What is asked

    /** What was given with the entry of this id when it was last written; empty if there is none. */
    public Optional<String> source(String id) {
        return with(searcher -> {
            var found = searcher.search(new TermQuery(new Term(Fields.ID, id)), 1);
            return found.scoreDocs.length == 0
                    ? Optional.empty()
                    : Optional.ofNullable(searcher.storedFields()
                            .document(found.scoreDocs[0].doc)
                            .get(Fields.SOURCE));
        });
    }

    private static @Nullable ExecutorService others(int howMany) {
        return howMany == 0
                ? null
                : Executors.newFixedThreadPool(
                        howMany, Thread.ofPlatform().name("search-", 1).daemon().factory());
    }

    /** With all processors, for somebody who waits. */
    public Found find(Question question) {
        return find(question, OTHERS);
    }

    /** With one processor: many of these at a time leave the others to other work. */
    public Found findAlone(Question question) {
        return find(question, null);
    }

    private Found find(Question question, @Nullable ExecutorService others) {
        var parts = Asked.parts(question.words(), question.typing());
        return with(searcher -> find(question, parts, searcher.getIndexReader(), others));
    }

    private static Found find(
            Question question, List<Asked.Part> parts, IndexReader reader, @Nullable ExecutorService others)
            throws IOException {
        if (parts.isEmpty() && !question.words().isBlank()) {
            return new Found(0, true, List.of());
        }
        var searcher = patient(reader, others);
        var order = question.order();
        var shelf = question.shelf();
        var asked = Queries.of(shelf, parts, question.filters(), languages(shelf, reader));
        var best = searcher.search(asked, BestOfGroups.by(order == null ? null : Fields.number(order)));
        var to = question.from() + question.size();
        var ranked = order == null
                ? asTypedFirst(searcher, Queries.asTyped(shelf, parts), best.documents(0, Math.max(to, NEAR)))
                : best.documents(0, to);
        var shown = new ArrayList<Document>();
        for (var document : ranked.subList(Math.min(question.from(), ranked.size()), Math.min(to, ranked.size()))) {
            shown.add(searcher.storedFields().document(document));
        }
        var told = told(searcher, asked, question.told(), shown);
        var allowance = new Allowance();
        var hits = shown.stream()
                .map(stored -> hit(stored, told.getOrDefault(stored.get(Fields.GROUP), List.of()), parts, allowance))
                .toList();
        return new Found(best.count(), !searcher.timedOut(), hits);
    }

    /** One that ends after a while. */
    private static IndexSearcher patient(IndexReader reader, @Nullable ExecutorService others) {
        var searcher = new IndexSearcher(reader, others) {
            @Override
            protected LeafSlice[] slices(List<LeafReaderContext> leaves) {
                return slices(leaves, OF_ONE_THREAD, Integer.MAX_VALUE, true);
            }
        };
        searcher.setTimeout(new QueryTimeoutImpl(PATIENCE));
        return searcher;
    }

    /** With all processors, for somebody who waits. */
    public Headed.Answer headed(Headed asked) {
        var parts = Asked.parts(asked.words(), asked.typing());
        if (parts.isEmpty() && !asked.words().isBlank()) {
            return new Headed.Answer(List.of(), 0, true);
        }
        return with(now -> {
            var reader = now.getIndexReader();
            var searcher = patient(reader, OTHERS);
            var shelf = Entry.FIRST_SHELF;
            var best = searcher.search(
                    Queries.inHeadings(shelf, parts, asked.filters(), languages(shelf, reader)),
                    BestOfGroups.by(Fields.number(asked.order())));
            return new Headed.Answer(
                    groups(reader, best.documents(0, asked.most())), best.count(), !searcher.timedOut());
        });
    }

    /** The groups of documents, in their order. */
    private static List<String> groups(IndexReader reader, List<Integer> documents) throws IOException {
        var stored = reader.storedFields();
        var names = new HashMap<Integer, String>();
        // As they lie, several are read at once.
        for (var document : documents.stream().sorted().toList()) {
            stored.document(document, new GroupAlone(group -> names.put(document, group)));
        }
        return documents.stream().map(names::get).filter(Objects::nonNull).toList();
    }

    /** Reads no more of a document than its group, behind which its words and what it was made of are kept. */
    private static final class GroupAlone extends StoredFieldVisitor {
        private final Consumer<String> group;
        private boolean read;

        GroupAlone(Consumer<String> group) {
            this.group = group;
        }

        @Override
        public Status needsField(FieldInfo field) {
            if (read) {
                return Status.STOP;
            }
            read = field.name.equals(Fields.GROUP);
            return read ? Status.YES : Status.NO;
        }

        @Override
        public void stringField(FieldInfo field, String value) {
            group.accept(value);
        }
    }

    /**
     * Brings those to the front in which all that was asked for stands as it was typed, of the {@value #NEAR} that fit best: to look in
     * all that has the words would take twice as long as to find them.
     */
    private static List<Integer> asTypedFirst(IndexSearcher searcher, @Nullable Query phrase, List<Integer> best)
            throws IOException {
        if (phrase == null) {
            return best;
        }
        var weight = searcher.createWeight(searcher.rewrite(phrase), ScoreMode.COMPLETE_NO_SCORES, 1);
        var there = new HashSet<Integer>();
        for (var leaf : searcher.getIndexReader().leaves()) {
            var scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            var exactly = scorer.twoPhaseIterator();
            var places = exactly == null ? scorer.iterator() : exactly.approximation();
            var inLeaf = best.stream()
                    .mapToInt(document -> document - leaf.docBase)
                    .filter(document ->
                            document >= 0 && document < leaf.reader().maxDoc())
                    .sorted()
                    .toArray();
            for (var document : inLeaf) {
                var at = places.docID() < document ? places.advance(document) : places.docID();
                if (at == document && (exactly == null || exactly.matches())) {
                    there.add(leaf.docBase + document);
                }
            }
        }
        var ranked = new ArrayList<Integer>(best.size());
        best.stream().filter(there::contains).forEach(ranked::add);
        best.stream().filter(document -> !there.contains(document)).forEach(ranked::add);
        return ranked;
    }

    /** The numbers of all that fits in the groups of what is shown. */
    private static Map<String, List<List<Long>>> told(
            IndexSearcher searcher, Query asked, List<String> numbers, List<Document> shown) throws IOException {
        if (numbers.isEmpty() || shown.isEmpty()) {
            return Map.of();
        }
        var groups = shown.stream()
                .map(stored -> stored.get(Fields.GROUP))
                .distinct()
                .toList();
        var inThem = new BooleanQuery.Builder()
                .add(asked, Occur.FILTER)
                .add(
                        new TermInSetQuery(
                                Fields.GROUP, groups.stream().map(BytesRef::new).toList()),
                        Occur.FILTER)
                .build();
        var byNumber = searcher.search(
                inThem, NumbersOfGroups.of(numbers.stream().map(Fields::number).toList()));
        return groups.stream()
                .collect(Collectors.toMap(
                        group -> group, group -> byNumber.getOrDefault(BestOfGroups.of(group), List.of())));
    }

    private static Found.Hit hit(Document stored, List<List<Long>> told, List<Asked.Part> parts, Allowance allowance) {
        return new Found.Hit(
                stored.get(Fields.ID),
                stored.get(Fields.GROUP),
                stored.get(Fields.OWNER),
                stored.get(Fields.SOURCE),
                told,
                new Where(parts, stored.get(Fields.LANGUAGE), allowance).in(Fields.passages(stored)));
    }

    private static List<String> languages(String shelf, IndexReader reader) {
        var fields = FieldInfos.getIndexedFields(reader);
        return Languages.known().stream()
                .filter(language -> fields.contains(Fields.stems(Fields.text(shelf), language))
                        || fields.contains(Fields.stems(Fields.heading(shelf), language)))
                .sorted()
                .toList();
    }

    /** Everything that is in it now, as numbers; it looks at every entry. */
    public Fingerprint fingerprint() {
        return snapshot().read();
    }

    /** Everything that is in it now, to be read later; must be read. */
    public Snapshot snapshot() {
        try {
            refresh();
            return new Snapshot(searchers.acquire());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was in an index at one moment. */
    public final class Snapshot {
        private final IndexSearcher at;

        private Snapshot(IndexSearcher at) {
            this.at = at;
        }

        /** Counts it up, once, and lets it go. */
        public Fingerprint read() {
            try {
                var kinds = new TreeMap<String, Fingerprint.Adding>();
                for (var leaf : at.getIndexReader().leaves()) {
                    read(leaf.reader(), kinds);
                }
                return Fingerprint.of(kinds);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                release(at);
            }
        }

        private void read(org.apache.lucene.index.LeafReader leaf, Map<String, Fingerprint.Adding> kinds)
                throws IOException {
            var digests = leaf.getBinaryDocValues(Fields.DIGEST);
            var names = leaf.getSortedDocValues(Fields.KIND);
            if (digests == null || names == null) {
                return;
            }
            var live = leaf.getLiveDocs();
            for (var document = 0; document < leaf.maxDoc(); document++) {
                if ((live == null || live.get(document))
                        && digests.advanceExact(document)
                        && names.advanceExact(document)) {
                    var value = digests.binaryValue();
                    kinds.computeIfAbsent(
                                    names.lookupOrd(names.ordValue()).utf8ToString(), _ -> new Fingerprint.Adding())
                            .add(java.util.Arrays.copyOfRange(value.bytes, value.offset, value.offset + value.length));
                }
            }
        }
    }

    private interface Asks<T> {
        T of(IndexSearcher searcher) throws IOException;
    }

    private <T> T with(Asks<T> asks) {
        try {
            refresh();
            var searcher = searchers.acquire();
            try {
                return asks.of(searcher);
            } finally {
                release(searcher);
            }
        } catch (IOException e) {
            broken = e;
            throw new UncheckedIOException(e);
        }
    }

    private void release(IndexSearcher searcher) {
        try {
            searchers.release(searcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refresh() throws IOException {
        if (!fresh) {
            // What is written while it is made is for the next one.
            fresh = true;
            searchers.maybeRefreshBlocking();
        }
    }

    /** Puts on disk what was written, and lets go of the directory. */
    @Override
    public void close() {
        committer.shutdown();
        try {
            var _ = committer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (directory) {
            searchers.close();
            if (writer.isOpen()) {
                commit();
                writer.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(@Nullable Directory directory) {
        if (directory != null) {
            try {
                directory.close();
            } catch (IOException e) {
                LOG.warn("{}", e.toString());
            }
        }
    }
}
