package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Stet as an operator starts it: a process of its own, with its data where it is started. */
final class Program implements AutoCloseable {
    private static final Pattern OPEN = Pattern.compile("Stet is open at http://localhost:(\\d+)");
    private static final Pattern LINK = Pattern.compile("(http://localhost:\\d+/first-administrator\\?key=\\S{43})");

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param output is added to, so that what an earlier start said stays there */
    static Program start(Path directory, Path output) throws IOException {
        return start(directory, output, Map.of(), "--server.port=0");
    }

    /**
     * @param environment is added to that of the tests
     * @param args as on the command line; {@link #port()} may be asked where they leave the port to the system
     */
    static Program start(Path directory, Path output, Map<String, String> environment, String... args)
            throws IOException {
        // What the tests add to the program has no place in it.
        var classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m",
                // What Tomcat leaves behind when it is killed goes with the data.
                "-Djava.io.tmpdir=" + directory,
                "-Dstet.passwords.strength=4",
                "-cp",
                classes,
                "stet.web.StetApplication"));
        command.addAll(List.of(args));
        var program = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        program.environment().putAll(environment);
        return new Program(program.start(), output);
    }

    /** Waits until it says where it is. */
    int port() {
        var marker = "PID " + process.pid() + " ";
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    assertThat(process.isAlive()).as(said()).isTrue();
                    return saidSince(marker).flatMap(said -> found(OPEN, said)).isPresent();
                });
        return Integer.parseInt(
                saidSince(marker).flatMap(said -> found(OPEN, said)).orElseThrow());
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The first administrator's link, from whichever start showed it last. */
    String link() {
        return LINK.matcher(said())
                .results()
                .reduce((first, later) -> later)
                .orElseThrow()
                .group(1);
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** As Ctrl-C does; its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return ended();
    }

    /** Its exit code, when it has ended. */
    int ended() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Optional<String> saidSince(String marker) {
        var said = said();
        var start = said.lastIndexOf(marker);
        return start < 0 ? Optional.empty() : Optional.of(said.substring(start));
    }

    private static Optional<String> found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
