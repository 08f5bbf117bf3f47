package stet.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.content.Content;
import stet.domain.content.Origins;
import stet.domain.events.StoredNames;

/**
 * Follows each word of an article from the draft on. That goes through every revision there is, so what was followed of the articles that
 * were asked about last is kept, and only what happened since is read.
 */
final class Provenances {
    /** In tokens, of all articles together (see {@link Origins#kept}); those that were asked about longest ago go first. */
    private static final long MOST_KEPT = 5_000_000;
    /** What is known of a revision besides its words takes as much as so many tokens. */
    private static final long EACH_REVISION = 20;
    /** An article of so many revisions is followed before somebody asks; one of fewer takes less than 100 ms when they do. */
    private static final int LONG = 1_000;
    /** So many of the longest, and no more than fit into half of what is kept. */
    private static final int IN_ADVANCE = 4;

    private static final String PUBLISHED = requireNonNull(StoredNames.of(EditionPublished.class));

    private final JdbcClient jdbc;
    private final Versions versions;
    private final Supplier<String> serving;
    private final long mostKept;
    private final Map<Its, Followed> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** An article as far as its words were followed. */
    private static final class Followed {
        private @Nullable Origins origins;
        private long sequence = -1;
        /** The words that stood in each published revision. */
        private final Map<Integer, BitSet> published = new HashMap<>();
        /** Who made each revision; revisions are as many as an article's history is long, and people are few. */
        private final Map<Integer, By> writers = new HashMap<>();

        private long writersUntil = -1;
        private volatile long weight;

        private void weigh() {
            var its = origins;
            weight = its == null
                    ? 0
                    : its.kept()
                            + EACH_REVISION * its.revision()
                            + published.values().stream()
                                            .mapToLong(BitSet::size)
                                            .sum()
                                    / Long.SIZE;
        }
    }

    /** An article, as one set of tables has it. */
    private record Its(String set, String stream) {}

    private record By(PersonId who, Instant at) {}

    private record Edition(int number, int revision) {}

    private record Writer(PersonId who, String name, Instant at) {}

    Provenances(JdbcClient jdbc, Versions versions, Supplier<String> serving) {
        this(jdbc, versions, serving, MOST_KEPT);
    }

    Provenances(JdbcClient jdbc, Versions versions, Supplier<String> serving, long mostKept) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.serving = serving;
        this.mostKept = mostKept;
    }

    /** @throws InvalidValue if the article has no such revision */
    Optional<ProvenanceOf.Answer> of(ProvenanceOf asked) {
        var stream = asked.article().value();
        var its = new Its(serving.get(), stream);
        var followed = followed(its);
        synchronized (followed) {
            var editions = editions(stream);
            var origins = followed(its, followed, editions);
            if (origins == null) {
                return Optional.empty();
            }
            var last = origins.revision();
            var revision = asked.revision() == null ? last : asked.revision();
            if (revision < 1 || revision > last) {
                throw new InvalidValue("There is no revision %d of this article".formatted(revision));
            }
            if (revision >= origins.oldest()) {
                return Optional.of(answer(stream, followed, editions, origins, revision));
            }
            var anew = requireNonNull(anew(stream, revision).origins);
            return Optional.of(answer(stream, followed, editions, anew, revision));
        }
    }

    /** Follows the words of the longest histories, so that nobody who asks of these is the first and waits. */
    List<ArticleId> followLongest() {
        var set = serving.get();
        var through = new ArrayList<ArticleId>();
        for (var stream : longest()) {
            var its = new Its(set, stream);
            synchronized (kept) {
                if (kept.containsKey(its)) {
                    continue;
                }
                if (weight() > mostKept / 2) {
                    break;
                }
            }
            var followed = followed(its);
            synchronized (followed) {
                followed(its, followed, editions(stream));
                readWriters(stream, followed);
            }
            through.add(new ArticleId(stream));
        }
        return through;
    }

    /** By how many of their revisions are kept whole, which the key tells: to look at what these say would be to read all of them. */
    private List<String> longest() {
        return jdbc.sql("""
                SELECT stream FROM history_version GROUP BY stream HAVING COUNT(*) >= :kept ORDER BY COUNT(*) DESC LIMIT :most
                """)
                .param("kept", LONG / Versions.EACH)
                .param("most", IN_ADVANCE)
                .query(String.class)
                .list();
    }

    private Followed followed(Its its) {
        synchronized (kept) {
            // What was followed in tables that were made anew since is never asked for, and may have words that were
            // taken out.
            kept.keySet().removeIf(each -> !each.set().equals(its.set()));
            return requireNonNull(kept.computeIfAbsent(its, _ -> new Followed()));
        }
    }

    /** Up to what is known by now; null if there is no such article. */
    private @Nullable Origins followed(Its its, Followed followed, List<Edition> editions) {
        try {
            follow(its.stream(), followed, editions, Integer.MAX_VALUE);
        } catch (RuntimeException halfway) {
            synchronized (kept) {
                kept.remove(its);
            }
            throw halfway;
        }
        followed.weigh();
        synchronized (kept) {
            for (var eldest = kept.entrySet().iterator(); weight() > mostKept && eldest.hasNext(); ) {
                if (!eldest.next().getKey().equals(its)) {
                    eldest.remove();
                }
            }
            if (followed.origins == null) {
                kept.remove(its);
            }
        }
        return followed.origins;
    }

    private long weight() {
        return kept.values().stream().mapToLong(each -> each.weight).sum();
    }

    /** From the draft up to a revision that is too long ago to be kept. */
    private Followed anew(String stream, int revision) {
        var followed = new Followed();
        follow(stream, followed, List.of(), revision);
        return followed;
    }

    private void follow(String stream, Followed followed, List<Edition> editions, int until) {
        var published = new HashSet<>(editions.stream().map(Edition::revision).toList());
        var known = followed.origins;
        versions.forEachAfter(stream, followed.sequence, known == null ? null : known.content(), until, version -> {
            var origins = followed.origins;
            if (origins == null) {
                origins = new Origins(version.content());
                followed.origins = origins;
            } else {
                origins.next(version.content());
            }
            followed.sequence = version.sequence();
            if (published.contains(version.revision())) {
                followed.published.put(version.revision(), tokens(origins, version.revision()));
            }
        });
        // The last revision was followed before it was published.
        var origins = followed.origins;
        if (origins != null && published.contains(origins.revision())) {
            followed.published.computeIfAbsent(origins.revision(), each -> tokens(origins, each));
        }
    }

    /** Each edition with the revision that it published. */
    private List<Edition> editions(String stream) {
        var revisions = jdbc.sql("""
                SELECT (SELECT r.revision FROM history_revision r WHERE r.stream = e.stream AND r.sequence < e.sequence
                    ORDER BY r.stream DESC, r.sequence DESC LIMIT 1) AS revision
                FROM history_entry e WHERE e.stream = :stream AND e.kind = :published ORDER BY e.sequence
                """)
                .param("stream", stream)
                .param("published", PUBLISHED)
                .query((row, _) -> row.getInt("revision"))
                .list();
        var editions = new ArrayList<Edition>();
        revisions.forEach(revision -> editions.add(new Edition(editions.size() + 1, revision)));
        return editions;
    }

    private Content content(String stream, int revision) {
        return versions.sequenceOf(stream, revision)
                .flatMap(sequence -> versions.at(stream, sequence))
                .orElseThrow()
                .content();
    }

    private ProvenanceOf.Answer answer(
            String stream, Followed followed, List<Edition> editions, Origins origins, int revision) {
        var content = revision == origins.revision() ? origins.content() : content(stream, revision);
        var inEditions = new HashMap<Integer, BitSet>();
        for (var edition : editions) {
            inEditions.computeIfAbsent(
                    edition.revision(),
                    each -> followed.published.computeIfAbsent(each, then -> stood(stream, followed, then)));
        }
        var writers = writers(stream, followed);
        var written = content.written();
        var parts = new ArrayList<ProvenanceOf.Part>();
        origins.of(content, revision).forEach((part, tokens) -> {
            var words = requireNonNull(written.get(part));
            parts.add(new ProvenanceOf.Part(part, words, spans(words, tokens, editions, inEditions, writers)));
        });
        return new ProvenanceOf.Answer(revision, parts);
    }

    /** The words of a revision that was published later, after others were followed already. */
    private BitSet stood(String stream, Followed followed, int revision) {
        var origins = requireNonNull(followed.origins);
        return origins.oldest() <= revision
                ? tokens(origins.of(content(stream, revision), revision))
                : tokens(requireNonNull(anew(stream, revision).origins), revision);
    }

    private static BitSet tokens(Origins origins, int revision) {
        return tokens(origins.of(origins.content(), revision));
    }

    private static BitSet tokens(Map<String, List<Origins.Token>> parts) {
        var ids = new BitSet();
        parts.values().forEach(tokens -> tokens.forEach(token -> ids.set(token.id())));
        return ids;
    }

    private static List<ProvenanceOf.Span> spans(
            String words,
            List<Origins.Token> tokens,
            List<Edition> editions,
            Map<Integer, BitSet> inEditions,
            IntFunction<Writer> writers) {
        var spans = new ArrayList<ProvenanceOf.Span>();
        for (var first = 0; first < tokens.size(); ) {
            var token = tokens.get(first);
            var stood = stood(token, editions, inEditions);
            var next = first + 1;
            while (next < tokens.size()
                    && tokens.get(next).revision() == token.revision()
                    && (editions.isEmpty()
                            || stood(tokens.get(next), editions, inEditions).equals(stood))) {
                next++;
            }
            var start = spans.isEmpty() ? 0 : token.start();
            var end = next < tokens.size() ? tokens.get(next).start() : words.length();
            var by = writers.apply(token.revision());
            spans.add(new ProvenanceOf.Span(
                    start, words.substring(start, end), token.revision(), by.who(), by.name(), by.at(), stood));
            first = next;
        }
        return spans;
    }

    private static List<Integer> stood(Origins.Token token, List<Edition> editions, Map<Integer, BitSet> inEditions) {
        return editions.stream()
                .filter(edition ->
                        requireNonNull(inEditions.get(edition.revision())).get(token.id()))
                .map(Edition::number)
                .toList();
    }

    private IntFunction<Writer> writers(String stream, Followed followed) {
        readWriters(stream, followed);
        var people =
                followed.writers.values().stream().map(by -> by.who().value()).collect(Collectors.toSet());
        var names = new HashMap<String, String>();
        if (!people.isEmpty()) {
            jdbc.sql("SELECT person, name FROM history_person WHERE person IN (:people)")
                    .param("people", people)
                    .query((RowCallbackHandler) row -> names.put(row.getString("person"), row.getString("name")));
        }
        return revision -> {
            var by = requireNonNull(followed.writers.get(revision));
            return new Writer(
                    by.who(), names.getOrDefault(by.who().value(), by.who().value()), by.at());
        };
    }

    private void readWriters(String stream, Followed followed) {
        var people = new HashMap<String, PersonId>();
        followed.writers.values().forEach(by -> people.put(by.who().value(), by.who()));
        jdbc.sql("""
                SELECT r.revision, r.sequence, e.who, r.happened_at
                FROM history_revision r JOIN history_entry e ON e.stream = r.stream AND e.sequence = r.sequence
                WHERE r.stream = :stream AND r.sequence > :after ORDER BY r.sequence
                """)
                .param("stream", stream)
                .param("after", followed.writersUntil)
                .query((RowCallbackHandler) row -> {
                    followed.writers.put(
                            row.getInt("revision"),
                            new By(
                                    people.computeIfAbsent(row.getString("who"), PersonId::new),
                                    History.instant(row, "happened_at")));
                    followed.writersUntil = row.getLong("sequence");
                });
    }
}
