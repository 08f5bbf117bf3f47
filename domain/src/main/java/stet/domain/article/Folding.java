package stet.domain.article;

import java.util.List;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.ClaimId;
import stet.domain.article.ArticleEvent.*;
import stet.domain.checking.Verdict;

/** What each event does to an article: which of its parts it concerns. How these keep it is theirs. */
final class Folding {
    private final ArticleId id;
    private final Wording.Folding wording;
    private final Teamwork.Folding team;
    private final FactCheck.Folding facts;
    private final CaptionCheck.Folding captions;
    private final Publication.Folding publication;

    /** @param toDecide whether what only decisions need is followed: earlier revisions, and what was cut */
    Folding(Article before, boolean toDecide) {
        id = before.id();
        wording = new Wording.Folding(before.wording(), toDecide);
        team = new Teamwork.Folding(before.team());
        facts = new FactCheck.Folding(before.facts());
        captions = new CaptionCheck.Folding(before.captions());
        publication = new Publication.Folding(before.publication());
    }

    Article done() {
        return new Article(id, wording.done(), team.done(), facts.done(), captions.done(), publication.done());
    }

    void fold(ArticleEvent event, Act act) {
        switch (event) {
            // It is drafted already.
            case ArticleDrafted e -> {}
            case ContentRevised e -> {
                var was = wording.content();
                wording.revised(e, act, facts.claims().values());
                facts.revised(e, act, was, wording.content());
                team.revised(was, wording.content());
                captions.revised(wording.content());
            }
            case ArticleAssigned e -> team.assigned(e);
            case ArticleUnassigned e -> team.unassigned(e);
            case MovedToDesk e -> team.moved(e.desk());
            case SubmittedForChecking e -> team.submitted(true);
            case ChangesRequested e -> team.requested(e);
            case CommentAdded e -> team.commented(e, act);
            case CommentEdited e -> team.edited(e);
            case CommentResolved e -> team.resolved(e);

            case ClaimRaised e -> facts.raised(e);
            case ClaimQueried e -> facts.claim(e.claimId(), claim -> claim.queried(e.question()));
            case QueryAnswered e -> facts.claim(e.claimId(), claim -> claim.found(Verdict.UNCHECKED, claim.sources()));
            case ClaimConfirmed e -> facts.found(e.claimId(), Verdict.CONFIRMED, e.sources());
            case ClaimDisputed e -> facts.found(e.claimId(), Verdict.DISPUTED, e.sources());
            case ClaimCorrected e -> facts.corrected(e);
            case ClaimMarkedNotCheckable e ->
                facts.claim(e.claimId(), claim -> claim.found(Verdict.NOT_CHECKABLE, claim.sources()));
            case ClaimReopened e -> {
                if (e.wordsWere().equals(e.now().words())) {
                    doubted(e.claimId());
                } else {
                    fell(e.claimId());
                }
                facts.claim(e.claimId(), claim -> claim.at(e.now()).found(Verdict.UNCHECKED, List.of()));
            }
            case ClaimLapsed e -> {
                fell(e.claimId());
                facts.gone(e.claimId());
            }
            case ClaimWithdrawn e -> {
                doubted(e.claimId());
                facts.gone(e.claimId());
            }
            case ClaimRestored e -> facts.restored(e);
            // The claims of the working copy are reopened one by one, by the events behind it.
            case SourceDiscredited e -> publication.discredited(e.published());
            case FactsSignedOff e -> {
                if (facts.signedOff(e, act, wording.content())) {
                    publication.stands(Check.FACTS);
                }
            }
            case FactsReopened e -> {
                facts.reopened(e);
                publication.fell(Check.FACTS);
            }
            case SourceShredded e -> facts.shredded(e.source());

            case CaptionApproved e -> captions.approved(e);
            case CaptionReturned e -> captions.unapproved(e.figure());
            case CaptionReopened e -> captions.unapproved(e.figure());
            case CaptionsSignedOff e -> {
                captions.signedOff(e.words());
                publication.stands(Check.CAPTIONS);
            }
            case CaptionsReopened e -> {
                captions.reopened();
                publication.fell(Check.CAPTIONS);
            }

            case CheckWaived e -> publication.waived(e);
            case EmbargoSet e -> publication.embargoed(e.until());
            case EmbargoLifted e -> publication.embargoed(null);
            case PublicationScheduled e -> publication.scheduled(e, act.who());
            case PublicationUnscheduled e -> publication.unscheduled();
            case EditionPublished e -> publication.published(e.edition(), facts.claims());
            case EditorsNoteAttached e -> {}
            case ArticleHeld e -> publication.held(true);
            case HoldReleased e -> publication.held(false);
            case ArticleKilled e -> publication.killed();
            case ArticleSpiked e -> publication.spiked();
            case ArticleRevived e -> publication.revived();

            case ArticleMadeConfidential e -> team.confided(e.readers());
            case ConfidentialityLifted e -> team.confidentialNoMore();
            case GlassBroken e -> team.opened(e, act);
            // What was taken out stands in none of the events any more.
            case WordsRedacted e -> {}
        }
    }

    /** What was found of words that are others now, or gone, was found of these words, and is kept with the revision that changed them. */
    private void fell(ClaimId claimId) {
        var claim = facts.claims().get(claimId);
        if (claim != null && !claim.verdict().open()) {
            wording.fell(claim);
        }
    }

    private void doubted(ClaimId claimId) {
        var claim = facts.claims().get(claimId);
        if (claim != null) {
            wording.fell(claim.found(Verdict.UNCHECKED, List.of()));
        }
    }
}
