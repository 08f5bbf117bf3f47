package stet.domain;

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
    public Obstacle(RefusalCode code, String sentence) {
        this(code, sentence, null, null);
    }
}
