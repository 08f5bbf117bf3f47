package stet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.seal.Checkpoint;
import stet.seal.Jcs;
import stet.seal.Merkle;
import stet.seal.Note;
import stet.seal.Policy;
import stet.seal.Proofs;
import stet.seal.VerifierKey;

/**
 * Asks witnesses to countersign the newest checkpoints of both logs (C2SP tlog-witness), and keeps what enough of them have signed. Nothing waits
 * for them: what happens is sealed whether they are there or not.
 */
public final class Witnesses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** In bytes; a witness answers with a signature or two. */
    private static final long LONGEST_ANSWER = 64 * 1024;
    /** One that has seen another size says so, and is asked again from there. */
    private static final int ATTEMPTS = 3;

    private final JdbcClient jdbc;
    private final Log history;
    private final Log statements;
    private final @Nullable Policy policy;
    private final Clock clock;
    private final List<Asked> asked = new ArrayList<>();
    private final @Nullable HttpClient http;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("seal-witnesses").daemon().factory());

    /** @param policy whom to ask and how many are enough; null if nobody is */
    public Witnesses(DataSource database, Keys keys, @Nullable Policy policy, Clock clock) {
        jdbc = JdbcClient.create(database);
        history = new Log("The history", keys.origin(), Sealer.RECORDS, "seal_witnessed", Tree::new);
        statements = new Log(
                "What is stated openly",
                keys.statements(),
                Sealer.STATEMENTS,
                "seal_statement_witnessed",
                Tree::ofStatements);
        this.policy = policy;
        this.clock = clock;
        http = policy == null
                ? null
                : HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        if (policy != null) {
            for (var log : List.of(history, statements)) {
                policy.addresses().forEach((address, its) -> asked.add(new Asked(log, address(address), its)));
            }
        }
    }

    /** @throws Jcs.Unfit if no witness can be asked there */
    public static URI address(String address) {
        try {
            var at = URI.create(address.replaceFirst("/+$", "") + "/add-checkpoint");
            if (at.getHost() != null && ("http".equals(at.getScheme()) || "https".equals(at.getScheme()))) {
                return at;
            }
        } catch (IllegalArgumentException none) {
            // The refusal below says so.
        }
        throw new Jcs.Unfit("'%s' is no address at which a witness is asked".formatted(address));
    }

    /** What is signed, and where it and what came back of it are kept. */
    private static final class Log {
        private final String called;
        private final String origin;
        private final String checkpoints;
        private final String witnessed;
        private final Function<JdbcClient, Tree> tree;
        private volatile @Nullable Instant behindSince;

        Log(String called, String origin, String checkpoints, String witnessed, Function<JdbcClient, Tree> tree) {
            this.called = called;
            this.origin = origin;
            this.checkpoints = checkpoints;
            this.witnessed = witnessed;
            this.tree = tree;
        }
    }

    /** One witness of one log, and what is known of it. */
    private static final class Asked {
        private final Log log;
        private final URI at;
        private final List<VerifierKey> keys;
        private long seen;
        private int failed;
        private Instant notBefore = Instant.MIN;
        private volatile @Nullable String trouble;
        private volatile boolean contradicts;

        Asked(Log log, URI at, List<VerifierKey> keys) {
            this.log = log;
            this.at = at;
            this.keys = keys;
        }

        String host() {
            return at.getAuthority();
        }
    }

    /**
     * How it stands with one of them.
     *
     * @param witness where it is asked
     * @param trouble why it does not sign, as a sentence without a full stop; null if it does
     * @param contradicts whether it has seen another history under the name of one of the logs
     */
    public record Standing(String witness, @Nullable String trouble, boolean contradicts) {}

    /** What is asked of them; nothing where nobody is. */
    public Optional<Policy> policy() {
        return Optional.ofNullable(policy);
    }

    public List<Standing> standings() {
        return asked.stream().collect(groupingBy(Asked::host, LinkedHashMap::new, toList())).entrySet().stream()
                .map(one -> new Standing(
                        one.getKey(),
                        one.getValue().stream()
                                .map(its -> its.trouble)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                        one.getValue().stream().anyMatch(its -> its.contradicts)))
                .toList();
    }

    /** Since when the newest checkpoint of that moment lacks its witnesses, as this node has seen it; nothing while all is signed. */
    public Optional<Instant> behindSince() {
        return Stream.of(history, statements)
                .map(log -> log.behindSince)
                .filter(Objects::nonNull)
                .min(naturalOrder());
    }

    /** The newest checkpoint of the history that enough have signed. */
    public Optional<Note> witnessed() {
        return witnessed(history);
    }

    /** The newest checkpoint over what is stated openly that enough have signed. */
    public Optional<Note> witnessedStatements() {
        return witnessed(statements);
    }

    private Optional<Note> witnessed(Log log) {
        return Seal.newest(jdbc, log.origin, log.witnessed);
    }

    /** Begins to look for what nobody has signed yet. */
    public void start() {
        if (!asked.isEmpty()) {
            // The task is never cancelled by itself, because close() shuts the executor down.
            var _ = watch.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        watch.shutdown();
        if (http != null) {
            http.shutdownNow();
        }
    }

    private void look() {
        try {
            ask();
        } catch (RuntimeException failed) {
            LOG.debug("Witnesses could not be asked, and will be", failed);
        }
    }

    /** Asks for what is missing, and waits for the answers, a quarter of a minute for each witness at most. */
    public synchronized void ask() {
        if (policy != null && !asked.isEmpty()) {
            ask(history, policy);
            ask(statements, policy);
        }
    }

    private void ask(Log log, Policy enough) {
        var newest = newest(log).orElse(null);
        if (newest == null) {
            return;
        }
        var size = sizeOf(newest);
        if (witnessed(log)
                .filter(enough::isWitnessed)
                .filter(note -> sizeOf(note) >= size)
                .isPresent()) {
            log.behindSince = null;
            return;
        }
        var signatures = new ArrayList<Note.Signature>();
        for (var one : asked) {
            if (one.log == log && !clock.instant().isBefore(one.notBefore)) {
                signatures.addAll(asked(one, newest, size));
            }
        }
        var note = newest.and(signatures);
        if (enough.isWitnessed(note)) {
            keep(log, note, size);
            log.behindSince = null;
        } else if (log.behindSince == null) {
            log.behindSince = clock.instant();
        }
    }

    private Optional<Note> newest(Log log) {
        return Seal.newest(jdbc, log.origin, log.checkpoints);
    }

    private static long sizeOf(Note note) {
        return Checkpoint.of(note.text()).size();
    }

    private List<Note.Signature> asked(Asked one, Note newest, long size) {
        try {
            for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
                var answer = send(
                        one,
                        new Proofs.Consistency(
                                one.seen, Merkle.consistency(one.log.tree.apply(jdbc), one.seen, size), newest));
                if (answer.statusCode() == 200) {
                    var signatures = signatures(one, newest, answer.body());
                    one.seen = size;
                    well(one);
                    return signatures;
                }
                if (answer.statusCode() != 409) {
                    var refused = answer.statusCode() == 422;
                    throw new NotSigned(
                            refused
                                    ? one.log.called + " did not grow out of what this witness has signed before"
                                    : "It answers %d: %s".formatted(answer.statusCode(), shortened(answer.body())),
                            refused);
                }
                var seen = size(answer.body());
                if (seen > size
                        && seen <= newest(one.log).map(Witnesses::sizeOf).orElse(0L)) {
                    // Another node was faster, with a newer one.
                    return List.of();
                }
                if (seen > size) {
                    throw new NotSigned(
                            "%s was cut back: this witness has signed %d entries, and there are %d"
                                    .formatted(one.log.called, seen, size),
                            true);
                }
                one.seen = seen;
            }
            throw new NotSigned("It says each time that it has seen another size", false);
        } catch (NotSigned unsigned) {
            failed(one, String.valueOf(unsigned.getMessage()), unsigned.contradicts);
        } catch (Jcs.Unfit unfit) {
            failed(one, "It answers what is no signature: " + unfit.getMessage(), false);
        } catch (IOException away) {
            failed(one, "It cannot be reached", false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    private static final class NotSigned extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean contradicts;

        NotSigned(String sentence, boolean contradicts) {
            super(sentence, null, false, false);
            this.contradicts = contradicts;
        }
    }

    /** The whole of an answer has its time, and its length: who drips keeps nobody waiting. */
    private HttpResponse<String> send(Asked one, Proofs.Consistency proof) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(one.at)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofString(proof.text(), UTF_8))
                .build();
        var sent = Objects.requireNonNull(http)
                .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), LONGEST_ANSWER));
        try {
            return sent.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw new IOException("It does not answer within %d seconds".formatted(ANSWER.toSeconds()), late);
        }
    }

    /** Those by keys that stand in the policy for this witness; each fits. */
    private static List<Note.Signature> signatures(Asked one, Note newest, String lines) {
        var signatures = lines.lines().map(Note.Signature::of).toList();
        var its = new ArrayList<Note.Signature>();
        for (var signature : signatures) {
            var alone = new Note(newest.text(), List.of(signature));
            if (one.keys.stream().anyMatch(key -> key.signed(alone))) {
                its.add(signature);
            }
        }
        if (its.isEmpty()) {
            throw new Jcs.Unfit("none is by a key that stands in the policy");
        }
        return its;
    }

    private static long size(String body) {
        var said = body.strip();
        if (!said.matches("0|[1-9][0-9]{0,17}")) {
            throw new Jcs.Unfit("it says no size");
        }
        return Long.parseLong(said);
    }

    private static String shortened(String text) {
        var line = text.strip().lines().findFirst().orElse("");
        return line.codePoints()
                .limit(120)
                .filter(c -> c >= ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void well(Asked one) {
        if (one.trouble != null) {
            LOG.info("The witness at {} signs again", one.host());
        }
        one.trouble = null;
        one.contradicts = false;
        one.failed = 0;
    }

    private void failed(Asked one, String why, boolean contradicts) {
        if (!why.equals(one.trouble)) {
            if (contradicts) {
                LOG.error("The witness at {} does not sign: {}", one.host(), why);
            } else {
                LOG.warn("The witness at {} does not sign, and is asked again: {}", one.host(), why);
            }
        }
        one.trouble = why;
        one.contradicts = contradicts;
        one.failed = Math.min(one.failed + 1, 10);
        var pause = LOOK.multipliedBy(1L << one.failed);
        one.notBefore = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    /** Another node may have kept a newer one. */
    private void keep(Log log, Note note, long size) {
        var day = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        var there = jdbc.sql("UPDATE %s SET tree_size = ?, note = ? WHERE checkpoint_day = ? AND tree_size <= ?"
                        .formatted(log.witnessed))
                .params(size, note.whole(), day, size)
                .update();
        if (there == 0) {
            try {
                jdbc.sql("INSERT INTO %s (checkpoint_day, tree_size, note) VALUES (?, ?, ?)".formatted(log.witnessed))
                        .params(day, size, note.whole())
                        .update();
            } catch (DuplicateKeyException newer) {
                LOG.debug("Another node has kept a newer one", newer);
            }
        }
    }
}
