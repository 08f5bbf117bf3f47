package stet.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program with everything on, as it is started by whoever tries it: with the demo newsroom, on a port of its own. */
final class Packaged implements AutoCloseable {
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final int port;
    private final double seconds;

    /** Those who work here, by name, and the token with which each signs what they send. */
    private final Map<String, String> tokens = new LinkedHashMap<>();

    Packaged(Path jar, Database database, Path log) throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var began = System.nanoTime();
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "--server.port=" + port,
                        "--stet.demo=true",
                        "--stet.passwords.strength=4",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password="))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - began > AT_MOST.toNanos()) {
                process.destroyForcibly();
                throw new IOException("It did not start; %s says why".formatted(log));
            }
            pause();
        }
        seconds = (System.nanoTime() - began) / 1e9;
    }

    private boolean answers() {
        try (var line = new Line(port)) {
            return line.get("/").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** From its start until it answered. */
    double seconds() {
        return seconds;
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
        var token = tokens.get(person);
        if (token == null) {
            token = token(person);
            tokens.put(person, token);
        }
        return new Line(port).saying("Authorization", "Bearer " + token);
    }

    /** The demo newsroom opens after the first answer, so this waits for it. */
    private String token(String person) throws IOException {
        var sent = JSON.writeValueAsString(Map.of("name", person, "password", "let-it-stand"));
        var until = System.nanoTime() + AT_MOST.toNanos();
        while (true) {
            try (var line = new Line(port)) {
                var session = line.send("POST", "/api/session", sent);
                if (session.status() != 204 && System.nanoTime() < until) {
                    TimeUnit.SECONDS.sleep(1);
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
                                "{\"label\":\"benchmark\",\"scopes\":[\"READ\",\"WRITE\",\"CHECK\",\"PUBLISH\"]}"));
                return JSON.readTree(made.body()).path("token").asString();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException(stopped);
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
