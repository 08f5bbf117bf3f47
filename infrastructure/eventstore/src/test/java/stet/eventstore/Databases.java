package stet.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;
import stet.eventstore.tables.Silence;
import stet.h2file.DurableDatabase;

/** The databases that Stet runs on. What is kept is tested on each of them. */
public enum Databases {
    H2 {
        @Override
        public Address fresh() {
            var file = Folder.FILES.resolve("stet" + COUNT.incrementAndGet());
            return new Address(DurableDatabase.address("jdbc:h2:file:" + file), "stet", "");
        }
    },

    POSTGRESQL {
        @Override
        public Address fresh() {
            var name = "stet" + COUNT.incrementAndGet();
            JdbcClient.create(Server.RUNNING.getPostgresDatabase())
                    .sql("CREATE DATABASE " + name)
                    .update();
            return new Address(Server.RUNNING.getJdbcUrl("postgres", name), "postgres", "");
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A database that nobody has used yet. */
    public abstract Address fresh();

    /** Where a database is; what is in it stays when it is closed. */
    public record Address(String url, String user, String password) {
        public HikariDataSource open() {
            var pool = new HikariConfig();
            pool.setJdbcUrl(url);
            pool.setUsername(user);
            pool.setPassword(password);
            // All are open at once where a test has many writers; idle ones would only cost time.
            pool.setMaximumPoolSize(16);
            pool.setMinimumIdle(1);
            return new HikariDataSource(pool);
        }

        /** The same without a pool: a new connection each time, which PostgreSQL knows by this name. */
        public DataSource line(String name) {
            var line = new DriverManagerDataSource(url, user, password);
            var properties = Silence.limits(url);
            properties.setProperty("ApplicationName", name);
            line.setConnectionProperties(properties);
            return line;
        }
    }

    /** One for all tests of a program; it stops with it. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                // As in earnest: by itself this would turn both off, and be faster than any PostgreSQL that keeps its
                // word.
                return EmbeddedPostgres.builder()
                        .setPort(port())
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * One that no other program of tests looks at, and that the system gives to nobody: between asking for a free one and listening on it,
         * two programs were given the same, and one had the other's databases.
         */
        private static int port() {
            var own = 10_000 + (int) (ProcessHandle.current().pid() % 20_000);
            for (var port = own; port < own + 100; port++) {
                try (var _ = new ServerSocket(port)) {
                    return port;
                } catch (IOException taken) {
                    // Somebody else's, then.
                }
            }
            throw new IllegalStateException("There is no free port from %d on".formatted(own));
        }
    }

    private static final class Folder {
        static final Path FILES = create();

        private static Path create() {
            try {
                var folder = Files.createTempDirectory("stet-test");
                Runtime.getRuntime()
                        .addShutdownHook(Thread.ofPlatform()
                                .unstarted(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
