package stet.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be found: some words and what they may be filtered by.
 *
 * @param shelf a search looks at one shelf, and neither takes longer nor ranks otherwise for what lies on others; empty for the first
 * @param id no other has it; what is written under the same again takes its place
 * @param owner the id of the entry that it belongs to, whose marks {@link Filter.OwnedBy} asks for; null if it belongs to none
 * @param group entries of one group are one hit
 * @param kind by which they are counted apart in a digest
 * @param language a BCP 47 tag; empty where none is known
 * @param marks what it is marked with, by the name of the mark, such as {@code desk}
 * @param numbers what it may be narrowed and ordered by, by name
 * @param source what it was made of; the index only hands it back
 */
public record Entry(
        String shelf,
        String id,
        @Nullable String owner,
        String group,
        String kind,
        String language,
        List<Passage> passages,
        Map<String, Set<String>> marks,
        Map<String, Long> numbers,
        String source) {
    static final String FIRST_SHELF = "";

    public Entry {
        passages = List.copyOf(passages);
        marks = Map.copyOf(marks);
        numbers = Map.copyOf(numbers);
    }

    /** One on the first shelf that belongs to no other. */
    public Entry(
            String id,
            String group,
            String kind,
            String language,
            List<Passage> passages,
            Map<String, Set<String>> marks,
            Map<String, Long> numbers,
            String source) {
        this(FIRST_SHELF, id, null, group, kind, language, passages, marks, numbers, source);
    }
}
