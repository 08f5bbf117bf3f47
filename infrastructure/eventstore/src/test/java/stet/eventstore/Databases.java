package stet.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
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
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
