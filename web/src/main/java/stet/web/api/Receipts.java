package stet.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import stet.domain.article.Stage;
import stet.domain.content.Content;
import stet.web.door.Door;
import stet.web.door.IfMatch;
import stet.web.http.Problems;
import stet.workflow.Answer;

/** The answer to a command over HTTP: a receipt with the headers that belong to it, or a problem. */
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

    /** @param sent what was to be saved, so that the ETag names it */
    static ResponseEntity<?> of(Door.Outcome outcome, Content sent) {
        var answer = of(outcome);
        return outcome.answer() instanceof Answer.Done done && done.revision() != null
                ? ResponseEntity.ok()
                        .headers(answer.getHeaders())
                        .eTag(IfMatch.etag(done.revision(), done.merged() == null ? sent : done.merged()))
                        .body(answer.getBody())
                : answer;
    }

    static ResponseEntity<?> of(Door.Outcome outcome) {
        return switch (outcome.answer()) {
            case Answer.No no -> Problems.answer(Problems.of(no));
            case Answer.Done done ->
                ResponseEntity.ok().headers(headers(done, outcome)).body(Receipt.of(done));
        };
    }

    /** ETag names the revision; Stet-Behind the read models that do not show it yet, so that nobody takes an old page for a new one. */
    static HttpHeaders headers(Answer.Done done, Door.Outcome outcome) {
        var headers = new HttpHeaders();
        if (done.revision() != null) {
            headers.setETag(IfMatch.etag(done.revision()));
        }
        if (!outcome.behind().isEmpty()) {
            headers.set("Stet-Behind", String.join(", ", outcome.behind()));
        }
        return headers;
    }
}
