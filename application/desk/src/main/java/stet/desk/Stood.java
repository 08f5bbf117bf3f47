package stet.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.DeskId;
import stet.domain.article.Assignment;
import stet.domain.article.Stage;

/** What is kept of how an article stood: as long as none of this changes, nothing is written. */
record Stood(
        Queue queue,
        Stage stage,
        boolean live,
        boolean held,
        boolean submitted,
        boolean confidential,
        boolean amongLive,
        DeskId desk,
        String headline,
        String slugline,
        String section,
        int urgency,
        @Nullable Integer edition,
        @Nullable Instant embargo,
        @Nullable Instant scheduledFor,
        @Nullable String scheduleDropped,
        Instant stageSince) {
    static Stood of(Folded folded) {
        var article = folded.article();
        var content = article.content();
        var edition = article.edition();
        var schedule = article.schedule();
        return new Stood(
                folded.step().queue(),
                folded.step().stage(),
                article.live(),
                article.held(),
                article.submitted(),
                article.confided() != null,
                folded.step().amongLive(),
                article.desk(),
                content.headline(),
                content.slugline(),
                content.section(),
                content.urgency(),
                edition == null ? null : edition.number(),
                article.embargo(),
                schedule == null ? null : schedule.due(),
                folded.scheduleDropped(),
                folded.stageSince());
    }

    /** How many claims it had, and how many of them were open. */
    record Checked(int claims, int open) {
        static Checked of(Folded folded) {
            return new Checked(
                    folded.article().claims().size(),
                    folded.article().openClaims().size());
        }
    }

    /** Who had it. */
    record Given(List<Assignment> to) {
        static Given of(Folded folded) {
            return new Given(folded.article().assignments());
        }
    }
}
