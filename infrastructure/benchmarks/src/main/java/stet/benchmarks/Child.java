package stet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program of one contestant, as seen from the one that gives the orders. */
final class Child implements AutoCloseable {
    /** No order takes so many minutes; whoever does not answer hangs. */
    private static final int PATIENCE = 20;

    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader answers;

    /**
     * @param options for its Java, besides the heap that all have
     * @param log gets whatever it prints
     */
    Child(Kind kind, List<String> options, Path log) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms1g", "-Xmx3g", "-XX:+UseG1GC"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Racer.class.getName(), kind.name()));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Has it do something, and waits.
     *
     * @return numbers by name; a name that comes more than once has a number for each time
     * @throws Failed with what it says went wrong
     */
    Map<String, List<Double>> order(String order) {
        var late = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.MINUTES));
        orders.println(order);
        try {
            var answer = answers.readLine();
            if (answer == null) {
                throw new Failed("It died, and its log says why");
            }
            if (answer.startsWith("!")) {
                throw new Failed(answer.substring(1).strip());
            }
            var numbers = new HashMap<String, List<Double>>();
            for (var number : answer.substring(1).strip().split(" ", -1)) {
                var equals = number.indexOf('=');
                if (equals > 0) {
                    numbers.computeIfAbsent(number.substring(0, equals), name -> new ArrayList<>())
                            .add(Double.valueOf(number.substring(equals + 1)));
                }
            }
            return numbers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            late.cancel(false);
        }
    }

    /** What it was told to do could not be done. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    /** Tells it that there are no more orders, and waits until it is gone. */
    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
