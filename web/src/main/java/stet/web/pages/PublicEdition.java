package stet.web.pages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.published.Story;

/** One edition of a story, as the world is shown it. */
public record PublicEdition(
        String slug,

        @Schema(description = "The story's page, relative to this server")
        String page,

        @Schema(description = "The number of this edition, from 1")
        int edition,

        int latestEdition,

        @Schema(description = "original, correction, clarification, update or refile")
        String kind,

        @Schema(description = "When the first edition came out")
        Instant firstPublished,

        @Schema(description = "When this edition came out") Instant published,

        @Schema(description = "When the latest edition came out")
        Instant lastPublished,

        String headline,

        @Schema(description = "Empty where there is none, like every text here")
        String standfirst,

        String byline,
        String dateline,
        String section,

        @Schema(description = "What it is written in, as a BCP 47 tag; empty where nobody said so")
        String language,

        List<String> subjects,
        List<PublicBlock> body,

        @Schema(description = "What was put right or added, in this edition and in those before it; oldest first")
        List<Note> notes,

        @Schema(description = "The editors' notes on the story, oldest first")
        List<EditorsNote> editorsNotes) {
    public PublicEdition {
        subjects = List.copyOf(subjects);
        body = List.copyOf(body);
        notes = List.copyOf(notes);
        editorsNotes = List.copyOf(editorsNotes);
    }

    /** What readers are told about a later edition, for as long as the story stands. */
    @Schema(name = "PublicNote")
    public record Note(
            @Schema(description = "The edition it came with")
            int edition,

            @Schema(description = "correction, clarification, update or refile")
            String kind,

            @Schema(description = "What was wrong or misleading; empty for an update")
            String wrong,

            @Schema(description = "What is right, or what is new")
            String right,

            Instant at,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Schema(
                    description =
                            "Where, as it stands in this edition: headline, standfirst, byline, dateline, section, or body/"
                                    + " and the number of the part of the body, from 0; left out where it is not told")
            List<String> passages) {
        public Note {
            passages = List.copyOf(passages);
        }

        static Note of(Edition.EditionNote note, Content content) {
            return new Note(
                    note.edition(),
                    spoken(note.kind()),
                    note.note().wrong(),
                    note.note().right(),
                    note.at(),
                    passages(note.note().passages(), content));
        }

        /** The newsroom's own names of blocks are not for the world; a passage that has gone since is nowhere. */
        private static List<String> passages(List<String> keys, Content content) {
            var body = content.blocks().stream()
                    .map(block -> Place.of(block.id()).key())
                    .toList();
            return keys.stream()
                    .map(key -> key.contains("/") ? "body/" + body.indexOf(key) : key)
                    .filter(place -> !place.equals("body/-1"))
                    .toList();
        }
    }

    /** A note on the newsroom's own judgement. */
    @Schema(name = "PublicEditorsNote")
    public record EditorsNote(String note, Instant at) {}

    public boolean latest() {
        return edition == latestEdition;
    }

    /** Whether each of its pictures is kept here; one that is not might be from one moment to the next. */
    boolean hasItsPictures() {
        return body.stream().noneMatch(block -> block instanceof PublicBlock.Figure figure && !figure.hasItsPicture());
    }

    public static PublicEdition of(Story story, Gallery gallery) {
        var edition = story.edition();
        var content = edition.content();
        var kept = gallery.of(content);
        return new PublicEdition(
                edition.slug(),
                page(edition.slug()),
                edition.number(),
                story.latest(),
                spoken(edition.kind()),
                edition.firstPublished(),
                story.published(),
                story.lastPublished(),
                content.headline(),
                content.standfirst(),
                content.byline(),
                content.dateline(),
                content.section(),
                content.language(),
                content.subjects(),
                content.blocks().stream()
                        .map(block -> PublicBlock.of(block, gallery, kept))
                        .toList(),
                edition.notes().stream().map(note -> Note.of(note, content)).toList(),
                story.editorsNotes().stream()
                        .map(note -> new EditorsNote(note.note(), note.at()))
                        .toList());
    }

    static String page(String slug) {
        return "/news/" + slug;
    }

    static String spoken(EditionKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
