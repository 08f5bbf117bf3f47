package stet.desk;

import java.util.List;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;

/** What was given to somebody to work on, but for what was killed? */
public record WorkOf(PersonId person) {
    /** The newest first. */
    public record Answer(List<Given> given) {
        public Answer {
            given = List.copyOf(given);
        }
    }

    public record Given(ArticleId article, String headline, DeskId desk, Role role) {}
}
