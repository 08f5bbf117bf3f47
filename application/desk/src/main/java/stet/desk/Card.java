package stet.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Stage;

/**
 * An article in brief, with what it still needs.
 *
 * @param confidential whether few may read it
 * @param author who began it
 * @param words of the body, captions not counted
 * @param obstacles how many things stand in the way of publishing it; an embargo is not counted, since it ends by itself
 * @param firstObstacle the first of them as a sentence, or null if there is none
 * @param lacks the same in a few words, one for each kind, such as {@code 2 claims open}
 * @param due when the first of those who work on it should be done, or null
 * @param changedAt when anything last happened to it
 * @param stageSince when it came to its stage
 * @param scheduledFor when it will be published by itself, or null
 * @param scheduleDropped why it will not be published when it was to be, or null; gone once it is scheduled again or published
 */
public record Card(
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
        Author author,
        DeskId desk,
        int urgency,
        int revision,
        int words,
        int claims,
        int openClaims,
        int obstacles,
        @Nullable String firstObstacle,
        List<String> lacks,
        List<Work> work,
        @Nullable Instant due,
        Instant draftedAt,
        Instant changedAt,
        Instant stageSince,
        @Nullable Instant scheduledFor,
        @Nullable String scheduleDropped) {
    public Card {
        lacks = List.copyOf(lacks);
        work = List.copyOf(work);
    }

    public record Author(PersonId person, String name) {}

    /** Who works on it, as what, and until when. */
    public record Work(
            PersonId person,
            String name,
            Role role,
            @Nullable Instant due) {}

    Card with(List<Work> found) {
        return new Card(
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
                revision,
                words,
                claims,
                openClaims,
                obstacles,
                firstObstacle,
                lacks,
                found,
                due,
                draftedAt,
                changedAt,
                stageSince,
                scheduledFor,
                scheduleDropped);
    }

    Board.Place place() {
        return new Board.Place(urgency, changedAt, article);
    }
}
