package stet.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged program with everything on, as it is started by whoever tries it: with the demo newsroom, on a port of its own. It keeps
 * everything on the database that it is given and in one directory, so it can be started there again.
 */
final class Packaged implements AutoCloseable {
    /** In MB, as the marks have it. */
    static final int HEAP = 256;

    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(60);
    private static final int FIRST_PORT = 18_080;
    private static final int LAST_PORT = 19_080;
    private static final String ADMINISTRATOR = "ada";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final int port;
    private final double seconds;

    /** Those who work here, by name, and the token with which each signs what they send; these outlive a program. */
    private final Map<String, String> tokens;

    /**
     * Where a program keeps what is its own.
     *
     * @param jar with its AOT cache beside it, if it is to have one
     * @param tokens what was handed out by a program that ran there before
     */
    record Place(Path jar, Database database, Path directory, Map<String, String> tokens) {
        /** The same with other files of the program. */
        Place with(Path otherJar) {
            return new Place(otherJar, database, directory, tokens);
        }

        /** Where its index of words lies. */
        Path index() {
            return directory.resolve("search");
        }
    }

    /** @param recording where a flight recording of it goes, or null */
    Packaged(Place place, @Nullable Path recording) throws IOException {
        tokens = place.tokens();
        port = free();
        Files.createDirectories(place.directory());
        var log = place.directory().resolve("program.log");
        var began = System.nanoTime();
        process = new ProcessBuilder(command(place, port, recording))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - began > AT_MOST.toNanos()) {
                process.destroyForcibly();
                throw new IOException("It did not start; %s says why".formatted(log));
            }
            pause(20);
        }
        seconds = (System.nanoTime() - began) / 1e9;
    }

    /** One of those that no system gives to whoever asks for any: it must still be free seconds later. */
    private static int free() throws IOException {
        for (var port = FIRST_PORT; port < LAST_PORT; port++) {
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // The next may be free.
            }
        }
        throw new IOException("No port from %d to %d is free".formatted(FIRST_PORT, LAST_PORT));
    }

    private static List<String> command(Place place, int port, @Nullable Path recording) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + HEAP + "m");
        var cache = place.jar().toAbsolutePath().resolveSibling("stet.aot");
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        if (recording != null) {
            command.add("-XX:StartFlightRecording=settings=profile,filename=" + recording);
        }
        var directory = place.directory().toAbsolutePath();
        command.addAll(List.of(
                "-jar",
                place.jar().toAbsolutePath().toString(),
                "--server.port=" + port,
                "--stet.demo=true",
                "--stet.passwords.strength=4",
                "--stet.keys.file=" + directory.resolve("keys/newsroom.keys"),
                "--stet.search.directory=" + place.index().toAbsolutePath(),
                "--spring.datasource.url=" + place.database().url(),
                "--spring.datasource.username=" + place.database().user(),
                "--spring.datasource.password="));
        return command;
    }

    private boolean answers() {
        try (var line = new Line(port)) {
            return line.get("/").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause(int millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /** From its start until it answered. */
    double seconds() {
        return seconds;
    }

    /**
     * Waits until whatever follows the ledger has read all of it.
     *
     * @return the seconds that this took
     */
    double settled() throws IOException {
        var began = System.nanoTime();
        try (var line = as(ADMINISTRATOR)) {
            while (true) {
                var readers =
                        JSON.readTree(Line.as(200, line.get("/api/readers")).body());
                if (readers.valueStream().allMatch(each -> each.path("caughtUp").asBoolean())) {
                    return (System.nanoTime() - began) / 1e9;
                }
                if (System.nanoTime() - began > SETTLED_WITHIN.toNanos()) {
                    throw new IOException("Not everything has read the ledger: " + readers);
                }
                pause(250);
            }
        }
    }

    /** The memory that it has of the machine, in MB. */
    double megabytes() throws IOException {
        try (var status = Files.lines(Path.of("/proc/%d/status".formatted(process.pid())))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** A connection of somebody who is not signed in. */
    Line reader() throws IOException {
        return new Line(port);
    }

    /** A connection of one of the demo newsroom's people. */
    Line as(String person) throws IOException {
        String token;
        synchronized (tokens) {
            token = tokens.get(person);
            if (token == null) {
                token = token(person);
                tokens.put(person, token);
            }
        }
        return new Line(port).saying("Authorization", "Bearer " + token);
    }

    /** The demo newsroom opens after the first answer, so this waits for it. */
    private String token(String person) throws IOException {
        var sent = JSON.writeValueAsString(Map.of("name", person, "password", "let-it-stand"));
        var scopes = person.equals(ADMINISTRATOR)
                ? List.of("READ", "ADMINISTER")
                : List.of("READ", "WRITE", "CHECK", "PUBLISH");
        var until = System.nanoTime() + AT_MOST.toNanos();
        while (true) {
            try (var line = new Line(port)) {
                var session = line.send("POST", "/api/session", sent);
                if (session.status() != 204 && System.nanoTime() < until) {
                    pause(1_000);
                    continue;
                }
                var cookies = Line.as(204, session).cookies();
                line.saying(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
                line.saying("X-XSRF-TOKEN", cookies.getOrDefault("XSRF-TOKEN", ""));
                var made = Line.as(
                        201,
                        line.send(
                                "POST",
                                "/api/tokens",
                                JSON.writeValueAsString(Map.of("label", "benchmark", "scopes", scopes))));
                return JSON.readTree(made.body()).path("token").asString();
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
