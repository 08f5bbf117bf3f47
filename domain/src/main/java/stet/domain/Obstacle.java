package stet.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that stands in the way.
 *
 * @param sentence for an editor
 * @param place where in the article, as a {@code Place} key; null where it is about the whole
 * @param claim which claim; null where it is about none
 */
public record Obstacle(
        RefusalCode code,
        String sentence,
        @Nullable String place,
        @Nullable ClaimId claim) {
    /** So many are told of at a time; whoever has dealt with these is told of the next. */
    public static final int MOST_TOLD = 200;

    public Obstacle(RefusalCode code, String sentence) {
        this(code, sentence, null, null);
    }

    /** The first of these, and how many more there are: an article may have tens of thousands of words that nobody claimed. */
    public static List<Obstacle> told(List<Obstacle> all) {
        if (all.size() <= MOST_TOLD + 1) {
            return List.copyOf(all);
        }
        var told = new ArrayList<>(all.subList(0, MOST_TOLD));
        told.add(new Obstacle(
                RefusalCode.NOT_READY, "%,d more things stand in the way".formatted(all.size() - MOST_TOLD)));
        return List.copyOf(told);
    }
}
