package stet.web.pages;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.published.EditionsOf;

/** All editions of a story in brief, oldest first. */
public record PublicEditions(String slug, List<Summary> editions) {
    public PublicEditions {
        editions = List.copyOf(editions);
    }

    @Schema(name = "PublicEditionSummary")
    public record Summary(
            @Schema(description = "Its number, from 1") int edition,

            @Schema(description = "original, correction, clarification, update or refile")
            String kind,

            @Schema(description = "Its page, relative to this server")
            String page,

            String headline,
            Instant published,

            @Schema(description = "The note it came with, or null")
            PublicEdition.@Nullable Note note) {}

    static PublicEditions of(String slug, EditionsOf.Editions found) {
        return new PublicEditions(
                slug, found.editions().stream().map(PublicEditions::summary).toList());
    }

    private static Summary summary(EditionsOf.Summary edition) {
        var kind = PublicEdition.spoken(edition.kind());
        var note = edition.note();
        return new Summary(
                edition.number(),
                kind,
                PublicEdition.page(edition.slug()) + "/editions/" + edition.number(),
                edition.headline(),
                edition.published(),
                note == null
                        ? null
                        : new PublicEdition.Note(
                                edition.number(), kind, note.wrong(), note.right(), edition.published(), List.of()));
    }
}
