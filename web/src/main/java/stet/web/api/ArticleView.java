package stet.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.article.Assignment;
import stet.domain.article.Check;
import stet.domain.article.Claim;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import stet.domain.article.Schedule;
import stet.domain.article.Stage;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.SentencesOf;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.web.door.IfMatch;

/**
 * An article as an editor's program sees it.
 *
 * @param sequence the last event that is in it
 * @param contentTag the ETag of its content, for {@code If-Match} of a save
 * @param approvedCaptions the figures whose captions are approved as they are now
 * @param waived the checks that a waiver stands in for, as the words are now
 * @param confidentialSources those whose identity has not been shredded
 */
record ArticleView(
        ArticleId id,
        long sequence,
        int revision,
        String contentTag,
        Hash contentHash,
        Stage stage,
        boolean live,
        boolean held,
        boolean submitted,
        DeskId desk,
        Content content,
        List<ClaimView> claims,
        boolean factsSignedOff,
        boolean captionsSignedOff,
        Set<BlockId> approvedCaptions,
        List<Check> waived,
        int confidentialSources,
        List<Assignment> assignments,
        @Nullable Instant embargo,
        @Nullable Schedule schedule,
        @Nullable String scheduleDropped,
        @Nullable EditionView edition,
        List<WorkingCopy.Comment> comments,
        Map<PersonId, String> names,
        Instant draftedAt,
        Instant changedAt,
        Instant stageSince) {

    /**
     * A claim with its verdict, what it rests on, and the question that waits for an answer.
     *
     * @param sentence that it stands in
     * @param offset where in the sentence it begins, in UTF-16 units from 0
     */
    record ClaimView(
            ClaimId id,
            ClaimKind kind,
            Anchor anchor,
            String sentence,
            int offset,
            Verdict verdict,
            List<Source> sources,
            @Nullable String question) {
        static ClaimView of(Claim claim, SentencesOf sentences) {
            var anchor = claim.anchor();
            var sentence = sentences.around(anchor);
            return new ClaimView(
                    claim.id(),
                    claim.kind(),
                    anchor,
                    sentences.passage(anchor).substring(sentence.start(), sentence.end()),
                    anchor.start() - sentence.start(),
                    claim.verdict(),
                    claim.sources(),
                    claim.question());
        }
    }

    /** The last edition in brief. */
    record EditionView(int number, EditionKind kind, String slug, int revision, Instant firstPublished) {
        static EditionView of(Edition edition) {
            return new EditionView(
                    edition.number(), edition.kind(), edition.slug(), edition.revision(), edition.firstPublished());
        }
    }

    static ArticleView of(WorkingCopy.Answer copy) {
        var article = copy.article();
        var sentences = new SentencesOf(article.content(), article::findings);
        var edition = article.edition();
        return new ArticleView(
                article.id(),
                copy.sequence(),
                article.revision(),
                IfMatch.etag(article.revision(), article.content()),
                article.contentHash(),
                article.stage(),
                article.live(),
                article.held(),
                article.submitted(),
                article.desk(),
                article.content(),
                article.claims().values().stream()
                        .map(claim -> ClaimView.of(claim, sentences))
                        .toList(),
                article.factsStand(),
                article.captionsSignedOff() != null,
                article.approvals().keySet(),
                article.waivedSignOffs(),
                article.sources().size(),
                article.assignments(),
                article.embargo(),
                article.schedule(),
                copy.scheduleDropped(),
                edition == null ? null : EditionView.of(edition),
                copy.comments(),
                copy.names(),
                copy.draftedAt(),
                copy.changedAt(),
                copy.stageSince());
    }
}
