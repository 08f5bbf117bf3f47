package stet.domain.article;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent.ArticleAssigned;
import stet.domain.article.ArticleEvent.ArticleUnassigned;
import stet.domain.article.ArticleEvent.CommentAdded;
import stet.domain.article.ArticleEvent.CommentResolved;

/**
 * The article as a piece of work: whose it is at the moment, and what they say to each other about it.
 *
 * @param submitted whether it is with the checkers, and not with its writer
 * @param commentsEver the ids of every comment there has ever been
 * @param openComments those that nobody has resolved
 */
public record Teamwork(
        DeskId desk,
        boolean submitted,
        List<Assignment> assignments,
        Set<CommentId> commentsEver,
        Set<CommentId> openComments) {

    static Teamwork at(DeskId desk) {
        return new Teamwork(desk, false, List.of(), Set.of(), Set.of());
    }

    /** Open for the time of one fold. */
    static final class Folding {
        private DeskId desk;
        private boolean submitted;
        private List<Assignment> assignments;
        private final CopyOnWrite<Set<CommentId>> commentsEver;
        private final CopyOnWrite<Set<CommentId>> openComments;

        Folding(Teamwork before) {
            desk = before.desk;
            submitted = before.submitted;
            assignments = before.assignments;
            commentsEver = CopyOnWrite.of(before.commentsEver);
            openComments = CopyOnWrite.of(before.openComments);
        }

        Teamwork done() {
            return new Teamwork(desk, submitted, assignments, commentsEver.done(), openComments.done());
        }

        void moved(DeskId to) {
            desk = to;
        }

        void submitted(boolean now) {
            submitted = now;
        }

        void assigned(ArticleAssigned e) {
            var now = new ArrayList<>(without(e.person(), e.role()));
            now.add(new Assignment(e.person(), e.role(), e.due()));
            assignments = Collections.unmodifiableList(now);
        }

        void unassigned(ArticleUnassigned e) {
            assignments = without(e.person(), e.role());
        }

        void commented(CommentAdded e) {
            commentsEver.write().add(e.commentId());
            openComments.write().add(e.commentId());
        }

        void resolved(CommentResolved e) {
            openComments.write().remove(e.commentId());
        }

        private List<Assignment> without(PersonId person, Role role) {
            return assignments.stream()
                    .filter(each -> !(each.person().equals(person) && each.role() == role))
                    .toList();
        }
    }
}
