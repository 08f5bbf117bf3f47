package stet.history;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.history.ChecksOf.Remark.Kind.ANSWERED;
import static stet.history.ChecksOf.Remark.Kind.APPROVED;
import static stet.history.ChecksOf.Remark.Kind.FELL;
import static stet.history.ChecksOf.Remark.Kind.QUERIED;
import static stet.history.ChecksOf.Remark.Kind.RETURNED;
import static stet.history.Newsdesk.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.article.Check;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Change;
import stet.domain.content.Place;
import stet.eventstore.Databases;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;
import stet.reading.Feed;

/** Who signed what off, what fell and why, and what was said of each claim and caption. */
@Tag("database")
@ParameterizedClass
@EnumSource
class ChecksTest {
    private static final ClaimId JOBS = new ClaimId("c1");
    private static final ClaimId GATE = new ClaimId("c2");
    private static final BlockId FIGURE = new BlockId("b2");
    private static final Anchor NUMBER = new Anchor(Place.of(new BlockId("b1")), 0, "1,200");
    private static final PersonId PIA = new PersonId("pia");
    private static final PersonId CARL = new PersonId("carl");

    private final Databases databases;
    private Feed feed;
    private int commands;
    private Instant now = NOON;

    ChecksTest(Databases databases) {
        this.databases = databases;
    }

    @BeforeEach
    void a_story_with_two_claims_and_a_picture() {
        feed = feed(databases);
        one(ADA, Role.WRITER, new ArticleDrafted(ARTICLE, new DeskId("city"), PLANT, null));
        one(LENA, Role.CHECKER, new ClaimRaised(ARTICLE, JOBS, ClaimKind.NUMBER, NUMBER));
        one(LENA, Role.CHECKER, new ClaimRaised(ARTICLE, GATE, ClaimKind.FACT, NUMBER));
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void each_sign_off_says_who_signed_which_passages_of_which_revision_and_when() {
        var first = one(
                LENA,
                Role.CHECKER,
                new FactsSignedOff(ARTICLE, HASH, 1, List.of("headline", "block/b1"), List.of("block/b9")));
        var second = one(CARL, Role.CHECKER, new FactsSignedOff(ARTICLE, HASH, 2, List.of("standfirst"), List.of()));
        var captions = one(PIA, Role.PICTURE_EDITOR, new CaptionsSignedOff(ARTICLE, HASH, 2));

        var signOffs = checks().signOffs();

        assertThat(signOffs).extracting(each -> each.deed().sequence()).containsExactly(first, second, captions);
        assertThat(signOffs).extracting(each -> each.deed().who()).containsExactly(LENA, CARL, PIA);
        assertThat(signOffs)
                .extracting(each -> each.deed().at())
                .containsExactly(NOON.plusSeconds(4), NOON.plusSeconds(5), NOON.plusSeconds(6));
        assertThat(signOffs)
                .extracting(ChecksOf.SignOff::check)
                .containsExactly(Check.FACTS, Check.FACTS, Check.CAPTIONS);
        assertThat(signOffs).extracting(ChecksOf.SignOff::revision).containsExactly(1, 2, 2);
        assertThat(signOffs)
                .extracting(ChecksOf.SignOff::passages)
                .containsExactly(List.of("headline", "block/b1"), List.of("standfirst"), List.of());
        assertThat(signOffs.getFirst().cuts()).containsExactly("block/b9");
        assertThat(checks().last(Check.FACTS)).contains(signOffs.get(1));
        assertThat(checks().last(Check.CAPTIONS)).contains(signOffs.get(2));
    }

    @Test
    void who_held_and_who_waived_is_asked_by_what_they_did() {
        one(PIA, Role.PUBLISHER, new CheckWaived(ARTICLE, Check.FACTS, null, "Breaking", HASH));
        one(CARL, Role.PUBLISHER, new ArticleHeld(ARTICLE, "A complaint"));
        one(CARL, Role.PUBLISHER, new HoldReleased(ARTICLE));
        feed.read();

        var deeds = history(feed).deeds(new DeedsOf(ARTICLE, Set.of(ArticleHeld.class, CheckWaived.class)));

        assertThat(deeds).extracting(Entry::who).containsExactly(PIA, CARL);
        assertThat(deeds).extracting(Entry::kind).containsExactly("article.check-waived", "article.held");
        assertThat(deeds.getLast().fact()).contains("A complaint");
        assertThat(history(feed).deeds(new DeedsOf(new ArticleId("nobody-wrote"), Set.of(ArticleHeld.class))))
                .isEmpty();
    }

    @Test
    void what_fell_says_why_on_whose_act_and_what_changed_in_the_words() {
        one(LENA, Role.CHECKER, new FactsSignedOff(ARTICLE, HASH, 1, List.of("block/b1"), List.of()));
        many(
                ADA,
                Role.WRITER,
                revised("1,300 people lose their jobs."),
                new ClaimReopened(
                        ARTICLE,
                        JOBS,
                        Verdict.CONFIRMED,
                        "1,200",
                        new Anchor(Place.of(new BlockId("b1")), 0, "1,300"),
                        "Its words changed"),
                new ClaimLapsed(ARTICLE, GATE, Verdict.UNCHECKED, "the gate"),
                new CaptionReopened(ARTICLE, FIGURE, "The picture changed"),
                new FactsReopened(ARTICLE, List.of(JOBS), "The checked words changed", List.of("block/b1")),
                new CaptionsReopened(ARTICLE, List.of(FIGURE), "The captions changed"),
                new PublicationUnscheduled(ARTICLE, "The words changed"));
        one(CARL, Role.CHECKER, new FactsReopened(ARTICLE, List.of(), "I doubt it", List.of("headline")));

        var falls = checks().falls();

        assertThat(falls)
                .extracting(ChecksOf.Fall::what)
                .containsExactly(
                        ChecksOf.Fall.What.VERDICT,
                        ChecksOf.Fall.What.CLAIM,
                        ChecksOf.Fall.What.APPROVAL,
                        ChecksOf.Fall.What.FACTS,
                        ChecksOf.Fall.What.CAPTIONS,
                        ChecksOf.Fall.What.SCHEDULE,
                        ChecksOf.Fall.What.FACTS);
        assertThat(falls)
                .extracting(ChecksOf.Fall::reason)
                .containsExactly(
                        "Its words changed",
                        "“the gate” stands there no longer",
                        "The picture changed",
                        "The checked words changed",
                        "The captions changed",
                        "The words changed",
                        "I doubt it");
        assertThat(falls)
                .extracting(ChecksOf.Fall::claims)
                .containsExactly(
                        List.of(JOBS), List.of(GATE), List.of(), List.of(JOBS), List.of(), List.of(), List.of());
        assertThat(falls.get(3).passages()).containsExactly("block/b1");
        assertThat(falls.get(2).figures()).containsExactly(FIGURE);
        assertThat(falls.get(4).figures()).containsExactly(FIGURE);
        assertThat(falls).extracting(each -> each.deed().who()).containsExactly(ADA, ADA, ADA, ADA, ADA, ADA, CARL);
        assertThat(falls.subList(0, 6))
                .allSatisfy(fall -> assertThat(fall.changed())
                        .extracting(Entry.Redline::place)
                        .containsExactly("block/b1"));
        assertThat(falls.getLast().changed()).isEmpty();

        var once = checks().eachChangeOnce().falls();
        assertThat(once.getFirst()).isEqualTo(falls.getFirst());
        assertThat(once.subList(1, 6)).allSatisfy(fall -> {
            assertThat(fall.changed()).isEmpty();
            assertThat(fall.changedWith()).isEqualTo(falls.getFirst().deed().sequence());
        });
        assertThat(once.getLast()).isEqualTo(falls.getLast());
    }

    @Test
    void what_fell_before_the_last_sign_off_of_the_facts_is_no_longer_told_first() {
        one(LENA, Role.CHECKER, new FactsReopened(ARTICLE, List.of(), "Long ago", List.of()));
        assertThat(checks().fallenSinceSignOff())
                .extracting(ChecksOf.Fall::reason)
                .containsExactly("Long ago");
        one(LENA, Role.CHECKER, new FactsSignedOff(ARTICLE, HASH, 1, List.of("headline"), List.of()));
        one(LENA, Role.CHECKER, new FactsReopened(ARTICLE, List.of(), "First", List.of()));
        one(PIA, Role.PICTURE_EDITOR, new CaptionsSignedOff(ARTICLE, HASH, 1));
        one(PIA, Role.PICTURE_EDITOR, new CaptionsReopened(ARTICLE, List.of(), "Second"));

        assertThat(checks().fallenSinceSignOff())
                .extracting(ChecksOf.Fall::reason)
                .containsExactly("Second", "First");
        assertThat(checks().falls()).hasSize(3);
    }

    @Test
    void each_claim_and_each_caption_has_its_own_talk_in_order() {
        one(LENA, Role.CHECKER, new ClaimQueried(ARTICLE, JOBS, "Net or gross?"));
        one(CARL, Role.CHECKER, new ClaimQueried(ARTICLE, GATE, "Which gate?"));
        one(ADA, Role.WRITER, new QueryAnswered(ARTICLE, JOBS, "Gross"));
        one(LENA, Role.CHECKER, new ClaimQueried(ARTICLE, JOBS, "Says who?"));
        one(PIA, Role.PICTURE_EDITOR, new CaptionReturned(ARTICLE, FIGURE, "Who is it?"));
        one(PIA, Role.PICTURE_EDITOR, new CaptionApproved(ARTICLE, FIGURE, HASH));
        one(ADA, Role.WRITER, new CaptionReopened(ARTICLE, FIGURE, "It changed"));

        var checks = checks();

        assertThat(checks.ofClaims().keySet()).containsExactlyInAnyOrder(JOBS, GATE);
        assertThat(checks.ofClaims().get(JOBS))
                .extracting(ChecksOf.Remark::kind)
                .containsExactly(QUERIED, ANSWERED, QUERIED);
        assertThat(checks.ofClaims().get(JOBS))
                .extracting(ChecksOf.Remark::words)
                .containsExactly("Net or gross?", "Gross", "Says who?");
        assertThat(checks.ofClaims().get(JOBS))
                .extracting(remark -> remark.deed().who())
                .containsExactly(LENA, ADA, LENA);
        assertThat(checks.ofClaims().get(GATE))
                .extracting(ChecksOf.Remark::words)
                .containsExactly("Which gate?");
        assertThat(checks.ofCaptions()).containsOnlyKeys(FIGURE);
        assertThat(checks.ofCaptions().get(FIGURE))
                .extracting(ChecksOf.Remark::kind)
                .containsExactly(RETURNED, APPROVED, FELL);
        assertThat(checks.ofCaptions().get(FIGURE))
                .extracting(ChecksOf.Remark::words)
                .containsExactly("Who is it?", "", "It changed");
    }

    @Test
    void a_history_that_is_made_again_answers_the_same() {
        one(LENA, Role.CHECKER, new ClaimQueried(ARTICLE, JOBS, "Net or gross?"));
        one(LENA, Role.CHECKER, new FactsSignedOff(ARTICLE, HASH, 1, List.of("headline"), List.of()));
        many(
                ADA,
                Role.WRITER,
                revised("1,300 people lose their jobs."),
                new FactsReopened(ARTICLE, List.of(), "It reads otherwise", List.of("headline")));
        var before = checks();
        var rows = feed.rows();

        feed.startAfresh();

        assertThat(checks()).isEqualTo(before);
        assertThat(feed.rows()).isEqualTo(rows);
        assertThat(before.signOffs()).isNotEmpty();
        assertThat(before.falls()).isNotEmpty();
        assertThat(before.ofClaims()).isNotEmpty();
    }

    @Test
    void what_the_first_version_called_by_class_is_called_by_the_name_for_ever() {
        try (var database = databases.fresh().open()) {
            Migrations.run(database, "history", "1");
            var sql = JdbcClient.create(database);
            var kinds = List.of("ArticleDrafted", "ClaimQueried", "FactsSignedOff", "ArticleHeld");
            for (var i = 0; i < kinds.size(); i++) {
                sql.sql("""
                    INSERT INTO history_entry (stream, sequence, event, kind, happened_at, who, role, command, opening, ending)
                    VALUES ('a1', ?, ?, ?, CURRENT_TIMESTAMP, 'lena', 'CHECKER', 'x', ?, '')
                    """)
                        .params((long) i, "e" + i, kinds.get(i), kinds.get(i))
                        .update();
            }

            Migrations.run(database, "history");

            var history = new History(sql, DomainJson.mapper());
            assertThat(history.changes(new ChangesOf(ARTICLE, null, 50)).entries())
                    .extracting(Entry::kind)
                    .containsExactly(
                            "article.drafted", "article.claim-queried", "article.facts-signed-off", "article.held");
            assertThat(history.changes(new ChangesOf(ARTICLE, null, 50)).entries())
                    .extracting(Entry::fact)
                    .isEqualTo(kinds);
            assertThat(history.checks(new ChecksOf(ARTICLE)))
                    .isEqualTo(new ChecksOf.Checks(List.of(), List.of(), Map.of(), Map.of()));
        }
    }

    private static ContentRevised revised(String words) {
        var changes = new ArrayList<Change>();
        changes.add(new Change.BlockRewritten(paragraph("b1", words)));
        return new ContentRevised(
                ARTICLE, 2, 1, changes, HASH, Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of());
    }

    private long one(PersonId who, Role role, ArticleEvent event) {
        return many(who, role, event);
    }

    /** What one command made happen; returns the sequence of the last. */
    private long many(PersonId who, Role role, ArticleEvent... events) {
        now = now.plusSeconds(1);
        var act = new Act(who, role, now, null, new CommandId("command-" + ++commands));
        var last = -1L;
        for (var event : events) {
            last = feed.happened(act, event);
        }
        return last;
    }

    private ChecksOf.Checks checks() {
        feed.read();
        return history(feed).checks(new ChecksOf(ARTICLE));
    }
}
