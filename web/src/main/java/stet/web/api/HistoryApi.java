package stet.web.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.RestoreRevision;
import stet.history.History;
import stet.history.Point;
import stet.history.RedlineOf;
import stet.history.TimelineOf;
import stet.history.Work;
import stet.web.door.Restorations;
import stet.web.door.SignedIn;
import stet.web.findings.Corrections;
import stet.web.findings.Provenances;

/** What was different when in an article. */
@RestController
@RequestMapping("/api/articles/{id}")
class HistoryApi {
    private final History history;
    private final Desk desk;
    private final Restorations restorations;
    private final Provenances provenances;
    private final Corrections corrections;
    private final Clock clock;

    HistoryApi(
            History history,
            Desk desk,
            Restorations restorations,
            Provenances provenances,
            Corrections corrections,
            Clock clock) {
        this.corrections = corrections;
        this.history = history;
        this.desk = desk;
        this.restorations = restorations;
        this.provenances = provenances;
        this.clock = clock;
    }

    @Operation(
            operationId = "redline",
            summary =
                    "What is different between two versions of the article, word by word, and told where it is no word.",
            description =
                    "A version is a revision (r3), an edition (e2), what the world sees (public; where it sees nothing, the first"
                            + " revision), the working copy (copy), or what stood at a time.")
    @GetMapping("/redline")
    RedlineOf.Answer redline(
            @PathVariable ArticleId id,
            @RequestParam(defaultValue = "public") String from,
            @RequestParam(defaultValue = "copy") String to) {
        var zone = clock.getZone();
        return history.redline(new RedlineOf(id, Point.read(from, zone), Point.read(to, zone)))
                .orElseThrow(HistoryApi::missing);
    }

    @Operation(
            operationId = "timeline",
            summary = "What happened to the article as people worked on it, the newest first.",
            description =
                    "Whoever does nothing for half an hour begins another session. Marked are the revisions that changed a place. Of changes in"
                            + " very many words there are fewer on a page than the limit; next leads on from the last.")
    @GetMapping("/timeline")
    TimelineOf.Page timeline(
            @PathVariable ArticleId id,
            @RequestParam(required = false) @Nullable PersonId by,
            @RequestParam(required = false) @Nullable Work work,
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        var page = history.timeline(new TimelineOf(id, by, work, place, before, limit));
        if (page.revisions() == 0) {
            throw missing();
        }
        return page;
    }

    @Operation(
            operationId = "restoration",
            summary = "What restore-revision would do, against the words as they are now; nothing is done.",
            description =
                    "Of a passage, or of an item of a list, it says which sentences or items may be put back alone (alone); where the place of"
                            + " some words is gone, what can be put back instead (instead).")
    @GetMapping("/restoration")
    Restorations.Preview restoration(
            @PathVariable ArticleId id,
            @RequestParam int restored,
            @RequestParam(required = false) @Nullable String passage,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to,
            @AuthenticationPrincipal SignedIn person) {
        var revision = desk.workingCopy(new WorkingCopy(id))
                .orElseThrow(HistoryApi::missing)
                .article()
                .revision();
        return restorations
                .of(new RestoreRevision(id, revision, restored, passage, from, to), person)
                .orElseThrow(HistoryApi::missing);
    }

    @Operation(
            operationId = "provenance",
            summary =
                    "Who wrote each word of a revision, when, and in which editions it stood; what was found and signed of it.",
            description =
                    "A word keeps its writer wherever it is moved, copied, or put back. Claims and sign-offs of an earlier revision are those that"
                            + " there were before the next one began; beside each stands what became of it. An answer has up to 10,000 pieces of"
                            + " the text, beginning with from; next is where the others begin.")
    @GetMapping("/provenance")
    Provenances.Provenance provenance(
            @PathVariable ArticleId id,
            @RequestParam(required = false) @Nullable Integer revision,
            @RequestParam(defaultValue = "0") int from) {
        return provenances.of(id, revision).orElseThrow(HistoryApi::missing).from(from);
    }

    @Operation(
            operationId = "corrections",
            summary = "What was put right in the article, and which sign-off and which verdict had missed it.",
            description =
                    "Of each passage that a correction or a clarification names: the words that were wrong in the edition before, who had"
                            + " signed off the passages in which they stood, and the claims that lay on them, with what had been found, by"
                            + " whom and from which source. Numbers of events lead to their sentences in deeds.")
    @GetMapping("/corrections")
    Corrections.Answer corrections(@PathVariable ArticleId id) {
        return corrections.of(id).orElseThrow(HistoryApi::missing);
    }

    private static Refused missing() {
        return new Refused(RefusalCode.NO_SUCH_ARTICLE, "There is no such article");
    }
}
