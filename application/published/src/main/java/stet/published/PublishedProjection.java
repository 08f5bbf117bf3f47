package stet.published;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.article.Edition;
import stet.domain.content.Block;
import stet.domain.content.Picture;
import stet.domain.newsroom.NewsroomEvent;
import stet.domain.newsroom.NewsroomEvent.*;
import stet.reading.Batch;
import stet.reading.Upsert;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what the world may see, and nothing else (rule 21): of all events it hears seven. */
public final class PublishedProjection {
    /** Another one for everything else that this makes of the same events; what another version has made is then made again. */
    public static final int VERSION = 2;

    private static final String EDITION = Upsert.into("published_edition")
            .key("article")
            .numbered("edition")
            .text("slug", "section", "kind", "headline", "standfirst")
            .instant("published", "first_published")
            .text("whole")
            .sql();
    private static final String STORY = Upsert.into("published_story")
            .key("article")
            .text("slug", "section")
            .number("edition")
            .instant("first_published")
            .sql();
    private static final String STANDING = Upsert.into("published_standing")
            .key("article")
            .text("standing")
            .instant("since")
            .text("notice")
            .sql();
    private static final String TURN = Upsert.into("published_turn")
            .key("article")
            .numbered("sequence")
            .text("standing")
            .instant("since")
            .text("notice")
            .sql();
    private static final String LETTERHEAD = Upsert.into("published_letterhead")
            .numbered("sequence")
            .instant("since")
            .text("name", "zone")
            .sql();
    private static final String SECTION =
            Upsert.into("published_section").key("section").sql();
    private static final String NOTE = Upsert.into("published_note")
            .key("article")
            .numbered("sequence")
            .text("note")
            .instant("attached_at")
            .sql();
    private static final String PICTURE = Upsert.into("published_picture")
            .key("article")
            .numbered("edition")
            .key("sha256")
            .sql();
    private static final List<String> IN_THIS_ORDER =
            List.of(EDITION, PICTURE, SECTION, STORY, STANDING, TURN, NOTE, LETTERHEAD);

    private final JdbcOperations jdbc;
    private final JsonMapper json;

    /** @param json knows the shapes of the domain's types */
    public PublishedProjection(JdbcOperations jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventHandler
    void on(ArticleEvent event, Act act, @SequenceNumber long sequence) {
        var at = act.at().atOffset(ZoneOffset.UTC);
        switch (event) {
            case EditionPublished e -> published(e.articleId(), publicly(e.edition()), at);
            case EditorsNoteAttached e -> add(NOTE, e.articleId().value(), sequence, e.note(), at);
            case ArticleHeld e -> standing(e.articleId(), sequence, Standing.HELD, at, null);
            case HoldReleased e -> standing(e.articleId(), sequence, Standing.LIVE, at, null);
            case ArticleKilled e -> standing(e.articleId(), sequence, Standing.KILLED, at, e.notice());
            // The newsroom's own business, of which the world never hears.
            case ArticleDrafted _, ContentRevised _, ArticleAssigned _, ArticleUnassigned _, MovedToDesk _ -> {}
            case SubmittedForChecking _, ChangesRequested _, CommentAdded _, CommentEdited _, CommentResolved _ -> {}
            case ClaimRaised _, ClaimQueried _, QueryAnswered _, ClaimConfirmed _, ClaimDisputed _ -> {}
            case ClaimCorrected _, ClaimMarkedNotCheckable _, ClaimReopened _, ClaimLapsed _ -> {}
            case ClaimRestored _, ClaimWithdrawn _ -> {}
            case FactsSignedOff _, FactsReopened _, SourceShredded _, SourceDiscredited _ -> {}
            case CaptionApproved _, CaptionReturned _, CaptionReopened _, CaptionsSignedOff _, CaptionsReopened _ -> {}
            case CheckWaived _, EmbargoSet _, EmbargoLifted _, PublicationScheduled _, PublicationUnscheduled _ -> {}
            case ArticleSpiked _, ArticleRevived _ -> {}
            case ArticleMadeConfidential _, ConfidentialityLifted _, GlassBroken _, WordsRedacted _ -> {}
        }
    }

    /** What stands at the head of every page. */
    @EventHandler
    void on(NewsroomEvent event, Act act, @SequenceNumber long sequence) {
        var at = act.at().atOffset(ZoneOffset.UTC);
        switch (event) {
            case NewsroomNamed e -> add(LETTERHEAD, sequence, at, e.name(), null);
            case ZoneSet e -> add(LETTERHEAD, sequence, at, null, e.zone());
            case LanguageSet _, QuotationMarksSet _ -> {}
            case DeskOpened _, DeskRenamed _, DeskClosed _, DeskReopened _, ReadingClosed _, ReadingOpened _ -> {}
            case PersonJoined _, RolesChanged _, DesksChanged _, PersonLeft _ -> {}
            case SourceDoubted _, DoubtLifted _ -> {}
        }
    }

    private void published(ArticleId article, Edition edition, OffsetDateTime at) {
        var content = edition.content();
        var number = (long) edition.number();
        var first = edition.firstPublished().atOffset(ZoneOffset.UTC);
        add(
                EDITION,
                article.value(),
                number,
                edition.slug(),
                content.section(),
                edition.kind().name(),
                content.headline(),
                content.standfirst(),
                at,
                first,
                json.writeValueAsString(edition));
        content.figures().stream()
                .map(figure -> figure.picture().file())
                .filter(Objects::nonNull)
                .distinct()
                .forEach(file -> add(PICTURE, article.value(), number, file));
        add(SECTION, content.section());
        add(STORY, article.value(), edition.slug(), content.section(), number, first);
    }

    private void add(String statement, @Nullable Object... row) {
        Batch.of(jdbc, IN_THIS_ORDER).add(statement, row);
    }

    private void standing(
            ArticleId article, long sequence, Standing standing, OffsetDateTime at, @Nullable String notice) {
        add(STANDING, article.value(), standing.name(), at, notice);
        add(TURN, article.value(), sequence, standing.name(), at, notice);
    }

    /** Why a caption lacks its place or its date can give a source away, and is said to colleagues only. */
    private static Edition publicly(Edition edition) {
        var content = edition.content();
        var blocks =
                content.blocks().stream().map(PublishedProjection::publicly).toList();
        return new Edition(
                edition.number(),
                edition.kind(),
                edition.slug(),
                edition.revision(),
                content.withBlocks(blocks),
                edition.notes(),
                edition.firstPublished());
    }

    private static Block publicly(Block block) {
        return switch (block) {
            case Block.Figure(var id, var p) ->
                new Block.Figure(
                        id,
                        new Picture(
                                p.file(), p.caption(), p.parts(), Map.of(), p.altText(), p.sourceType(), p.label()));
            case Block.Paragraph _, Block.Crosshead _, Block.Quotation _, Block.Listing _ -> block;
        };
    }
}
