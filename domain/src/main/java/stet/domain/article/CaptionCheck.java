package stet.domain.article;

import static stet.domain.RefusalCode.ALT_TEXT_UNFIT;
import static stet.domain.RefusalCode.CAPTION_INCOMPLETE;
import static stet.domain.RefusalCode.CAPTION_NOT_APPROVED;
import static stet.domain.RefusalCode.PICTURE_FILE_MISSING;
import static stet.domain.RefusalCode.SOURCE_TYPE_MISSING;
import static stet.domain.RefusalCode.SYNTHETIC_UNLABELLED;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.domain.BlockId;
import stet.domain.Obstacle;
import stet.domain.RefusalCode;
import stet.domain.article.ArticleEvent.CaptionApproved;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Words;

/**
 * What picture editors have found of the captions (rules 11 to 15).
 *
 * @param approvals the captions that were approved, each with the exact words, while the approval stands
 * @param captionsSignedOff the captions that somebody signed off, while the sign-off stands
 */
public record CaptionCheck(
        Map<BlockId, Hash> approvals, @Nullable Hash captionsSignedOff) {
    static final CaptionCheck NONE = new CaptionCheck(Map.of(), null);

    /** All figures with what is said of them: what a sign-off of the captions covers. */
    static Hash words(Content content) {
        var parts = new ArrayList<String>();
        content.figures().stream()
                .sorted(Comparator.comparing(figure -> figure.id().value()))
                .forEach(figure -> parts.addAll(
                        List.of(figure.id().value(), Hash.of(figure.picture()).value())));
        return Hash.of(parts);
    }

    /** Whether somebody has approved this caption as it is. */
    boolean approved(Block.Figure figure) {
        return Hash.of(figure.picture()).equals(approvals.get(figure.id()));
    }

    /** The figures whose captions nobody has approved as they are. */
    List<BlockId> unapproved(Content content) {
        return content.figures().stream()
                .filter(figure -> !approved(figure))
                .map(Block.Figure::id)
                .toList();
    }

    /** Whether the sign-off is of these captions. */
    boolean stands(Content content) {
        return words(content).equals(captionsSignedOff) && obstacles(content).isEmpty();
    }

    /** What stands between the captions and their sign-off, without the sign-off itself. */
    List<Obstacle> obstacles(Content content) {
        var obstacles = new ArrayList<Obstacle>();
        for (var figure : content.figures()) {
            var incomplete = incomplete(figure);
            obstacles.addAll(incomplete);
            if (incomplete.isEmpty() && !approved(figure)) {
                obstacles.add(about(
                        figure, CAPTION_NOT_APPROVED, "The caption “%s” is not approved".formatted(figure.words())));
            }
        }
        return obstacles;
    }

    /** What a figure still lacks before it can be approved (rules 11 and 12). */
    static List<Obstacle> incomplete(Block.Figure figure) {
        var picture = figure.picture();
        var obstacles = new ArrayList<Obstacle>();
        if (!Words.saysSomething(picture.caption().words())) {
            obstacles.add(about(figure, CAPTION_INCOMPLETE, "The picture has no caption"));
        }
        for (var part : Picture.Part.values()) {
            if (!Words.saysSomething(picture.parts().getOrDefault(part, ""))
                    && !Words.saysSomething(picture.reasons().getOrDefault(part, ""))) {
                obstacles.add(about(
                        figure,
                        CAPTION_INCOMPLETE,
                        "The caption does not say %s, and gives no reason why not".formatted(part.title())));
            }
        }
        AltText.fault(picture).ifPresent(fault -> obstacles.add(about(figure, ALT_TEXT_UNFIT, fault)));
        var sourceType = picture.sourceType();
        if (sourceType == null) {
            obstacles.add(about(
                    figure,
                    SOURCE_TYPE_MISSING,
                    "Nobody has said how the picture came to be (its digital source type)"));
        } else if (sourceType.synthetic() && !Words.saysSomething(picture.label())) {
            obstacles.add(
                    about(figure, SYNTHETIC_UNLABELLED, "A synthetic picture needs a label that tells readers so"));
        }
        if (picture.file() == null) {
            obstacles.add(about(figure, PICTURE_FILE_MISSING, "The picture's file is missing"));
        }
        return obstacles;
    }

    private static Obstacle about(Block.Figure figure, RefusalCode code, String sentence) {
        return new Obstacle(code, sentence, Place.of(figure.id()).key(), null);
    }

    /** Open for the time of one fold. */
    static final class Folding {
        private final CopyOnWrite<Map<BlockId, Hash>> approvals;
        private @Nullable Hash captionsSignedOff;

        Folding(CaptionCheck before) {
            approvals = CopyOnWrite.of(before.approvals);
            captionsSignedOff = before.captionsSignedOff;
        }

        CaptionCheck done() {
            return new CaptionCheck(approvals.done(), captionsSignedOff);
        }

        void approved(CaptionApproved e) {
            approvals.write().put(e.figure(), e.words());
        }

        void unapproved(BlockId figure) {
            approvals.write().remove(figure);
        }

        void signedOff(Hash words) {
            captionsSignedOff = words;
        }

        void reopened() {
            captionsSignedOff = null;
        }

        /** An approval goes with its picture. */
        void revised(Content content) {
            if (!approvals.read().isEmpty()) {
                approvals
                        .write()
                        .keySet()
                        .removeIf(figure -> content.block(figure)
                                .filter(Block.Figure.class::isInstance)
                                .isEmpty());
            }
        }
    }
}
