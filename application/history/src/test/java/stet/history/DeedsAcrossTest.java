package stet.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.history.Newsdesk.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.article.Check;
import stet.domain.article.Edition;
import stet.domain.article.Edition.EditionNote;
import stet.domain.article.EditionKind;
import stet.domain.article.Note;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Anchor;
import stet.domain.content.Change;
import stet.domain.content.Field;
import stet.domain.content.Place;
import stet.domain.newsroom.NewsroomEvent.DeskOpened;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.domain.newsroom.Reading.Reach;
import stet.eventstore.Databases;
import stet.history.DeedsAcross.Deed;
import stet.history.DeedsAcross.Listed;
import stet.reading.Feed;

/** What somebody did, and what is in a list, in all articles that whoever asks may read. */
@Tag("database")
@ParameterizedClass
@EnumSource
class DeedsAcrossTest {
    private static final ArticleId PLANT_CLOSES = ARTICLE;
    private static final ArticleId FERRY = new ArticleId("a2");
    private static final DeskId CITY = new DeskId("city");
    private static final DeskId PROBES = new DeskId("probes");
    private static final PersonId CARL = new PersonId("carl");
    private static final Reach ALL = new Reach(LENA, true, true, true, Set.of());
    private static final Reach EDITS = new Reach(CARL, true, false, false, Set.of());

    private final Databases databases;
    private Feed feed;
    private Instant now = NOON;

    DeedsAcrossTest(Databases databases) {
        this.databases = databases;
    }

    @BeforeEach
    void two_stories_that_lena_and_carl_check() {
        feed = feed(databases);
        feed.happened(
                by(ADA, Role.ADMINISTRATOR), new PersonJoined(LENA, "Lena Ortiz", Set.of(Role.CHECKER), Set.of()));
        does(ADA, Role.WRITER, new ArticleDrafted(PLANT_CLOSES, CITY, PLANT, null));
        does(ADA, Role.WRITER, new ArticleDrafted(FERRY, PROBES, PLANT, null));
        does(ADA, Role.WRITER, revised(FERRY, 2, new Change.FieldChanged(Field.HEADLINE, "The ferry is late")));
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void everything_that_somebody_did_comes_newest_first_with_its_article_and_the_revision_it_was_done_to() {
        does(LENA, Role.CHECKER, raised(PLANT_CLOSES));
        does(CARL, Role.CHECKER, raised(FERRY));
        does(LENA, Role.CHECKER, signed(FERRY, 2));

        var deeds = deeds(doneBy(LENA));

        assertThat(deeds).extracting(Deed::article).containsExactly(FERRY, PLANT_CLOSES);
        assertThat(deeds).extracting(Deed::headline).containsExactly("The ferry is late", "Plant closes");
        assertThat(deeds).extracting(Deed::revision).containsExactly(2, 1);
        assertThat(deeds)
                .extracting(deed -> deed.entry().fact())
                .containsExactly(
                        "Signed off the facts of revision 2: 1 passage", "Marked the number '1,200' to be checked");
        assertThat(deeds).extracting(deed -> deed.entry().name()).containsOnly("Lena Ortiz");
        assertThat(deeds(doneBy(CARL))).extracting(Deed::article).containsExactly(FERRY);
    }

    @Test
    void what_was_done_to_the_newsroom_is_among_it_for_everybody() {
        does(ADA, Role.ADMINISTRATOR, null);
        var nobody = new Reach(CARL, false, false, false, Set.of());

        assertThat(history().deeds(asked(nobody, ADA, null)).deeds())
                .extracting(deed -> deed.entry().fact())
                .containsExactly("Opened the desk Sport ('sport')", "Welcomed Lena Ortiz ('lena') as checker");
    }

    @Test
    void a_program_is_told_from_the_hands_of_its_owner() {
        var act = new Act(LENA, Role.CHECKER, now, null, new CommandId("c"), new Act.Program("t1", "The wire import"));
        feed.happened(act, raised(FERRY));

        assertThat(deeds(doneBy(LENA)))
                .extracting(deed -> deed.entry().program())
                .containsExactly("The wire import");
    }

    @Test
    void pages_follow_one_another_without_a_gap_also_where_much_happened_at_once() {
        var act = by(LENA, Role.CHECKER, NOON.plusSeconds(100), null);
        for (var i = 1; i <= 5; i++) {
            feed.happened(act, raised(PLANT_CLOSES));
            feed.happened(act, raised(FERRY));
        }

        for (var list : new Listed[] {null, Listed.SIGN_OFFS}) {
            if (list != null) {
                for (var i = 0; i < 5; i++) {
                    feed.happened(act, signed(PLANT_CLOSES, 1));
                    feed.happened(act, signed(FERRY, 2));
                }
            }
            var whole = history().deeds(asked(ALL, LENA, list)).deeds();
            var paged = new ArrayList<Deed>();
            DeedsAcross.@Nullable Place after = null;
            do {
                var page = history()
                        .deeds(new DeedsAcross(
                                ALL, list == null ? LENA : null, list, null, Set.of(), null, null, null, after, 3));
                paged.addAll(page.deeds());
                after = page.next();
            } while (after != null);
            assertThat(paged).isEqualTo(whole).hasSize(10);
            assertThat(new HashSet<>(paged)).hasSize(10);
        }
    }

    @Test
    void it_is_narrowed_by_sort_of_work_by_kind_by_desk_and_by_time() {
        does(LENA, Role.CHECKER, raised(PLANT_CLOSES));
        var between = now.plusMillis(500);
        does(LENA, Role.CHECKER, signed(FERRY, 2));
        does(LENA, Role.CHECKER, new CommentAdded(FERRY, new CommentId("n1"), "Well done", null, List.of()));

        assertThat(kinds(new DeedsAcross(ALL, LENA, null, Work.DISCUSSING, Set.of(), null, null, null, null, 9)))
                .containsExactly("article.comment-added");
        assertThat(kinds(new DeedsAcross(
                        ALL, LENA, null, null, Set.of("article.claim-raised"), null, null, null, null, 9)))
                .containsExactly("article.claim-raised");
        assertThat(kinds(new DeedsAcross(ALL, LENA, null, null, Set.of(), CITY, null, null, null, 9)))
                .containsExactly("article.claim-raised");
        assertThat(kinds(new DeedsAcross(ALL, LENA, null, null, Set.of(), null, between, null, null, 9)))
                .containsExactly("article.comment-added", "article.facts-signed-off");
        assertThat(kinds(new DeedsAcross(ALL, LENA, null, null, Set.of(), null, null, between, null, 9)))
                .containsExactly("article.claim-raised");
        does(ADA, Role.WRITER, new MovedToDesk(FERRY, CITY));
        assertThat(kinds(new DeedsAcross(ALL, LENA, null, null, Set.of(), CITY, null, null, null, 9)))
                .hasSize(3);
    }

    @Test
    void sign_offs_waivers_and_corrections_are_listed_whoever_did_them() {
        does(LENA, Role.CHECKER, signed(FERRY, 2));
        does(CARL, Role.PICTURE_EDITOR, new CaptionsSignedOff(PLANT_CLOSES, HASH, 1));
        does(CARL, Role.PUBLISHER, new CheckWaived(PLANT_CLOSES, Check.FACTS, null, "Breaking", HASH));
        does(CARL, Role.PUBLISHER, published(1, EditionKind.ORIGINAL));
        does(CARL, Role.PUBLISHER, published(2, EditionKind.CORRECTION));
        does(LENA, Role.PUBLISHER, published(3, EditionKind.CLARIFICATION));
        does(LENA, Role.PUBLISHER, published(4, EditionKind.UPDATE));

        assertThat(kinds(asked(ALL, null, Listed.SIGN_OFFS)))
                .containsExactly("article.captions-signed-off", "article.facts-signed-off");
        assertThat(kinds(asked(ALL, null, Listed.WAIVERS))).containsExactly("article.check-waived");
        assertThat(history().deeds(asked(ALL, null, Listed.CORRECTIONS)).deeds())
                .extracting(deed -> deed.entry().fact())
                .satisfiesExactly(
                        fact -> assertThat(fact).startsWith("Published edition 3, a clarification"),
                        fact -> assertThat(fact).startsWith("Published edition 2, a correction"));
        assertThat(history().deeds(asked(ALL, LENA, Listed.CORRECTIONS)).deeds())
                .hasSize(1);
    }

    @Test
    void whoever_asks_is_told_of_what_they_may_read() {
        does(LENA, Role.CHECKER, raised(PLANT_CLOSES));
        does(LENA, Role.CHECKER, raised(FERRY));
        var closed = new Reach(CARL, true, false, false, Set.of(PROBES));

        assertThat(articles(EDITS)).containsExactly(FERRY, PLANT_CLOSES);
        assertThat(articles(closed)).containsExactly(PLANT_CLOSES);
        does(ADA, Role.WRITER, new ArticleAssigned(FERRY, CARL, Role.CHECKER, null));
        assertThat(articles(closed)).containsExactly(FERRY, PLANT_CLOSES);
        does(ADA, Role.WRITER, new ArticleUnassigned(FERRY, CARL, Role.CHECKER));
        assertThat(articles(closed)).containsExactly(PLANT_CLOSES);

        does(LENA, Role.STANDARDS, new ArticleMadeConfidential(PLANT_CLOSES, List.of(ADA), "A source is in danger"));
        assertThat(articles(EDITS)).containsExactly(FERRY);
        assertThat(articles(closed)).isEmpty();
        does(LENA, Role.STANDARDS, new ArticleMadeConfidential(PLANT_CLOSES, List.of(CARL), "And Carl knows"));
        assertThat(articles(EDITS)).contains(PLANT_CLOSES);
        does(LENA, Role.STANDARDS, new ArticleMadeConfidential(PLANT_CLOSES, List.of(ADA), "And knows no more"));
        assertThat(articles(EDITS)).doesNotContain(PLANT_CLOSES);
        assertThat(articles(ALL)).contains(PLANT_CLOSES);
        does(LENA, Role.STANDARDS, new ConfidentialityLifted(PLANT_CLOSES));
        assertThat(articles(EDITS)).contains(PLANT_CLOSES);

        does(LENA, Role.STANDARDS, new ArticleKilled(PLANT_CLOSES, "It was wrong", "We were wrong"));
        assertThat(articles(EDITS)).doesNotContain(PLANT_CLOSES);
        assertThat(articles(ALL)).contains(PLANT_CLOSES);
    }

    @Test
    void a_question_that_has_no_bounds_or_no_sense_is_refused_in_a_sentence() {
        assertThatThrownBy(() -> new DeedsAcross(ALL, null, null, null, Set.of(), null, null, null, null, 9))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("Say who did it");
        assertThatThrownBy(() -> new DeedsAcross(ALL, LENA, null, null, Set.of(), null, null, null, null, 201))
                .isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new DeedsAcross(ALL, LENA, null, null, Set.of("x"), null, null, null, null, 9))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> new DeedsAcross(ALL, LENA, null, null, Set.of(), null, NOON, NOON, null, 9))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("ends before it begins");
    }

    @Test
    void what_is_made_again_is_the_same() {
        does(LENA, Role.CHECKER, signed(FERRY, 2));
        does(ADA, Role.WRITER, new ArticleAssigned(FERRY, CARL, Role.CHECKER, null));
        does(LENA, Role.STANDARDS, new ArticleMadeConfidential(FERRY, List.of(ADA), "A source is in danger"));
        var before = deeds(doneBy(LENA));
        var rows = feed.rows();
        feed.startAfresh();

        assertThat(deeds(doneBy(LENA))).isEqualTo(before).isNotEmpty();
        assertThat(feed.rows()).isEqualTo(rows);
        assertThat(rows.get("history_listed")).hasSize(1);
    }

    private static DeedsAcross doneBy(PersonId who) {
        return asked(ALL, who, null);
    }

    private static DeedsAcross asked(Reach reach, @Nullable PersonId who, @Nullable Listed list) {
        return new DeedsAcross(reach, who, list, null, Set.of(), null, null, null, null, 100);
    }

    private List<Deed> deeds(DeedsAcross asked) {
        return history().deeds(asked).deeds();
    }

    private List<String> kinds(DeedsAcross asked) {
        return deeds(asked).stream().map(deed -> deed.entry().kind()).toList();
    }

    private List<@Nullable ArticleId> articles(Reach reach) {
        var articles = new ArrayList<@Nullable ArticleId>();
        deeds(new DeedsAcross(reach, LENA, null, null, Set.of("article.claim-raised"), null, null, null, null, 100))
                .forEach(deed -> articles.add(deed.article()));
        return articles;
    }

    private History history() {
        feed.read();
        return Newsdesk.history(feed);
    }

    /** A second later than what was done last; where there is no event, a desk is opened. */
    private void does(PersonId who, Role role, @Nullable ArticleEvent event) {
        now = now.plusSeconds(1);
        var act = by(who, role, now, null);
        if (event == null) {
            feed.happened(act, new DeskOpened(new DeskId("sport"), "Sport"));
        } else {
            feed.happened(act, event);
        }
    }

    private static ClaimRaised raised(ArticleId article) {
        return new ClaimRaised(
                article, new ClaimId("c1"), ClaimKind.NUMBER, new Anchor(Place.of(new BlockId("b1")), 0, "1,200"));
    }

    private static FactsSignedOff signed(ArticleId article, int revision) {
        return new FactsSignedOff(article, HASH, revision, List.of("headline"), List.of());
    }

    private static ContentRevised revised(ArticleId article, int revision, Change... changes) {
        return new ContentRevised(
                article,
                revision,
                revision - 1,
                List.of(changes),
                HASH,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of());
    }

    private static EditionPublished published(int number, EditionKind kind) {
        var notes = List.of(new EditionNote(number, kind, new Note("It was 1,200", "It is 1,300"), NOON));
        return new EditionPublished(PLANT_CLOSES, new Edition(number, kind, "plant-closes", 1, PLANT, notes, NOON));
    }
}
