package stet.desk;

import java.util.List;
import stet.domain.newsroom.Reading;

/**
 * Which sources are doubted, or were, the last first?
 *
 * @param reach those articles are counted that whoever asks may read
 */
public record Doubts(Reading.Reach reach) {
    /** More than these nobody looks through; any other is found by its name. */
    public static final int MOST = 200;

    public record Answer(List<Doubted> doubts) {
        public Answer {
            doubts = List.copyOf(doubts);
        }
    }

    /** @param toDealWith in how many stories that readers see something is still to be settled or corrected */
    public record Doubted(RestingOn.Doubt doubt, long stories, long toDealWith) {}
}
