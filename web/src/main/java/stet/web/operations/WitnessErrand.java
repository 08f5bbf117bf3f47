package stet.web.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.seal.Jcs;
import stet.seal.Policy;
import stet.seal.SigningKeys;
import stet.seal.VerifierKey;
import stet.seal.Witness;
import stet.seal.Witness.Answer;
import stet.workflow.sealing.KeysNotUsable;
import stet.workflow.sealing.SecretFile;

/** {@code witness POLICY}: countersigns the checkpoints of other newsrooms, over HTTP (C2SP tlog-witness). It needs no database. */
final class WitnessErrand {
    private static final String WORD = "witness";
    private static final String NAME = "--name=";
    private static final String STATE = "--state=";
    private static final String PORT = "--port=";
    private static final String TEXT = "text/plain; charset=utf-8";
    /** Of a policy, in bytes. */
    private static final long LONGEST = 1 << 20;

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private static final String KEY = """
            # What this witness signs others' checkpoints with (docs/seal.md). Whoever has this file can sign in its name. Keep a copy.
            """;

    private final Witness witness;
    private final PrintStream out;
    private final AtomicReference<Instant> told = new AtomicReference<>(Instant.MIN);

    private WitnessErrand(Witness witness, PrintStream out) {
        this.witness = witness;
        this.out = out;
    }

    private record Asked(String policy, String name, Path state, int port) {}

    static int run(List<String> args, PrintStream out) {
        var asked = understood(args);
        if (asked == null) {
            return Errands.notUnderstood(WORD, out);
        }
        try {
            var logs = policy(asked.policy());
            var file = new SecretFile(asked.state().resolve("witness.key"), KEY, SigningKeys.LENGTH);
            var keys = new SigningKeys(
                    asked.name(), file.read().orElseGet(file::make).getLast());
            try (var alone = FileChannel.open(
                            asked.state().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = alone(alone)) {
                if (lock == null) {
                    out.println("Another witness is at work in " + asked.state());
                    return Errands.FAILED;
                }
                var witness = new Witness(() -> policy(asked.policy()), keys, asked.state(), Clock.systemUTC());
                return new WitnessErrand(witness, out).serve(asked, logs, keys);
            }
        } catch (Jcs.Unfit unfit) {
            out.println("No witness was begun. " + unfit.getMessage());
        } catch (KeysNotUsable unusable) {
            out.println("No witness was begun. %s %s".formatted(unusable.getMessage(), unusable.advice()));
        } catch (IOException failed) {
            out.println("No witness was begun: " + failed);
        }
        return Errands.FAILED;
    }

    /** Read anew for each request, so that a log or its new key is added while the witness is at work. */
    private static Policy policy(String file) {
        try {
            if (Files.size(Path.of(file)) > LONGEST) {
                throw new Jcs.Unfit("%s is longer than any policy".formatted(file));
            }
            return Policy.read(Files.readString(Path.of(file)));
        } catch (IOException unreadable) {
            throw new Jcs.Unfit("The policy %s cannot be read".formatted(file));
        }
    }

    private static @Nullable Asked understood(List<String> args) {
        var settings = args.stream().filter(arg -> arg.startsWith("--")).toList();
        var objects = args.stream().filter(arg -> !arg.startsWith("--")).toList();
        var name = Errands.said(settings, NAME);
        var port = Errands.said(settings, PORT).orElse("8081");
        if (objects.size() != 1
                || name.isEmpty()
                || !port.matches("[0-9]{1,5}")
                || Integer.parseInt(port) > 65_535
                || !settings.stream()
                        .allMatch(one -> one.startsWith(NAME) || one.startsWith(STATE) || one.startsWith(PORT))) {
            return null;
        }
        return new Asked(
                objects.getFirst(),
                name.get(),
                Path.of(Errands.said(settings, STATE).orElse(".stet-witness")),
                Integer.parseInt(port));
    }

    private static @Nullable FileLock alone(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException here) {
            return null;
        }
    }

    /** Until the program is stopped. */
    private int serve(Asked asked, Policy logs, SigningKeys keys) throws IOException {
        // Whoever drips a request, or never reads an answer, has so many seconds; these must be said before the server
        // is first used.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        System.setProperty("jdk.httpserver.maxConnections", "200");
        var server = HttpServer.create(new InetSocketAddress(asked.port()), 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(threads);
            server.createContext("/", this::answer);
            server.start();
            tell(asked.name(), server.getAddress().getPort(), logs, keys);
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            server.stop(0);
        }
        return Errands.DONE;
    }

    private void tell(String name, int port, Policy logs, SigningKeys keys) {
        out.println(
                "The witness %s is asked at http://localhost:%d, and signs for all logs of its policy, which are now:"
                        .formatted(name, port));
        logs.logs().stream().map(VerifierKey::name).distinct().forEach(log -> out.println("  " + log));
        out.println(
                "Whoever wants its signatures puts this into their policy, with the address at which they reach it:");
        var names = keys.witnesses().stream()
                .map(key -> {
                    var called = "%s-%s".formatted(name, key.kind().algorithm().toLowerCase(Locale.ROOT));
                    out.println("witness %s %s http://localhost:%d".formatted(called, key.vkey(), port));
                    return called;
                })
                .collect(Collectors.joining(" "));
        out.println("group %s all %s".formatted(name, names));
        out.println("quorum " + name);
        out.flush();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answered(exchange);
            } catch (IOException | Jcs.Unfit broken) {
                say("Its policy or what it has seen cannot be read or kept, and so it signs nothing: " + broken);
                answer = new Answer(500, TEXT, "This witness cannot sign now\n");
            }
            if (answer.status() == 422) {
                say("Not signed: " + answer.body().strip());
            }
            var body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answered(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/add-checkpoint")) {
            if (!exchange.getRequestMethod().equals("POST")) {
                return new Answer(405, TEXT, "A checkpoint is sent by POST\n");
            }
            var body = exchange.getRequestBody().readNBytes(Witness.LONGEST + 1);
            return body.length > Witness.LONGEST
                    ? new Answer(413, TEXT, "It is longer than any checkpoint with its proof\n")
                    : witness.add(new String(body, UTF_8));
        }
        var nothing = new Answer(404, TEXT, "There is nothing here\n");
        if (!exchange.getRequestMethod().equals("GET") || !path.endsWith("/checkpoint")) {
            return nothing;
        }
        return witness.last(path.substring(1, path.length() - "/checkpoint".length()))
                .map(note -> new Answer(200, TEXT, note.whole()))
                .orElse(nothing);
    }

    /** Whoever asks again and again does not fill the disk with lines. */
    private void say(String line) {
        var now = Instant.now();
        var last = told.get();
        if (last.isBefore(now.minus(BETWEEN_LINES)) && told.compareAndSet(last, now)) {
            out.println("%s %s".formatted(now, line));
            out.flush();
        }
    }
}
