package stet.desk;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.newsroom.Reading;

/**
 * Which articles are meant. What is null does not narrow them.
 *
 * @param assigned who works on it, in whichever role
 * @param found by their words, which are kept elsewhere: these and no others
 * @param section as it is called, in capitals or not
 * @param urgency as urgent as this or more so: 1 is a flash, 9 can wait
 * @param stageBefore has been in its stage since before this instant
 * @param reach whoever asks sees these; null where Stet itself asks
 */
public record Which(
        @Nullable DeskId desk,
        @Nullable PersonId assigned,
        @Nullable Set<ArticleId> found,
        @Nullable String section,
        @Nullable Integer urgency,
        @Nullable Instant stageBefore,
        Reading.@Nullable Reach reach) {
    public static final Which ALL = new Which(null, null, null, null, null, null, null);

    public Which {
        found = found == null ? null : Set.copyOf(found);
    }

    public Which within(Reading.Reach theirs) {
        return new Which(desk, assigned, found, section, urgency, stageBefore, theirs);
    }

    public Which at(DeskId wanted) {
        return new Which(wanted, assigned, found, section, urgency, stageBefore, reach);
    }

    public Which assignedTo(PersonId wanted) {
        return new Which(desk, wanted, found, section, urgency, stageBefore, reach);
    }

    public Which among(Set<ArticleId> wanted) {
        return new Which(desk, assigned, wanted, section, urgency, stageBefore, reach);
    }

    public Which inSection(String wanted) {
        return new Which(desk, assigned, found, wanted, urgency, stageBefore, reach);
    }

    public Which asUrgentAs(int wanted) {
        return new Which(desk, assigned, found, section, wanted, stageBefore, reach);
    }

    public Which inTheirStageSinceBefore(Instant wanted) {
        return new Which(desk, assigned, found, section, urgency, wanted, reach);
    }

    /** Whether nothing narrows them but a desk and who may read what: how many these are is kept. */
    boolean isCounted() {
        return assigned == null && found == null && section == null && urgency == null && stageBefore == null;
    }
}
