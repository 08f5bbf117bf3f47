package stet.web.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.desk.BoardAsOf;
import stet.desk.CardAsOf;
import stet.desk.Queue;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.DeskId;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.Assignment;
import stet.domain.article.Check;
import stet.domain.article.Schedule;
import stet.domain.article.Stage;
import stet.domain.checking.SentencesOf;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.web.door.SignedIn;
import stet.web.http.Cursors;
import stet.web.http.Problems;
import stet.web.reading.WhatStood;
import stet.workflow.PastStates;

/** How an article, and the newsroom, stood at any moment. */
@RestController
class AsItWasApi {
    private final PastStates states;
    private final WhatStood stood;
    private final Cursors cursors;

    AsItWasApi(PastStates states, WhatStood stood, Cursors cursors) {
        this.states = states;
        this.stood = stood;
        this.cursors = cursors;
    }

    /**
     * An article as it stood.
     *
     * @param at the instant that was asked about
     * @param sequence the last event that had happened by then
     * @param changedAt when that happened
     * @param changedBy who did it
     * @param live whether the world could read {@code edition}
     * @param approvedCaptions the figures whose captions were approved as they were
     * @param waived the checks that a waiver stood in for, as the words were
     * @param obstacles what stood in the way of a publication at that instant
     */
    record AsItWas(
            ArticleId id,
            Instant at,
            long sequence,
            Instant changedAt,
            PersonId changedBy,
            int revision,
            Hash contentHash,
            Stage stage,
            boolean live,
            boolean held,
            boolean submitted,
            DeskId desk,
            Content content,
            List<ArticleView.ClaimView> claims,
            boolean factsSignedOff,
            boolean captionsSignedOff,
            Set<BlockId> approvedCaptions,
            List<Check> waived,
            List<Assignment> assignments,
            @Nullable Instant embargo,
            @Nullable Schedule schedule,
            ArticleView.@Nullable EditionView edition,
            List<Problems.ObstacleView> obstacles) {

        static AsItWas of(Instant at, PastStates.Past past) {
            var article = past.article();
            var sentences = new SentencesOf(article.content(), article::findings);
            var edition = article.edition();
            return new AsItWas(
                    article.id(),
                    at,
                    past.sequence(),
                    past.act().at(),
                    past.act().who(),
                    article.revision(),
                    article.contentHash(),
                    article.stage(),
                    article.live(),
                    article.held(),
                    article.submitted(),
                    article.desk(),
                    article.content(),
                    article.claims().values().stream()
                            .map(claim -> ArticleView.ClaimView.of(claim, sentences))
                            .toList(),
                    article.factsStand(),
                    article.captionsSignedOff() != null,
                    article.approvals().keySet(),
                    article.waivedSignOffs(),
                    article.assignments(),
                    article.embargo(),
                    article.schedule(),
                    edition == null ? null : ArticleView.EditionView.of(edition),
                    Problems.shown(Obstacle.told(article.obstacles(at))));
        }
    }

    @Operation(
            operationId = "state-as-of",
            summary =
                    "The whole article as it stood at an instant: its words, claims, sign-offs, people, and what the world could read.",
            description = "It counts what the article's history has by then, in the ledger's order.")
    @GetMapping("/api/articles/{id}/state-as-of")
    AsItWas stateAsOf(@PathVariable ArticleId id, @RequestParam Instant at) {
        return states.asOf(id, at)
                .map(past -> AsItWas.of(at, past))
                .orElseThrow(() -> new Refused(RefusalCode.NO_SUCH_ARTICLE, "There was no such article then"));
    }

    /**
     * The articles that were there.
     *
     * @param at the instant that was asked about
     * @param next what to ask {@code after} for the next page, or null if this is the last
     */
    record NewsroomAsItWas(
            Instant at, List<CardAsOf> cards, @Nullable String next) {}

    @Operation(
            operationId = "newsroom-as-of",
            summary =
                    "Which articles were there at an instant, and how each stood; those first that changed last before it.",
            description =
                    "queue, live, desk and assigned are as they were then, and people are called as they are called now. Of articles that"
                            + " you may read now; that you were shown what few may read is recorded.")
    @GetMapping("/api/newsroom/as-of")
    NewsroomAsItWas newsroomAsOf(
            @RequestParam Instant at,
            @RequestParam(required = false) @Nullable Queue queue,
            @RequestParam(defaultValue = "false") boolean live,
            @RequestParam(required = false) @Nullable DeskId desk,
            @RequestParam(required = false) @Nullable PersonId assigned,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit,
            @AuthenticationPrincipal SignedIn person,
            HttpServletRequest request) {
        var page = stood.at(
                at,
                new WhatStood.Which(queue, live, desk, assigned),
                cursors.read(after, BoardAsOf.Place.class),
                limit,
                person,
                request);
        return new NewsroomAsItWas(at, page.cards(), cursors.of(page.next()));
    }
}
