package stet.desk;

import java.util.List;
import stet.domain.DeskId;

/** Which desks are there? */
public record Desks() {
    /** In the order of their names. */
    public record Answer(List<OneDesk> desks) {
        public Answer {
            desks = List.copyOf(desks);
        }
    }

    public record OneDesk(DeskId id, String name) {}
}
