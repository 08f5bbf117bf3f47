package stet.eventstore;

import static stet.eventstore.Opened.soon;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of one test's own, at one address, which can be taken away in every way that one goes away in earnest. */
public final class Server implements AutoCloseable {
    private final Path data;
    private final int port;
    private final Cable cable;
    private @Nullable EmbeddedPostgres running;

    /** How it goes away, and comes back. */
    public enum Outage {
        STOPPED {
            @Override
            void begin(Server server) throws IOException {
                server.stop();
            }

            @Override
            void end(Server server) throws IOException {
                server.start();
            }
        },
        KILLED {
            @Override
            void begin(Server server) throws IOException {
                server.processes().forEach(ProcessHandle::destroyForcibly);
                server.stop();
            }

            @Override
            void end(Server server) throws IOException {
                server.start();
            }
        },
        FROZEN {
            @Override
            void begin(Server server) throws IOException {
                server.signal("STOP");
            }

            @Override
            void end(Server server) throws IOException {
                server.signal("CONT");
            }
        },
        /** What is sent goes nowhere, nobody is told, and the connections of that time never come back. */
        CUT_OFF {
            @Override
            void begin(Server server) {
                server.cable.cut();
            }

            @Override
            void end(Server server) {
                server.cable.mend();
            }
        };

        abstract void begin(Server server) throws IOException;

        abstract void end(Server server) throws IOException;
    }

    public Server(Path data) throws IOException {
        this.data = data;
        port = free();
        start();
        cable = new Cable(port);
    }

    private static int free() throws IOException {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    /** By the cable that can be cut. */
    public Databases.Address address() {
        return new Databases.Address(
                "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(cable.port()), "postgres", "");
    }

    private void start() throws IOException {
        running = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private void stop() throws IOException {
        var server = running;
        running = null;
        var all = processes();
        if (server != null) {
            server.close();
        }
        soon().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private List<ProcessHandle> processes() throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return List.of();
        }
        var number = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(number).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                .toList();
    }

    /** The postmaster first, so that it starts nothing in between. */
    private void signal(String name) throws IOException {
        for (var process : processes()) {
            var _ = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .onExit()
                    .join();
        }
    }

    @Override
    public void close() throws IOException {
        signal("CONT");
        stop();
        cable.close();
    }
}
