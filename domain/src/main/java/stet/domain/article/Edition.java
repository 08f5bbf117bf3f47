package stet.domain.article;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.content.Content;

/**
 * A published revision, whole: no reader needs anything else to show it. It never changes (rule 19).
 *
 * @param number 1 for the first
 * @param slug the last part of its public address; the same for every edition of an article
 * @param revision the revision of the working copy that it publishes
 * @param notes what readers are told: every earlier note and, last, this edition's own
 * @param firstPublished when the first edition came out
 */
public record Edition(
        int number,
        EditionKind kind,
        String slug,
        int revision,
        Content content,
        List<EditionNote> notes,
        Instant firstPublished) {
    public Edition {
        notes = List.copyOf(notes);
    }

    /**
     * A note as it stays on every later edition.
     *
     * @param edition the edition that it came with
     */
    public record EditionNote(int edition, EditionKind kind, Note note, Instant at) {}

    /** This edition's own note, if it has one. */
    public @Nullable Note note() {
        return notes.stream()
                .filter(note -> note.edition() == number)
                .map(EditionNote::note)
                .findFirst()
                .orElse(null);
    }
}
