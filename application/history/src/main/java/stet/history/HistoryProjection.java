package stet.history;

import static java.util.Objects.requireNonNull;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.Act;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.events.StoredNames;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomEvent;
import stet.domain.newsroom.NewsroomEvent.*;
import stet.reading.Batch;
import stet.reading.Upsert;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the history down as it happens. What an event makes is never changed by another, and comes once, since rows are committed with
 * the position of the reader: so it is inserted, and only what a thing or a person is called is put right.
 */
public final class HistoryProjection {
    /** Another one for everything else that this makes of the same events; what another version has made is then made again. */
    public static final int VERSION = 3;

    static final TypeReference<List<Change>> CHANGES = new TypeReference<>() {};
    private static final String ENTRY = """
            INSERT INTO history_entry (stream, sequence, event, kind, happened_at, who, role, why, program, command, work, opening, thing, person,
                ending, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String WORDS =
            "INSERT INTO history_words (stream, place, sequence, nth, words) VALUES (?, ?, ?, ?, ?)";
    private static final String THING = Upsert.into("history_thing")
            .key("stream", "thing")
            .numbered("sequence")
            .text("kind", "words")
            .sql();
    private static final String REVISION = """
            INSERT INTO history_revision (stream, sequence, revision, happened_at, drafted, changes) VALUES (?, ?, ?, ?, ?, ?)
            """;
    private static final String PERSON =
            Upsert.into("history_person").key("person").text("name").sql();
    private static final String ARTICLE = Upsert.into("history_article")
            .key("stream")
            .text("headline", "desk")
            .flag("killed")
            .sql();
    private static final String HEADLINE = "UPDATE history_article SET headline = ? WHERE stream = ?";
    private static final String DESK = "UPDATE history_article SET desk = ? WHERE stream = ?";
    private static final String KILLED = "UPDATE history_article SET killed = TRUE WHERE stream = ?";
    private static final String CONFIDENTIAL =
            "UPDATE history_article SET confidential = CAST(? AS BIGINT) WHERE stream = ?";
    private static final String GIVEN = Upsert.into("history_given")
            .key("stream", "person", "role")
            .flag("still")
            .sql();
    private static final String CONFIDED = Upsert.into("history_confided")
            .key("stream", "person")
            .number("sequence")
            .sql();
    private static final String LISTED =
            "INSERT INTO history_listed (stream, sequence, list, who, happened_at) VALUES (?, ?, ?, ?, ?)";
    private static final List<String> IN_THIS_ORDER = List.of(
            ENTRY,
            WORDS,
            THING,
            REVISION,
            PERSON,
            ARTICLE,
            HEADLINE,
            DESK,
            KILLED,
            CONFIDENTIAL,
            GIVEN,
            CONFIDED,
            LISTED);

    private final JdbcOperations jdbc;
    private final JsonMapper json;
    private final Versions versions;

    /** @param json knows the shapes of the domain's types */
    public HistoryProjection(JdbcOperations jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        versions = new Versions(JdbcClient.create(jdbc), json);
    }

    @EventHandler
    void on(ArticleEvent event, Act act, @SequenceNumber long sequence, @MessageIdentifier String eventId) {
        var article = event.articleId().value();
        var detail = Checked.keeps(event) ? json.writeValueAsString(event) : null;
        entry(article, sequence, eventId, event.getClass(), act, Fact.of(event, act), detail);
        var list = DeedsAcross.Listed.of(event);
        if (list != null) {
            add(
                    LISTED,
                    article,
                    sequence,
                    list.name(),
                    act.who().value(),
                    act.at().atOffset(ZoneOffset.UTC));
        }
        switch (event) {
            case ArticleDrafted e -> {
                add(ARTICLE, article, e.content().headline(), e.desk().value(), false);
                words(article, sequence, said(e.content()));
                e.content().figures().forEach(figure -> caption(article, sequence, figure));
                revision(article, sequence, 1, act, json.writeValueAsString(e), null);
            }
            case ContentRevised e -> {
                words(article, sequence, said(e.changes()));
                e.changes().forEach(change -> captions(article, sequence, change));
                e.changes().forEach(change -> headline(article, change));
                var changes = json.writerFor(CHANGES).writeValueAsString(e.changes());
                e.moved().forEach((claim, now) -> thing(article, Fact.thing(claim), sequence, null, now.words()));
                revision(article, sequence, e.revision(), act, null, changes);
                if (Versions.isKept(e.revision())) {
                    // It is made of the rows of this batch as well, which are written by then.
                    CurrentUnitOfWork.get().root().onPrepareCommit(_ -> versions.keep(article, sequence));
                }
            }
            case ClaimRaised e ->
                thing(
                        article,
                        Fact.thing(e.claimId()),
                        sequence,
                        lower(e.kind()),
                        e.anchor().words());
            case ClaimReopened e ->
                thing(article, Fact.thing(e.claimId()), sequence, null, e.now().words());
            case ClaimRestored e ->
                thing(
                        article,
                        Fact.thing(e.claimId()),
                        sequence,
                        lower(e.kind()),
                        e.now().words());
            case ClaimCorrected e -> {
                var now = e.now();
                thing(article, Fact.thing(e.claimId()), sequence, null, now == null ? e.was() : now.words());
            }
            case CommentAdded e -> thing(article, Fact.thing(e.commentId()), sequence, "comment", e.text());
            case CommentEdited e -> thing(article, Fact.thing(e.commentId()), sequence, null, e.text());
            case ChangesRequested e -> {
                if (e.commentId() != null) {
                    thing(article, Fact.thing(e.commentId()), sequence, "request", e.note());
                }
            }
            case ArticleAssigned e -> given(article, e.person(), e.role(), true);
            case ArticleUnassigned e -> given(article, e.person(), e.role(), false);
            case MovedToDesk e -> add(DESK, e.desk().value(), article);
            case ArticleKilled _ -> add(KILLED, article);
            case ArticleMadeConfidential e -> {
                add(CONFIDENTIAL, sequence, article);
                e.readers().forEach(person -> add(CONFIDED, article, person.value(), sequence));
            }
            case ConfidentialityLifted _ -> add(CONFIDENTIAL, null, article);
            // These name nothing and change no words: the entry says it all.
            case SubmittedForChecking _ -> {}
            case CommentResolved _, ClaimQueried _, QueryAnswered _, ClaimConfirmed _, ClaimDisputed _ -> {}
            case ClaimMarkedNotCheckable _, ClaimLapsed _, ClaimWithdrawn _, FactsSignedOff _, FactsReopened _ -> {}
            case SourceDiscredited _ -> {}
            case SourceShredded _, CaptionApproved _, CaptionReturned _, CaptionReopened _, CaptionsSignedOff _ -> {}
            case CaptionsReopened _, CheckWaived _, EmbargoSet _, EmbargoLifted _, PublicationScheduled _ -> {}
            case PublicationUnscheduled _, EditionPublished _, EditorsNoteAttached _, ArticleHeld _ -> {}
            case HoldReleased _, ArticleSpiked _, ArticleRevived _, GlassBroken _, WordsRedacted _ -> {}
        }
    }

    @EventHandler
    void on(NewsroomEvent event, Act act, @SequenceNumber long sequence, @MessageIdentifier String eventId) {
        entry(Newsroom.ID, sequence, eventId, event.getClass(), act, Fact.of(event), null);
        switch (event) {
            case PersonJoined e -> add(PERSON, e.person().value(), e.name());
            case DeskOpened _, ReadingClosed _, ReadingOpened _, RolesChanged _, DesksChanged _, PersonLeft _ -> {}
            case DeskRenamed _, DeskClosed _, DeskReopened _ -> {}
            case SourceDoubted _, DoubtLifted _ -> {}
            case NewsroomNamed _, ZoneSet _, LanguageSet _, QuotationMarksSet _ -> {}
        }
    }

    private void entry(
            String stream, long sequence, String eventId, Class<?> kind, Act act, Fact fact, @Nullable String detail) {
        var work = fact.work();
        var person = fact.person();
        var program = act.program();
        add(
                ENTRY,
                stream,
                sequence,
                eventId,
                requireNonNull(StoredNames.of(kind)),
                act.at().atOffset(ZoneOffset.UTC),
                act.who().value(),
                act.role().name(),
                act.why(),
                program == null ? null : program.name(),
                act.command().value(),
                work == null ? null : work.name(),
                fact.opening(),
                fact.thing(),
                person == null ? null : person.value(),
                fact.ending(),
                detail);
    }

    private void add(String statement, @Nullable Object... row) {
        Batch.of(jdbc, IN_THIS_ORDER).add(statement, row);
    }

    private void words(String article, long sequence, SequencedMap<String, @Nullable String> said) {
        var nth = 0L;
        for (var place : said.entrySet()) {
            add(WORDS, article, place.getKey(), sequence, nth++, place.getValue());
        }
    }

    private void headline(String article, Change change) {
        if (change instanceof Change.FieldChanged(Field field, String now) && field == Field.HEADLINE) {
            add(HEADLINE, now, article);
        }
    }

    private void given(String article, PersonId person, Role role, boolean still) {
        add(GIVEN, article, person.value(), role.name(), still);
    }

    private void captions(String article, long sequence, Change change) {
        if (change instanceof Change.BlockInserted(Block.Figure figure, var _)) {
            caption(article, sequence, figure);
        } else if (change instanceof Change.BlockRewritten(Block.Figure figure)) {
            caption(article, sequence, figure);
        }
    }

    private void caption(String article, long sequence, Block.Figure figure) {
        thing(article, Fact.thing(figure.id()), sequence, "caption", figure.words());
    }

    private void thing(String article, String thing, long sequence, @Nullable String kind, String words) {
        add(THING, article, thing, sequence, kind, words);
    }

    private void revision(
            String article, long sequence, int revision, Act act, @Nullable String drafted, @Nullable String changes) {
        var at = act.at().atOffset(ZoneOffset.UTC);
        add(REVISION, article, sequence, (long) revision, at, drafted, changes);
    }

    private static SequencedMap<String, @Nullable String> said(Content content) {
        var said = new LinkedHashMap<String, @Nullable String>();
        for (var field : Field.values()) {
            if (!content.field(field).isEmpty()) {
                said.put(lower(field), content.field(field));
            }
        }
        if (!content.subjects().isEmpty()) {
            said.put("subjects", String.join(", ", content.subjects()));
        }
        said.put("urgency", Integer.toString(content.urgency()));
        for (var block : content.blocks()) {
            said.put(Place.of(block.id()).key(), said(block));
        }
        return said;
    }

    private static SequencedMap<String, @Nullable String> said(List<Change> changes) {
        var said = new LinkedHashMap<String, @Nullable String>();
        for (var change : changes) {
            switch (change) {
                case Change.FieldChanged c -> said.put(lower(c.field()), c.now());
                case Change.SubjectsChanged c -> said.put("subjects", String.join(", ", c.now()));
                case Change.UrgencyChanged c -> said.put("urgency", Integer.toString(c.now()));
                case Change.BlockInserted c -> said.put(Place.of(c.block().id()).key(), said(c.block()));
                case Change.BlockRewritten c -> said.put(Place.of(c.now().id()).key(), said(c.now()));
                case Change.BlockRemoved c -> said.put(Place.of(c.block()).key(), null);
                case Change.BlockMoved _ -> {}
            }
        }
        return said;
    }

    /** Everything a block says, not only what can be checked: whoever follows a story sees a credit or a speaker change, too. */
    private static String said(Block block) {
        return switch (block) {
            case Block.Quotation q when !q.speaker().isEmpty() -> q.words() + "\n— " + q.speaker();
            case Block.Figure f -> said(f.picture());
            case Block.Paragraph _, Block.Crosshead _, Block.Quotation _, Block.Listing _ -> block.words();
        };
    }

    private static String said(Picture picture) {
        var said = new StringBuilder(picture.caption().words());
        for (var part : Picture.Part.values()) {
            line(said, part.title(), picture.parts().get(part));
            line(said, "why not " + part.title(), picture.reasons().get(part));
        }
        line(said, "alt text", picture.altText());
        var sourceType = picture.sourceType();
        line(said, "how it came to be", sourceType == null ? null : sourceType.term());
        line(said, "label", picture.label());
        line(said, "file", picture.file());
        return said.toString();
    }

    private static void line(StringBuilder said, String part, @Nullable String words) {
        if (words != null && !words.isEmpty()) {
            said.append('\n').append(part).append(": ").append(words);
        }
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
