package stet.lookup;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import stet.eventstore.Approved;
import stet.search.SearchIndex;

/** What this read model made of events is made again after an upgrade, if that has another version. */
class VersionTest {
    @Test
    void other_entries_of_the_same_events_have_another_version() throws IOException {
        try (var index = SearchIndex.inMemory()) {
            SearchProjectionTest.read(index);
            var rows = new ArrayList<String>();
            index.fingerprint()
                    .kinds()
                    .forEach((kind, of) -> rows.add("%s: %d entries, %s".formatted(kind, of.count(), of.digest())));

            Approved.holds("rows", "The index", SearchProjection.VERSION, "SearchProjection.VERSION", rows);
        }
    }
}
