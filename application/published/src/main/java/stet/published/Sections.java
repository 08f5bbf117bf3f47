package stet.published;

import java.util.List;

/** Which sections have stories on view? */
public record Sections() {
    /** @param names in order; that of the stories in no section is not among them */
    public record Names(List<String> names) {
        public Names {
            names = List.copyOf(names);
        }
    }
}
