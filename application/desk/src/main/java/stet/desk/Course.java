package stet.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.CaptionsReopened;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.FactsReopened;

/**
 * Which way an article has gone through the steps of a desk. One act goes from one step to another, however many events it has: what an
 * article passes through in between is no step of its way.
 *
 * @param stay where it stands
 * @param before where it stood before that; null at the first
 * @param command the one whose events came last
 * @param begins what the act of that command is, if the article goes back by it
 * @param fallen how many sign-offs fell so far
 * @param returns how often it went back so far
 * @param out whether there is an edition
 */
record Course(
        Stay stay, @Nullable Stay before, CommandId command, WentBack begins, int fallen, int returns, boolean out) {

    /**
     * One time at one step of one desk.
     *
     * @param number 1 for the first
     * @param by the command by which it came there
     * @param back by which act it went back there; null where it did not
     */
    record Stay(
            int number,
            DeskId desk,
            Queue queue,
            @Nullable Queue from,
            Instant since,
            CommandId by,
            @Nullable WentBack back) {
        private boolean isAt(DeskId where, Queue step) {
            return desk.equals(where) && queue == step;
        }
    }

    static Course begun(Article article, Queue queue, Act act, ArticleEvent event) {
        var stay = new Stay(1, article.desk(), queue, null, act.at(), act.command(), null);
        return new Course(stay, null, act.command(), WentBack.by(event), 0, 0, false);
    }

    /** Of an article of whose way nothing is known until an instant. */
    static Course unknownUntil(Article article, Queue queue, Instant at) {
        var none = new CommandId("-");
        var stay = new Stay(1, article.desk(), queue, null, at, none, null);
        return new Course(stay, null, none, WentBack.OTHER, 0, 0, article.edition() != null);
    }

    Course after(ArticleEvent event, Act act, Article article, Queue queue) {
        var acts = act.command().equals(command) ? begins : WentBack.by(event);
        var moved = moved(article, queue, act, acts);
        return new Course(
                moved.stay,
                moved.before,
                act.command(),
                acts,
                fallen + (event instanceof FactsReopened || event instanceof CaptionsReopened ? 1 : 0),
                moved.returns,
                out || event instanceof EditionPublished);
    }

    private Course moved(Article article, Queue queue, Act act, WentBack acts) {
        if (stay.isAt(article.desk(), queue)) {
            return this;
        }
        var last = before;
        if (last == null || !stay.by.equals(act.command())) {
            return standing(stay, article, queue, act, acts, returns);
        }
        // It only passed through there.
        var counted = stay.back == null ? returns : returns - 1;
        return last.isAt(article.desk(), queue)
                ? new Course(last, null, command, begins, fallen, counted, out)
                : standing(last, article, queue, act, acts, counted);
    }

    private Course standing(Stay last, Article article, Queue queue, Act act, WentBack acts, int counted) {
        var was = WentBack.step(last.queue);
        var is = WentBack.step(queue);
        var back = was != null && is != null && is < was ? acts : null;
        var now = new Stay(last.number + 1, article.desk(), queue, last.queue, act.at(), act.command(), back);
        return new Course(now, last, command, begins, fallen, back == null ? counted : counted + 1, out);
    }
}
