package stet.workflow;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.Conflict;
import stet.domain.Obstacle;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.Stage;
import stet.domain.content.Content;

/** What became of a command. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Answer.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Answer.No.class, name = "no")
})
public sealed interface Answer {

    /**
     * It was done, and its events are written.
     *
     * @param id the article's, or the newsroom's
     * @param sequence the number of the last event in that history, counted from 0
     * @param events what happened, in order, by the names for ever, such as {@code article.claim-confirmed}; none where nothing would have changed
     * @param revision of the working copy; null for the newsroom
     * @param stage of the article; null for the newsroom
     * @param merged the working copy as it is now, where it is not what was saved: somebody else's changes came between, or characters that
     *     nobody sees were taken out
     */
    record Done(
            String id,
            long sequence,
            List<String> events,
            @Nullable Integer revision,
            @Nullable Stage stage,
            @Nullable Content merged)
            implements Answer {
        public Done {
            events = List.copyOf(events);
        }
    }

    /** A rule spoke against it, and nothing changed. */
    record No(RefusalCode code, String sentence, List<Obstacle> obstacles, List<Conflict> conflicts) implements Answer {
        public No {
            obstacles = List.copyOf(obstacles);
            conflicts = List.copyOf(conflicts);
        }

        static No of(Refused refused) {
            return new No(refused.code(), refused.sentence(), refused.obstacles(), refused.conflicts());
        }
    }
}
