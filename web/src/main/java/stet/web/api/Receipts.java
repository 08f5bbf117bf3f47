package stet.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import stet.domain.article.Stage;
import stet.domain.content.Content;
import stet.web.door.Dispatch;
import stet.web.http.Problems;
import stet.workflow.Answer;

/** What became of a command, in HTTP. */
final class Receipts {
    private Receipts() {}

    /**
     * What was done.
     *
     * @param id of the article, or of the newsroom
     * @param sequence of the last event in that history
     * @param events what happened, in order, by the names for ever, such as {@code article.claim-confirmed}; none where nothing changed
     * @param merged the working copy, where it is not what was saved: somebody else's changes came between, or characters that
     *     nobody sees were taken out
     */
    record Receipt(
            String id,
            long sequence,
            List<String> events,
            @Nullable Integer revision,
            @Nullable Stage stage,
            @Nullable Content merged) {
        static Receipt of(Answer.Done done) {
            return new Receipt(done.id(), done.sequence(), done.events(), done.revision(), done.stage(), done.merged());
        }
    }

    static ResponseEntity<?> of(Dispatch.Outcome outcome) {
        return switch (outcome.answer()) {
            case Answer.No no -> Problems.answer(Problems.of(no));
            case Answer.Done done ->
                ResponseEntity.ok().headers(headers(done, outcome)).body(Receipt.of(done));
        };
    }

    /** Names the revision, and the read models that could not keep up, so that nobody takes an old answer for a new one. */
    static HttpHeaders headers(Answer.Done done, Dispatch.Outcome outcome) {
        var headers = new HttpHeaders();
        if (done.revision() != null) {
            headers.setETag(etag(done.revision()));
        }
        if (!outcome.behind().isEmpty()) {
            headers.set("Stet-Behind", String.join(", ", outcome.behind()));
        }
        return headers;
    }

    static String etag(int revision) {
        return "\"r" + revision + "\"";
    }
}
