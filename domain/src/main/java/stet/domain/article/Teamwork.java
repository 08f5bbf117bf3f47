package stet.domain.article;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import stet.domain.Act;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent.ArticleAssigned;
import stet.domain.article.ArticleEvent.ArticleUnassigned;
import stet.domain.article.ArticleEvent.ChangesRequested;
import stet.domain.article.ArticleEvent.CommentAdded;
import stet.domain.article.ArticleEvent.CommentEdited;
import stet.domain.article.ArticleEvent.CommentResolved;
import stet.domain.article.ArticleEvent.GlassBroken;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.content.Reanchoring;
import stet.domain.newsroom.Reading.Opening;

/**
 * The article as a piece of work: whose it is at the moment, and what they say to each other about it.
 *
 * @param submitted whether it is with the checkers, and not with its writer
 * @param commentsEver the ids of every comment and every request for changes there has ever been
 * @param openComments the comments that nobody has resolved
 * @param confidential whether few may read it
 * @param confided those to whom it is confided then, by their ids in order
 * @param opened by whom it was opened who may not read it otherwise, the last time each
 */
public record Teamwork(
        DeskId desk,
        boolean submitted,
        List<Assignment> assignments,
        Set<CommentId> commentsEver,
        Map<CommentId, OpenComment> openComments,
        boolean confidential,
        List<PersonId> confided,
        List<Opening> opened) {

    static Teamwork at(DeskId desk) {
        return new Teamwork(desk, false, List.of(), Set.of(), Map.of(), false, List.of(), List.of());
    }

    /** Open for the time of one fold. */
    static final class Folding {
        private DeskId desk;
        private boolean submitted;
        private List<Assignment> assignments;
        private final CopyOnWrite<Set<CommentId>> commentsEver;
        private final CopyOnWrite<Map<CommentId, OpenComment>> openComments;
        private boolean confidential;
        private List<PersonId> confided;
        private List<Opening> opened;

        Folding(Teamwork before) {
            desk = before.desk;
            submitted = before.submitted;
            assignments = before.assignments;
            commentsEver = CopyOnWrite.of(before.commentsEver);
            openComments = CopyOnWrite.of(before.openComments);
            confidential = before.confidential;
            confided = before.confided;
            opened = before.opened;
        }

        Teamwork done() {
            return new Teamwork(
                    desk,
                    submitted,
                    assignments,
                    commentsEver.done(),
                    openComments.done(),
                    confidential,
                    confided,
                    opened);
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

        void commented(CommentAdded e, Act act) {
            commentsEver.write().add(e.commentId());
            openComments
                    .write()
                    .put(e.commentId(), new OpenComment(act.who(), new LinkedHashSet<>(e.mentions()), e.anchor()));
        }

        void requested(ChangesRequested e) {
            submitted = false;
            if (e.commentId() != null) {
                commentsEver.write().add(e.commentId());
            }
        }

        void edited(CommentEdited e) {
            openComments.write().computeIfPresent(e.commentId(), (_, comment) -> comment.calling(e.mentions()));
        }

        void revised(Content was, Content now) {
            if (openComments.read().values().stream().anyMatch(comment -> comment.anchor() != null)) {
                var rewritten = new HashMap<Place, Reanchoring>();
                var passages = new HashMap<Place, String>();
                openComments
                        .write()
                        .replaceAll((_, comment) -> comment.follow(
                                was,
                                now,
                                place -> rewritten.computeIfAbsent(
                                        place, _ -> new Reanchoring(was.words(place), now.words(place))),
                                () -> {
                                    if (passages.isEmpty()) {
                                        passages.putAll(now.passages());
                                    }
                                    return passages;
                                }));
            }
        }

        void confided(List<PersonId> readers) {
            confidential = true;
            confided = readers;
        }

        void confidentialNoMore() {
            confidential = false;
            confided = List.of();
        }

        /** What was closed again since is no more of use to anybody. */
        void opened(GlassBroken e, Act act) {
            opened = Stream.concat(
                            opened.stream()
                                    .filter(each -> !each.person().equals(act.who())
                                            && act.at().isBefore(each.until())),
                            Stream.of(new Opening(act.who(), e.until())))
                    .toList();
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
