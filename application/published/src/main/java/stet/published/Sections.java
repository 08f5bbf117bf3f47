package stet.published;

import java.util.List;

/** Which sections have stories on view, and how many? */
public record Sections() {
    /** @param sections by name */
    public record Counts(List<Section> sections) {
        public Counts {
            sections = List.copyOf(sections);
        }
    }

    /** @param name empty for the stories that are in no section */
    public record Section(String name, int stories) {}
}
