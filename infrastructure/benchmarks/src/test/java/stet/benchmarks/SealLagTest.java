package stet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long it takes until something is sealed is measured of what is sealed. */
class SealLagTest {
    @TempDir
    Path folder;

    @Test
    void every_event_is_sealed_and_timed() {
        var lags = SealLag.measure(Database.h2(folder.resolve("sealed")), 0.1, folder.resolve("keys"));
        assertThat(lags).hasSize(SealLag.PER_SECOND / 10).isSorted().allMatch(lag -> lag >= 0);
        assertThat(folder.resolve("keys")).isNotEmptyDirectory();
    }
}
