package stet.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.PersonId;

/**
 * Who wrote each word of this article, when, and which editions had it?
 *
 * @param revision of which, or null for the last
 */
public record ProvenanceOf(ArticleId article, @Nullable Integer revision) {
    /** In the order of the page. */
    public record Answer(int revision, List<Part> parts) {
        public Answer {
            parts = List.copyOf(parts);
        }
    }

    /** @param part a key of {@link stet.domain.content.Content#written()} */
    public record Part(String part, String words, List<Span> spans) {
        public Part {
            spans = List.copyOf(spans);
        }
    }

    /**
     * Words in a row that were first written together and stood in the same editions; white space belongs to what stands before it.
     *
     * @param start first character within the part, in UTF-16 units from 0
     * @param revision in which they were first written
     * @param editions the numbers of those in which they stood
     */
    public record Span(
            int start, String words, int revision, PersonId writer, String name, Instant at, List<Integer> editions) {
        public Span {
            editions = List.copyOf(editions);
        }

        /** One past the last character. */
        public int end() {
            return start + words.length();
        }
    }
}
