package stet.published;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
import tools.jackson.databind.json.JsonMapper;

/** Writes down what the world may see, and nothing else (rule 21): of all events it hears five. */
public final class PublishedProjection {
    private static final String EDITION = """
            MERGE INTO published_edition t USING (VALUES (CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS VARCHAR), CAST(? AS VARCHAR),
                CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS TIMESTAMP WITH TIME ZONE),
                CAST(? AS TIMESTAMP WITH TIME ZONE), CAST(? AS VARCHAR)))
                AS s (article, edition, slug, section, kind, headline, standfirst, published, first_published, whole)
            ON t.article = s.article AND t.edition = s.edition
            WHEN MATCHED THEN UPDATE SET slug = s.slug, section = s.section, kind = s.kind, headline = s.headline,
                standfirst = s.standfirst, published = s.published, first_published = s.first_published, whole = s.whole
            WHEN NOT MATCHED THEN INSERT (article, edition, slug, section, kind, headline, standfirst, published, first_published, whole)
                VALUES (s.article, s.edition, s.slug, s.section, s.kind, s.headline, s.standfirst, s.published, s.first_published,
                s.whole)
            """;
    private static final String STORY = """
            MERGE INTO published_story t USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS BIGINT),
                CAST(? AS TIMESTAMP WITH TIME ZONE))) AS s (article, slug, section, edition, first_published)
            ON t.article = s.article
            WHEN MATCHED THEN UPDATE SET slug = s.slug, section = s.section, edition = s.edition, first_published = s.first_published
            WHEN NOT MATCHED THEN INSERT (article, slug, section, edition, first_published)
                VALUES (s.article, s.slug, s.section, s.edition, s.first_published)
            """;
    private static final String STANDING = """
            MERGE INTO published_standing t USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR),
                CAST(? AS TIMESTAMP WITH TIME ZONE), CAST(? AS VARCHAR))) AS s (article, standing, since, notice)
            ON t.article = s.article
            WHEN MATCHED THEN UPDATE SET standing = s.standing, since = s.since, notice = s.notice
            WHEN NOT MATCHED THEN INSERT (article, standing, since, notice) VALUES (s.article, s.standing, s.since, s.notice)
            """;
    private static final String NOTE = """
            MERGE INTO published_note t USING (VALUES (CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS VARCHAR),
                CAST(? AS TIMESTAMP WITH TIME ZONE))) AS s (article, sequence, note, attached_at)
            ON t.article = s.article AND t.sequence = s.sequence
            WHEN MATCHED THEN UPDATE SET note = s.note, attached_at = s.attached_at
            WHEN NOT MATCHED THEN INSERT (article, sequence, note, attached_at) VALUES (s.article, s.sequence, s.note, s.attached_at)
            """;
    private static final String PICTURE = """
            MERGE INTO published_picture t USING (VALUES (CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS VARCHAR)))
                AS s (article, edition, sha256)
            ON t.article = s.article AND t.edition = s.edition AND t.sha256 = s.sha256
            WHEN NOT MATCHED THEN INSERT (article, edition, sha256) VALUES (s.article, s.edition, s.sha256)
            """;

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
            case EditorsNoteAttached e -> Batch.add(jdbc, NOTE, e.articleId().value(), sequence, e.note(), at);
            case ArticleHeld e -> standing(e.articleId(), Standing.HELD, at, null);
            case HoldReleased e -> standing(e.articleId(), Standing.LIVE, at, null);
            case ArticleKilled e -> standing(e.articleId(), Standing.KILLED, at, e.notice());
            // The newsroom's own business, of which the world never hears.
            case ArticleDrafted _, ContentRevised _, ArticleAssigned _, ArticleUnassigned _, MovedToDesk _ -> {}
            case SubmittedForChecking _, ChangesRequested _, CommentAdded _, CommentResolved _ -> {}
            case ClaimRaised _, ClaimQueried _, QueryAnswered _, ClaimConfirmed _, ClaimDisputed _ -> {}
            case ClaimCorrected _, ClaimMarkedNotCheckable _, ClaimReopened _, ClaimLapsed _ -> {}
            case ClaimRestored _, ClaimWithdrawn _ -> {}
            case FactsSignedOff _, FactsReopened _, SourceShredded _ -> {}
            case CaptionApproved _, CaptionReturned _, CaptionReopened _, CaptionsSignedOff _, CaptionsReopened _ -> {}
            case CheckWaived _, EmbargoSet _, EmbargoLifted _, PublicationScheduled _, PublicationUnscheduled _ -> {}
            case ArticleSpiked _, ArticleRevived _ -> {}
        }
    }

    private void published(ArticleId article, Edition edition, OffsetDateTime at) {
        var content = edition.content();
        var number = (long) edition.number();
        var first = edition.firstPublished().atOffset(ZoneOffset.UTC);
        Batch.add(
                jdbc,
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
                .forEach(file -> Batch.add(jdbc, PICTURE, article.value(), number, file));
        Batch.add(jdbc, STORY, article.value(), edition.slug(), content.section(), number, first);
    }

    private void standing(ArticleId article, Standing standing, OffsetDateTime at, @Nullable String notice) {
        Batch.add(jdbc, STANDING, article.value(), standing.name(), at, notice);
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
