package stet.web.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import stet.seal.Jcs;
import stet.seal.Monitor;
import stet.seal.Policy;

/** {@code monitor URL}: watches a newsroom from outside, with no access to anything that is not everybody's. */
final class MonitorErrand {
    private static final String WORD = "monitor";
    private static final String POLICY = "--policy=";
    private static final String STATE = "--state=";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** In bytes: an edition with every character written out. */
    private static final long LONGEST = 32 * 1024 * 1024;
    /** Who asks for everything is told to wait now and then. */
    private static final int ATTEMPTS = 8;

    private static final long LONGEST_WAIT = 60;

    private MonitorErrand() {}

    static int run(List<String> args, PrintStream out) {
        var settings = args.stream().filter(arg -> arg.startsWith("--")).toList();
        var objects = args.stream().filter(arg -> !arg.startsWith("--")).toList();
        if (objects.size() != 1
                || !objects.getFirst().matches("https?://.+")
                || !settings.stream().allMatch(one -> one.startsWith(POLICY) || one.startsWith(STATE))) {
            return Errands.notUnderstood(WORD, out);
        }
        var at = objects.getFirst().replaceFirst("/+$", "");
        try (var http = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            var policy = Errands.said(settings, POLICY);
            var monitor = new Monitor(
                    path -> get(http, URI.create(at + path)),
                    ReadersPage::differences,
                    policy.isEmpty() ? null : Policy.read(Files.readString(Path.of(policy.get()))),
                    Path.of(Errands.said(settings, STATE).orElse(".stet-monitor")),
                    Clock.systemUTC());
            return tell(monitor.run(), out);
        } catch (Jcs.Unfit unfit) {
            out.println("Nothing was watched. " + unfit.getMessage());
        } catch (IllegalArgumentException noAddress) {
            out.println("'%s' is not the address of a Stet".formatted(at));
            return Errands.NOT_UNDERSTOOD;
        } catch (IOException unreadable) {
            out.println("Nothing was watched, since it cannot be read: " + unreadable.getMessage());
        }
        return Errands.FAILED;
    }

    private static int tell(Monitor.Report report, PrintStream out) {
        out.println(
                "Watched: %,d records, %,d statements; %,d editions of %,d stories read as they did when they came out, to programs and on %,d pages; %,d held, %,d killed and %,d redacted openly; %,d not settled yet"
                        .formatted(
                                report.records(),
                                report.statements(),
                                report.editions(),
                                report.stories(),
                                report.pages(),
                                report.held(),
                                report.killed(),
                                report.redacted(),
                                report.unsettled()));
        report.remarks().forEach(out::println);
        if (report.fits()) {
            out.println("All that is shown is sealed, and nothing that was shown is hidden");
            return Errands.DONE;
        }
        out.println("%,d things do not fit:".formatted(report.problems().size()));
        report.problems().forEach(problem -> out.println("  " + problem));
        return Errands.FAILED;
    }

    private static Optional<byte[]> get(HttpClient http, URI at) throws IOException {
        for (var attempt = 1; ; attempt++) {
            var answer = answer(http, at);
            switch (answer.statusCode()) {
                case 200 -> {
                    return Optional.of(answer.body());
                }
                case 404, 410 -> {
                    return Optional.empty();
                }
                case 429, 503 -> {
                    if (attempt == ATTEMPTS) {
                        throw new IOException("%s answers %d again and again".formatted(at, answer.statusCode()));
                    }
                    await(answer.headers().firstValue("Retry-After").orElse("1"));
                }
                default -> throw new IOException("%s answers %d".formatted(at, answer.statusCode()));
            }
        }
    }

    private static HttpResponse<byte[]> answer(HttpClient http, URI at) throws IOException {
        var sent = http.sendAsync(
                HttpRequest.newBuilder(at).header("Accept", "*/*").build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
        try {
            return sent.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            throw new IOException(
                    cause instanceof ConnectException
                            ? "nothing answers at %s".formatted(at)
                            : "%s: %s".formatted(at, cause),
                    cause);
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw new IOException("%s does not answer within %d seconds".formatted(at, ANSWER.toSeconds()), late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("It was stopped", stopped);
        }
    }

    private static void await(String seconds) throws IOException {
        try {
            TimeUnit.SECONDS.sleep(seconds.matches("[0-9]{1,3}") ? Math.min(Long.parseLong(seconds), LONGEST_WAIT) : 1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("It was stopped", stopped);
        }
    }
}
