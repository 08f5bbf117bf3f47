package stet.desk;

import static stet.domain.RefusalCode.CAPTIONS_NOT_SIGNED_OFF;
import static stet.domain.RefusalCode.CAPTION_NOT_APPROVED;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stet.domain.Obstacle;
import stet.domain.RefusalCode;

/** What an article lacks before it can be published, in so few words that they stand on a card. */
final class Lacks {
    private Lacks() {}

    /** One for each kind of obstacle, in the order in which an editor would see to it; three words at the most. */
    static List<String> of(List<Obstacle> obstacles) {
        Map<RefusalCode, Integer> counts = new LinkedHashMap<>();
        obstacles.forEach(obstacle -> counts.merge(obstacle.code(), 1, Integer::sum));
        // Nobody signs off captions that are not approved, so it need not be said twice.
        if (counts.containsKey(CAPTION_NOT_APPROVED)) {
            counts.remove(CAPTIONS_NOT_SIGNED_OFF);
        }
        return counts.entrySet().stream()
                .map(each -> words(each.getKey(), each.getValue()))
                .distinct()
                .toList();
    }

    private static String words(RefusalCode code, int count) {
        return switch (code) {
            case HEADLINE_MISSING -> "no headline";
            case NO_PARAGRAPH -> "no text";
            case NOT_SUBMITTED -> "not handed in";
            case CLAIMS_OPEN -> many(count, "claim open", "claims open");
            case NOT_COVERED -> many(count, "passage unclaimed", "passages unclaimed");
            case FACTS_NOT_SIGNED_OFF -> "facts unsigned";
            case CAPTION_INCOMPLETE -> many(count, "caption unfinished", "captions unfinished");
            case ALT_TEXT_UNFIT -> many(count, "alt text", "alt texts");
            case SOURCE_TYPE_MISSING, SYNTHETIC_UNLABELLED -> "picture’s origin unsaid";
            case PICTURE_FILE_MISSING -> "picture file missing";
            case CAPTION_NOT_APPROVED -> count == 1 ? "caption to approve" : count + " captions unapproved";
            case CAPTIONS_NOT_SIGNED_OFF -> "captions unsigned";
            case WRONG_STAGE -> "put away";
            case EMBARGOED -> "under embargo";
            default -> code.type().replace('-', ' ');
        };
    }

    private static String many(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
