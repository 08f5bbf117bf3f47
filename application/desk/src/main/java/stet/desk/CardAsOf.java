package stet.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.article.Stage;

/**
 * An article in brief, as it stood at an instant. People are called as they are called now.
 *
 * @param live whether the world could read {@code edition}
 * @param author who began it
 * @param edition the number of the last that had come out, or null
 * @param openClaims how many of its claims were open
 * @param work who had it, as what, and until when it was due
 * @param embargo until when it must not be published, which may have been over; or null
 * @param scheduledFor when it was to be published by itself, or null
 * @param scheduleDropped why it was not to be published as it was to be before, or null
 * @param stageSince when it had come to its stage
 * @param since since when it stood so, its claims and whoever had it left aside
 */
public record CardAsOf(
        ArticleId article,
        String headline,
        String slugline,
        String section,
        Queue queue,
        Stage stage,
        boolean live,
        boolean held,
        boolean submitted,
        boolean confidential,
        Card.Author author,
        DeskId desk,
        int urgency,
        @Nullable Integer edition,
        int claims,
        int openClaims,
        List<Card.Work> work,
        @Nullable Instant embargo,
        @Nullable Instant scheduledFor,
        @Nullable String scheduleDropped,
        Instant stageSince,
        Instant since) {
    public CardAsOf {
        work = List.copyOf(work);
    }

    CardAsOf with(int counted, int open, List<Card.Work> found) {
        return new CardAsOf(
                article,
                headline,
                slugline,
                section,
                queue,
                stage,
                live,
                held,
                submitted,
                confidential,
                author,
                desk,
                urgency,
                edition,
                counted,
                open,
                found,
                embargo,
                scheduledFor,
                scheduleDropped,
                stageSince,
                since);
    }

    BoardAsOf.Place place() {
        return new BoardAsOf.Place(since, article);
    }
}
