package stet.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static stet.eventstore.Opened.soon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.newsroom.NewsroomEvent;
import stet.eventstore.beside.OwnStore;
import stet.eventstore.rebuilding.Difference;
import stet.eventstore.rebuilding.Digest;
import stet.eventstore.rebuilding.Rebuild;
import stet.eventstore.rebuilding.RebuildRefused;

/** A read model outside the database keeps its position with what it writes, and is made again when it is lost. */
@Tag("database")
@ParameterizedClass
@EnumSource
class OwnReadModelTest {
    @TempDir
    Path folder;

    private final Databases databases;
    private Databases.Address address;
    private Duration linger = Duration.ZERO;

    OwnReadModelTest(Databases databases) {
        this.databases = databases;
        address = databases.fresh();
    }

    /** Names in one file, which is written whole when the position is taken. */
    static final class Names implements OwnStore {
        private final @Nullable Path file;
        private final String prefix;
        private final SortedMap<String, String> names = new ConcurrentSkipListMap<>();
        private @Nullable String position;
        private volatile @Nullable Throwable broken;
        int read;
        int batches;

        Names(@Nullable Path folder, String prefix) {
            this.prefix = prefix;
            file = folder == null ? null : folder.resolve("names");
            try {
                if (file != null && Files.exists(file)) {
                    var lines = Files.readAllLines(file);
                    position = new String(Base64.getDecoder().decode(lines.getFirst()), StandardCharsets.UTF_8);
                    lines.stream().skip(1).map(line -> line.split("=")).forEach(line -> names.put(line[0], line[1]));
                } else if (folder != null) {
                    Files.createDirectories(folder);
                }
            } catch (IOException | RuntimeException unreadable) {
                throw new Unreadable(unreadable);
            }
        }

        @Override
        public Object handler() {
            return this;
        }

        @EventHandler
        void on(NewsroomEvent.PersonJoined event) {
            read++;
            names.put(event.person().value(), prefix + event.name());
        }

        List<String> names() {
            return List.copyOf(names.values());
        }

        void breaks() {
            broken = new IOException("the disk is full");
        }

        @Override
        public @Nullable String position() {
            return position;
        }

        @Override
        public void reached(String now) {
            position = now;
            batches++;
            if (file != null) {
                var lines = new ArrayList<String>();
                lines.add(Base64.getEncoder().encodeToString(now.getBytes(StandardCharsets.UTF_8)));
                names.forEach((person, name) -> lines.add(person + "=" + name));
                try {
                    Files.write(file, lines);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public @Nullable Throwable broken() {
            return broken;
        }

        private record Now(String all, int rows) implements Contents {
            @Override
            public List<Digest.OfTable> tables() {
                return List.of(new Digest.OfTable("person", rows, all));
            }

            @Override
            public List<Difference> differences(Contents rebuilt) {
                return equals(rebuilt) ? List.of() : List.of(new Difference("person", 1, 1));
            }
        }

        @Override
        public Contents contents() {
            return new Now(String.join(",", names.values()), names.size());
        }

        @Override
        public void close() {}
    }

    private final class Room implements AutoCloseable {
        final Opened opened = new Opened(address, Ledger.Builder::alone);
        final Supplier<Names> names;

        Room(int version, String prefix) {
            names = opened.ledger.ownReadModel(
                    "names", version, folder.resolve("names"), at -> new Names(at, prefix), linger);
            opened.ledger.start();
        }

        void shows(int count) {
            soon().untilAsserted(() -> assertThat(names.get().names()).hasSize(count));
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    private Room open() {
        return new Room(1, "");
    }

    private static void join(Room room, int from, int to) {
        IntStream.range(from, to).forEach(i -> room.opened.store("person" + i, 0));
    }

    @Test
    void goes_on_where_it_was_and_reads_nothing_twice() {
        try (var room = open()) {
            join(room, 0, 30);
            room.shows(30);
            assertThat(room.opened.ledger.shows("names", Duration.ofSeconds(10)))
                    .isTrue();
        }
        try (var room = open()) {
            join(room, 30, 35);
            room.shows(35);
            assertThat(room.names.get().read).isEqualTo(5);
        }
    }

    @Test
    void what_is_let_gather_is_read_together_and_at_once_when_somebody_waits_for_it() {
        linger = Duration.ofHours(1);
        try (var room = open()) {
            var before = room.names.get().batches;
            join(room, 0, 30);
            assertThat(room.opened.ledger.shows("names", Duration.ofSeconds(10)))
                    .isTrue();
            assertThat(room.names.get().names()).hasSize(30);
            assertThat(room.names.get().batches - before).isLessThan(10);
        }
    }

    @Test
    void nobody_else_on_the_machine_looks_into_it() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        open().close();
        var made = folder.resolve("names");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        open().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    @Test
    void is_made_again_where_it_is_lost_or_broken() throws IOException {
        try (var room = open()) {
            join(room, 0, 30);
            room.shows(30);
        }
        Files.write(folder.resolve("names/1/names"), new byte[] {1, 2, 3});
        try (var room = open()) {
            room.shows(30);
        }
        Files.delete(folder.resolve("names/1/names"));
        Files.delete(folder.resolve("names/1"));
        Files.delete(folder.resolve("names/sets.properties"));
        try (var room = open()) {
            room.shows(30);
        }
    }

    @Test
    void is_made_again_where_the_ledger_is_another() {
        try (var room = open()) {
            join(room, 0, 30);
            room.shows(30);
        }
        address = databases.fresh();
        try (var room = open()) {
            assertThat(room.names.get().names()).isEmpty();
            join(room, 100, 140);
            room.shows(40);
        }
    }

    @Test
    void is_opened_again_when_it_cannot_be_written_any_more() {
        try (var room = open()) {
            join(room, 0, 10);
            room.shows(10);
            var broken = room.names.get();
            broken.breaks();
            soon().until(() -> room.names.get() != broken);
            join(room, 10, 20);
            room.shows(20);
        }
    }

    @Test
    void a_rebuild_serves_once_it_is_equal() {
        try (var room = open()) {
            join(room, 0, 30);
            room.shows(30);
            var before = room.names.get();
            var digest = room.opened.ledger.digest("names");

            room.opened.ledger.rebuild("names", "ada");
            join(room, 30, 60);

            soon().until(() -> room.names.get() != before);
            room.shows(60);
            assertThat(room.opened.ledger.rebuildOf("names").orElseThrow().state())
                    .isEqualTo(Rebuild.State.SERVING);
            assertThat(room.opened.ledger.digest("names").digest()).isNotEqualTo(digest.digest());
            assertThatThrownBy(() -> room.opened.ledger.abandon("names")).isInstanceOf(RebuildRefused.class);
        }
        try (var room = open()) {
            room.shows(60);
            assertThat(room.names.get().read).isZero();
        }
    }

    @Test
    void a_rebuild_that_differs_waits_for_somebody_to_decide() throws IOException {
        try (var room = open()) {
            join(room, 0, 30);
            room.shows(30);
        }
        var file = folder.resolve("names/1/names");
        Files.writeString(file, Files.readString(file).replace("The person7", "Somebody else"));
        try (var room = open()) {
            room.opened.ledger.rebuild("names", "ada");
            soon().until(() ->
                    room.opened.ledger.rebuildOf("names").orElseThrow().state() == Rebuild.State.DIFFERS);
            assertThat(room.names.get().names()).contains("Somebody else");
            assertThat(room.opened.ledger.status())
                    .hasEntrySatisfying(
                            "names", status -> assertThat(status.rebuild()).isNotNull());

            room.opened.ledger.accept("names");

            assertThat(room.names.get().names()).doesNotContain("Somebody else").hasSize(30);
        }
    }

    @Test
    void what_another_version_made_is_made_again_while_it_serves() {
        try (var room = open()) {
            join(room, 0, 30);
            room.shows(30);
        }
        try (var room = new Room(2, "New: ")) {
            soon().until(() -> room.names.get().names().contains("New: The person1"));
            room.shows(30);
        }
    }

    @Test
    void each_ledger_that_is_given_the_same_place_has_a_folder_of_its_own() {
        try (var room = open()) {
            join(room, 0, 3);
            room.shows(3);
            address = databases.fresh();
            try (var other = open()) {
                assertThat(other.names.get().names()).isEmpty();
                assertThat(folder.resolve("names-2")).isDirectory();
            }
            room.shows(3);
        }
    }
}
