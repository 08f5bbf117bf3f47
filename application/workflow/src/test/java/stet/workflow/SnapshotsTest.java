package stet.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Role;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.WaiveCheck;
import stet.domain.article.Check;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomCommand;
import stet.eventstore.Databases;
import stet.eventstore.Ledger;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;

/** A snapshot makes an article quicker to load, and nothing else. */
@Tag("database")
class SnapshotsTest {
    private static final int AFTER = 10;
    private static final DeskId CITY = new DeskId("city");
    private static final ArticleId FERRY = new ArticleId("ferry");
    private static final PersonId ADA = new PersonId("ada");
    private static final PersonId WANDA = new PersonId("wanda");
    private static final PersonId CHIDI = new PersonId("chidi");

    private @Nullable AutoCloseable database;

    @AfterEach
    void close() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_article_with_a_long_history_is_loaded_from_its_state(Databases kind) {
        var newsroom = open(kind);
        newsroom.draftAndRevise(AFTER - 1);
        assertThat(newsroom.revise(newsroom.last(), "Once more.")).isInstanceOf(Answer.Done.class);

        newsroom.sql("UPDATE ledger_snapshot SET payload = REPLACE(payload, '\"spiked\":false', '\"spiked\":true')");

        assertThat(newsroom.revise(newsroom.last(), "And again."))
                .as("what the state says, although no event says so")
                .isInstanceOf(Answer.No.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_state_that_other_code_folded_is_left_alone(Databases kind) {
        var newsroom = open(kind);
        newsroom.draftAndRevise(AFTER - 1);
        newsroom.sql(
                "UPDATE ledger_snapshot SET payload_revision = 'older', payload = REPLACE(payload, '\"spiked\":false', '\"spiked\":true')");

        assertThat(newsroom.revise(newsroom.last(), "And again.")).isInstanceOf(Answer.Done.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_state_that_cannot_be_read_is_left_alone(Databases kind) {
        var newsroom = open(kind);
        newsroom.draftAndRevise(AFTER - 1);
        newsroom.sql("UPDATE ledger_snapshot SET payload = '{\"id\":[1,'");

        assertThat(newsroom.revise(newsroom.last(), "And again.")).isInstanceOf(Answer.Done.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_save_based_on_a_revision_from_before_the_state_is_merged(Databases kind) {
        var newsroom = open(kind);
        newsroom.draftAndRevise(AFTER + 5);

        var saved = newsroom.send(
                WANDA, Role.WRITER, new ReviseContent(FERRY, 1, content("It sails at nine.", "The pier is shut.")));

        assertThat(saved).isInstanceOf(Answer.Done.class);
        var merged = Objects.requireNonNull(((Answer.Done) saved).merged());
        assertThat(merged.blocks())
                .extracting(Block::words)
                .containsExactly("Revision " + (AFTER + 5) + ".", "The pier is shut.");
    }

    @ParameterizedTest
    @EnumSource
    void what_was_seen_in_a_revision_from_before_the_state_is_compared_with_what_stands_there(Databases kind) {
        var newsroom = open(kind);
        newsroom.draftAndRevise(AFTER + 5);
        var paul = new PersonId("paul");
        newsroom.send(new NewsroomCommand.WelcomePerson(paul, "Paul", Set.of(Role.PUBLISHER), Set.of(CITY)), ADA);

        var waiver = newsroom.send(paul, Role.PUBLISHER, new WaiveCheck(FERRY, Check.FACTS, null, "Urgent", 1));

        assertThat(waiver).isInstanceOfSatisfying(Answer.No.class, no -> {
            assertThat(no.code()).isEqualTo(RefusalCode.CHANGED_SINCE);
            assertThat(no.obstacles())
                    .singleElement()
                    .satisfies(obstacle -> assertThat(obstacle.sentence()).contains("Wanda"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_revision_that_never_was_is_refused_all_the_same(Databases kind) {
        var newsroom = open(kind);
        newsroom.draftAndRevise(AFTER + 5);

        assertThat(newsroom.revise(newsroom.last() + 7, "From the future."))
                .isInstanceOfSatisfying(
                        Answer.No.class, no -> assertThat(no.code()).isEqualTo(RefusalCode.NO_SUCH_REVISION));
    }

    @ParameterizedTest
    @EnumSource
    void claims_stay_in_the_order_in_which_they_were_raised(Databases kind) {
        var newsroom = open(kind);
        newsroom.draftAndRevise(1);
        var words = List.of("The", "pier", "is", "open");
        for (var claim : List.of("z", "b", "y", "a")) {
            var word = words.get(newsroom.claimed++);
            var anchor = new Anchor(Place.of(new BlockId("b2")), "The pier is open.".indexOf(word), word);
            assertThat(newsroom.send(
                            CHIDI, Role.CHECKER, new RaiseClaim(FERRY, new ClaimId(claim), ClaimKind.FACT, anchor)))
                    .isInstanceOf(Answer.Done.class);
        }
        newsroom.draftAndRevise(AFTER);

        assertThat(newsroom.claims()).containsExactly("z", "b", "y", "a");
    }

    private Opened open(Databases kind) {
        var opened = new Opened(kind);
        database = opened;
        return opened;
    }

    private static Content content(String first, String second) {
        return Content.of(
                "The ferry",
                "",
                List.of(
                        new Block.Paragraph(new BlockId("b1"), Text.of(first)),
                        new Block.Paragraph(new BlockId("b2"), Text.of(second))));
    }

    /** Each command meets a program that was just started and remembers nothing. */
    private static final class Opened implements AutoCloseable {
        private final com.zaxxer.hikari.HikariDataSource pool;
        private final JdbcTransactionManager transactions;
        private int revision;
        private int claimed;

        Opened(Databases kind) {
            pool = kind.fresh().open();
            transactions = new JdbcTransactionManager(pool);
            Migrations.run(pool, "eventstore");
            Migrations.run(pool, "workflow");
            send(new NewsroomCommand.WelcomePerson(ADA, "Ada", Set.of(Role.ADMINISTRATOR), Set.of()), Newsroom.STET);
            send(new NewsroomCommand.OpenDesk(CITY, "City"), ADA);
            send(new NewsroomCommand.WelcomePerson(WANDA, "Wanda", Set.of(Role.WRITER), Set.of(CITY)), ADA);
            send(new NewsroomCommand.WelcomePerson(CHIDI, "Chidi", Set.of(Role.CHECKER), Set.of(CITY)), ADA);
        }

        void draftAndRevise(int times) {
            if (revision == 0) {
                send(
                        WANDA,
                        Role.WRITER,
                        new DraftArticle(FERRY, CITY, content("It sails at nine.", "The pier is open."), null));
                revision = 1;
            }
            for (var i = 0; i < times; i++) {
                revise(revision, "Revision " + revision + ".");
            }
            if (times >= AFTER - 1) {
                await().until(() -> snapshots() > 0);
            }
        }

        private long snapshots() {
            return JdbcClient.create(pool)
                    .sql("SELECT COUNT(*) FROM ledger_snapshot")
                    .query(Long.class)
                    .single();
        }

        Answer revise(int basedOn, String first) {
            var answer =
                    send(WANDA, Role.WRITER, new ReviseContent(FERRY, basedOn, content(first, "The pier is open.")));
            if (answer instanceof Answer.Done done) {
                revision = Objects.requireNonNull(done.revision());
            }
            return answer;
        }

        int last() {
            return revision;
        }

        List<String> claims() {
            var claims = new ArrayList<String>();
            try (var ledger = ledger()) {
                var state = (ArticleAggregate)
                        ledger.events().readEvents(FERRY.value()).next().getPayload();
                var article = Objects.requireNonNull(state.article());
                article.claims().keySet().forEach(id -> claims.add(id.value()));
            }
            return claims;
        }

        void sql(String statement) {
            assertThat(JdbcClient.create(pool).sql(statement).update()).isEqualTo(1);
        }

        Answer send(PersonId who, Role role, ArticleCommand command) {
            try (var ledger = ledger()) {
                return commands(ledger).send(command, Request.by(act(who, role)));
            }
        }

        private void send(NewsroomCommand command, PersonId who) {
            try (var ledger = ledger()) {
                assertThat(commands(ledger).send(command, Request.by(act(who, Role.ADMINISTRATOR))))
                        .isInstanceOf(Answer.Done.class);
            }
        }

        private static Act act(PersonId who, Role role) {
            var command = new CommandId(UUID.randomUUID().toString());
            return new Act(who, role, Clock.systemUTC().instant(), null, command);
        }

        private Ledger ledger() {
            return Ledger.on(pool, transactions)
                    .snapshots(Snapshots.aggregate(), Snapshots.NAME, Snapshots.revision())
                    .build();
        }

        private Commands commands(Ledger ledger) {
            return new Commands(
                    ledger.commands(),
                    ledger.events(),
                    ledger.parameters(),
                    JdbcClient.create(pool),
                    new TransactionTemplate(transactions),
                    DomainJson.mapper(),
                    Sources.of(JdbcClient.create(pool), transactions),
                    Others.NONE,
                    AFTER);
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
