package stet.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.eventstore.Databases;
import stet.eventstore.RecordedHistories;
import stet.reading.Feed;

/** A rebuild reads a thousand events at a time, and whoever follows the day reads one. */
@Tag("database")
class InAnyBatchesTest {
    @ParameterizedTest
    @EnumSource(Databases.class)
    void recorded_histories_make_the_same_rows_in_whatever_batches_they_come(Databases databases) {
        try (var feed = new Feed(databases, "desk", DeskProjection::new)) {
            feed.happened(RecordedHistories.all());
            feed.readFrom(0, 1);
            var oneByOne = feed.rows();
            for (var batch : new int[] {3, 40, 1000}) {
                feed.startAfresh();
                feed.readFrom(0, batch);
                feed.rows()
                        .forEach((table, rows) -> assertThat(rows)
                                .as("%s in batches of %d", table, batch)
                                .isEqualTo(oneByOne.get(table)));
            }
        }
    }
}
