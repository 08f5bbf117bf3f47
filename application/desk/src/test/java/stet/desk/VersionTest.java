package stet.desk;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stet.eventstore.Approved;
import stet.eventstore.Databases;
import stet.eventstore.RecordedHistories;
import stet.reading.Feed;

/** What this read model made of events is made again after an upgrade, if that has another version. */
@Tag("database")
class VersionTest {
    @Test
    void other_rows_of_the_same_events_have_another_version() throws IOException {
        try (var feed = new Feed(Databases.H2, "desk", DeskProjection::new)) {
            var rows = new ArrayList<String>();
            feed.happened(RecordedHistories.all()).read().rows().forEach((table, those) -> {
                rows.add(table);
                rows.addAll(those);
            });

            Approved.holds("rows", "The desk", DeskProjection.VERSION, "DeskProjection.VERSION", rows);
        }
    }
}
