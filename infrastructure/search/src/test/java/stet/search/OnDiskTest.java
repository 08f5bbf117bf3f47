package stet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An index on disk")
class OnDiskTest {
    @TempDir
    Path folder;

    @Test
    void is_as_it_was_when_it_is_opened_again() {
        try (var index = SearchIndex.open(folder)) {
            index.write(List.of(entry("1")));
            index.reached("7");
        }
        try (var index = SearchIndex.open(folder)) {
            assertThat(index.position()).isEqualTo("7");
            assertThat(index.source("1")).isPresent();
        }
    }

    /** What a power cut leaves behind is what lies on disk while the index is open. */
    @Test
    void never_says_that_it_has_what_a_crash_took() throws Exception {
        try (var index = SearchIndex.open(folder.resolve("live"))) {
            for (var place = 1; place <= 400; place++) {
                index.write(List.of(entry(Integer.toString(place))));
                index.reached(Integer.toString(place));
                if (place % 37 == 0) {
                    index.commit();
                }
                if (place % 50 == 0) {
                    crashed(place);
                }
            }
        }
    }

    private void crashed(int place) throws IOException {
        var copy = folder.resolve("crash" + place);
        Files.createDirectory(copy);
        try (var files = Files.list(folder.resolve("live"))) {
            for (var file : files.toList()) {
                try {
                    Files.copy(file, copy.resolve(file.getFileName()));
                } catch (NoSuchFileException merged) {
                    // The index merges beside this, and what it takes away meanwhile belonged to no commit.
                }
            }
        }
        try (var index = SearchIndex.open(copy)) {
            var reached = index.position() == null ? 0 : Integer.parseInt(index.position());
            assertThat(reached).isLessThanOrEqualTo(place);
            for (var before = 1; before <= reached; before++) {
                assertThat(index.source(Integer.toString(before))).isPresent();
            }
        }
    }

    @Test
    void says_so_when_it_is_broken() throws Exception {
        try (var index = SearchIndex.open(folder)) {
            index.write(List.of(entry("1")));
            index.reached("7");
        }
        try (var files = Files.list(folder)) {
            for (var file : files.filter(one -> !one.endsWith("write.lock")).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }

        assertThatThrownBy(() -> SearchIndex.open(folder)).isInstanceOf(BrokenIndex.class);
    }

    @Test
    void is_open_in_one_program_alone() {
        try (var index = SearchIndex.open(folder)) {
            assertThat(index.broken()).isNull();
            assertThatThrownBy(() -> SearchIndex.open(folder))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Another program");
        }
    }

    private static Entry entry(String id) {
        return new Entry(
                id, id, "text", "en", List.of(new Passage("b", false, "ferry " + id)), Map.of(), Map.of(), "s" + id);
    }
}
