package stet.published;

import java.time.Instant;
import java.util.List;
import stet.domain.ArticleId;
import stet.domain.article.Edition;

/**
 * One edition of a story that is on view, with all that its readers are told.
 *
 * @param edition its content, its kind, and every note of it and of the editions before it
 * @param published when this edition came out
 * @param lastPublished when the latest edition came out
 * @param latest the number of the latest edition
 * @param editorsNotes on the story, oldest first
 */
public record Story(
        ArticleId article,
        Edition edition,
        Instant published,
        Instant lastPublished,
        int latest,
        List<EditorsNote> editorsNotes) {
    public Story {
        editorsNotes = List.copyOf(editorsNotes);
    }

    public record EditorsNote(String note, Instant at) {}
}
