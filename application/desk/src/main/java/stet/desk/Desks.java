package stet.desk;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import stet.domain.DeskId;

/** Which desks are there? */
public record Desks() {
    /** In the order of their names. */
    public record Answer(List<OneDesk> desks) {
        public Answer {
            desks = List.copyOf(desks);
        }

        /** Those to which an article may go. */
        public List<OneDesk> open() {
            return desks.stream().filter(OneDesk::open).toList();
        }
    }

    /** What desks are called. */
    public static final class Names {
        private final Map<DeskId, String> names;

        public Names(Answer answer) {
            names = answer.desks().stream().collect(Collectors.toUnmodifiableMap(OneDesk::id, OneDesk::name));
        }

        /** Its id where it is not known. */
        public String of(DeskId desk) {
            return names.getOrDefault(desk, desk.value());
        }
    }

    /** @param open whether new articles and others of us may come to it */
    public record OneDesk(DeskId id, String name, boolean open) {}
}
