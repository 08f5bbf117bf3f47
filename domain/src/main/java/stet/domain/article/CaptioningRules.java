package stet.domain.article;

import static stet.domain.RefusalCode.FACTS_NOT_SIGNED_OFF;
import static stet.domain.RefusalCode.NO_SUCH_BLOCK;
import static stet.domain.RefusalCode.OWN_CAPTION;
import static stet.domain.article.Workflow.alreadySo;
import static stet.domain.article.Workflow.remark;

import java.util.List;
import stet.domain.Act;
import stet.domain.BlockId;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.ApproveCaption;
import stet.domain.article.ArticleCommand.Captioning;
import stet.domain.article.ArticleCommand.ReopenCaptions;
import stet.domain.article.ArticleCommand.ReturnCaption;
import stet.domain.article.ArticleCommand.SignOffCaptions;
import stet.domain.article.ArticleEvent.CaptionApproved;
import stet.domain.article.ArticleEvent.CaptionReturned;
import stet.domain.article.ArticleEvent.CaptionsReopened;
import stet.domain.article.ArticleEvent.CaptionsSignedOff;
import stet.domain.content.Block;
import stet.domain.content.Hash;

/** Rules 11 to 15. */
final class CaptioningRules {
    private CaptioningRules() {}

    static List<ArticleEvent> decide(Article article, Captioning command, Act act) {
        var id = article.id();
        return switch (command) {
            case ApproveCaption c -> {
                var figure = figure(article, c.figure());
                var words = Hash.of(figure.picture());
                if (words.equals(article.approvals().get(figure.id()))) {
                    throw alreadySo("The caption is approved already");
                }
                var missing = CaptionCheck.incomplete(figure);
                if (!missing.isEmpty()) {
                    throw new Refused(
                            missing.getFirst().code(), missing.getFirst().sentence(), missing, List.of());
                }
                notOwn(article, figure, act);
                yield List.of(new CaptionApproved(id, figure.id(), words));
            }
            case ReturnCaption c ->
                List.of(new CaptionReturned(
                        id, figure(article, c.figure()).id(), remark(c.note(), "What is wrong with the caption")));
            case SignOffCaptions c
            when article.captionsSignedOff() != null -> throw alreadySo("The captions are signed off already");
            case SignOffCaptions c
            when !article.factsStand() && !article.waived(Check.FACTS) ->
                throw new Refused(
                        FACTS_NOT_SIGNED_OFF,
                        "The facts are signed off first, since captions are checked for facts too");
            case SignOffCaptions c -> {
                var obstacles = article.captionObstacles();
                if (!obstacles.isEmpty()) {
                    throw new Refused(
                            obstacles.getFirst().code(), obstacles.getFirst().sentence(), obstacles, List.of());
                }
                article.content().figures().forEach(figure -> notOwn(article, figure, act));
                yield List.of(new CaptionsSignedOff(id, article.captionWords(), article.revision()));
            }
            case ReopenCaptions c
            when article.captionsSignedOff() == null -> throw alreadySo("The captions are not signed off");
            case ReopenCaptions c ->
                List.of(new CaptionsReopened(
                        id, List.of(), remark(c.reason(), "The reason for reopening the captions")));
        };
    }

    private static Block.Figure figure(Article article, BlockId id) {
        return article.content()
                .block(id)
                .filter(Block.Figure.class::isInstance)
                .map(Block.Figure.class::cast)
                .orElseThrow(() -> new Refused(NO_SUCH_BLOCK, "There is no such picture in this article"));
    }

    private static void notOwn(Article article, Block.Figure figure, Act act) {
        if (article.captioned(act.who(), figure.id())) {
            throw new Refused(OWN_CAPTION, "You wrote some of this caption; somebody else must approve it");
        }
    }
}
