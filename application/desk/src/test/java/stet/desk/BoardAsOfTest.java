package stet.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.desk.Newsdesk.ADA;
import static stet.desk.Newsdesk.GRACE;
import static stet.desk.Newsdesk.LENA;
import static stet.desk.Newsdesk.MIRA;
import static stet.desk.Newsdesk.POLITICS;
import static stet.desk.Newsdesk.SPORT;
import static stet.desk.Newsdesk.TOMAS;
import static stet.desk.Stories.plain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.ArticleId;
import stet.domain.ClaimId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.*;
import stet.domain.article.EditionKind;
import stet.domain.article.Note;
import stet.domain.article.Stage;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Anchor;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.newsroom.Reading;
import stet.eventstore.Databases;

/** What the board said is what it is said to have said: each instant of random days, in whichever batches they were read. */
@Tag("database")
@ParameterizedClass
@EnumSource
class BoardAsOfTest {
    private static final Reading.Reach EVERYTHING = new Reading.Reach(GRACE, true, true, true, Set.of());
    private static final List<ArticleId> ARTICLES = Stream.of("ferry", "mill", "bridge", "market", "school", "pier")
            .map(ArticleId::new)
            .toList();
    private static final int ACTS = 900;

    private final Newsdesk newsdesk;

    BoardAsOfTest(Databases databases) {
        newsdesk = new Newsdesk(databases);
    }

    @AfterEach
    void close() {
        newsdesk.close();
    }

    /** What a board says now and said then. */
    private record Said(
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
            int claims,
            int openClaims,
            @Nullable Integer edition,
            @Nullable Instant embargo,
            List<Card.Work> work,
            @Nullable Instant scheduledFor,
            @Nullable String scheduleDropped,
            Instant stageSince) {
        static Said now(Card card, Newsdesk newsdesk) {
            var article = newsdesk.article(card.article());
            var edition = article.edition();
            return new Said(
                    card.article(),
                    card.headline(),
                    card.slugline(),
                    card.section(),
                    card.queue(),
                    card.stage(),
                    card.live(),
                    card.held(),
                    card.submitted(),
                    card.confidential(),
                    card.author(),
                    card.desk(),
                    card.urgency(),
                    card.claims(),
                    card.openClaims(),
                    edition == null ? null : edition.number(),
                    article.embargo(),
                    card.work(),
                    card.scheduledFor(),
                    card.scheduleDropped(),
                    card.stageSince());
        }

        static Said then(CardAsOf card) {
            return new Said(
                    card.article(),
                    card.headline(),
                    card.slugline(),
                    card.section(),
                    card.queue(),
                    card.stage(),
                    card.live(),
                    card.held(),
                    card.submitted(),
                    card.confidential(),
                    card.author(),
                    card.desk(),
                    card.urgency(),
                    card.claims(),
                    card.openClaims(),
                    card.edition(),
                    card.embargo(),
                    card.work(),
                    card.scheduledFor(),
                    card.scheduleDropped(),
                    card.stageSince());
        }
    }

    private record Noted(Instant at, Said said) {}

    private BoardAsOf asked(Instant at) {
        return BoardAsOf.of(at, EVERYTHING, 50);
    }

    private List<Said> then(Instant at) {
        return newsdesk.desk.board(asked(at)).cards().stream()
                .map(Said::then)
                .sorted(Comparator.comparing(said -> said.article().value()))
                .toList();
    }

    // ---- Random days

    private @Nullable ArticleCommand anything(ArticleId id, Random random, boolean begun) {
        if (!begun) {
            return new DraftArticle(id, random.nextBoolean() ? POLITICS : SPORT, story(id, random), null);
        }
        var article = newsdesk.article(id);
        var revision = article.revision();
        var person = List.of(ADA, LENA, TOMAS).get(random.nextInt(3));
        var roles = Map.of(ADA, Role.WRITER, LENA, Role.CHECKER, TOMAS, Role.PICTURE_EDITOR);
        var role = Objects.requireNonNull(roles.get(person));
        var later = newsdesk.now.plus(Duration.ofMinutes(1 + random.nextInt(600)));
        var note = new Note("It was otherwise", "It is so");
        return switch (random.nextInt(24)) {
            case 0, 1 -> new ReviseContent(id, revision, story(id, random));
            case 2 ->
                new ReviseContent(
                        id, revision, article.content().withBlocks(plain("", 1).blocks()));
            case 3, 4 -> new SubmitForChecking(id);
            case 5 ->
                new RaiseClaim(
                        id,
                        new ClaimId("c" + random.nextInt(100)),
                        ClaimKind.FACT,
                        new Anchor(new Place("headline"), 0, article.content().headline()));
            case 6, 7 ->
                article.openClaims().isEmpty()
                        ? null
                        : new ConfirmClaim(
                                id, article.openClaims().iterator().next().id(), List.of(Stories.transcript()));
            case 8, 9 -> new SignOffFacts(id, revision);
            case 10, 11 -> new SignOffCaptions(id, revision);
            case 12, 13 -> new PublishArticle(id, EditionKind.ORIGINAL, null, revision);
            case 14 -> new PublishArticle(id, EditionKind.CORRECTION, note, revision);
            case 15 -> new AssignArticle(id, person, role, random.nextBoolean() ? later : null);
            case 16 -> new UnassignArticle(id, person, role);
            case 17 -> new MoveToDesk(id, article.desk().equals(SPORT) ? POLITICS : SPORT);
            case 18 -> random.nextBoolean() ? new SetEmbargo(id, later) : new LiftEmbargo(id);
            case 19 -> new SchedulePublication(id, later, EditionKind.ORIGINAL, null, revision);
            case 20 -> random.nextBoolean() ? new HoldArticle(id, "A call came in") : new ReleaseHold(id);
            case 21 -> random.nextBoolean() ? new SpikeArticle(id, "No") : new ReviveArticle(id);
            case 22 ->
                article.confided() == null
                        ? new MakeConfidential(id, List.of(LENA), "It is with the lawyers")
                        : new LiftConfidentiality(id);
            // Some are not killed, or nothing would happen any more.
            default ->
                article.edition() != null && ARTICLES.indexOf(id) % 3 == 0
                        ? new KillArticle(id, "Made up", "We were wrong")
                        : null;
        };
    }

    private static Content story(ArticleId id, Random random) {
        return plain("%s, version %d".formatted(id.value(), random.nextInt(3)), 1 + random.nextInt(9));
    }

    private boolean asks(ArticleCommand command, Random random) {
        for (var who : List.of(ADA, LENA, TOMAS, MIRA, GRACE)) {
            try {
                // The newsroom's clock goes on by a minute with each command, and another node's may be behind it.
                newsdesk.now = newsdesk.now
                        .minusSeconds(60)
                        .plusMillis(random.nextInt(12) == 0 ? -random.nextInt(200_000) : random.nextInt(400_000));
                newsdesk.ask(who, command);
                return true;
            } catch (Refused | InvalidValue no) {
                // Somebody else may, or nobody.
            }
        }
        return false;
    }

    @Test
    void each_instant_of_random_days_is_told_as_the_board_told_it() {
        var random = new Random(1403);
        var noted = new LinkedHashMap<ArticleId, List<Noted>>();
        for (var act = 0; act < ACTS; act++) {
            var id = ARTICLES.get(random.nextInt(ARTICLES.size()));
            var command = anything(id, random, noted.containsKey(id));
            if (command != null && asks(command, random)) {
                if (random.nextInt(4) > 0) {
                    newsdesk.read();
                } else {
                    newsdesk.feed.read();
                }
                var card = newsdesk.desk.card(new OneCard(id)).orElseThrow();
                noted.computeIfAbsent(id, _ -> new ArrayList<>())
                        .add(new Noted(newsdesk.now, Said.now(card, newsdesk)));
            }
        }
        var instants = noted.values().stream()
                .flatMap(List::stream)
                .map(Noted::at)
                .flatMap(at -> Stream.of(at, at.minusMillis(1), at.plusMillis(1)))
                .distinct()
                .toList();
        assertThat(instants).hasSizeGreaterThan(150);
        assertThat(noted.values().stream()
                        .flatMap(List::stream)
                        .map(each -> each.said().queue()))
                .contains(Queue.values());

        assertToldAgain(instants, noted);
        var rows = newsdesk.feed.rows();
        for (var batch : List.of(1, 1000)) {
            newsdesk.feed.startAfresh();
            newsdesk.feed.readFrom(0, batch);
            assertThat(newsdesk.feed.rows()).as("in batches of %d", batch).isEqualTo(rows);
        }
        assertToldAgain(instants, noted);
    }

    private void assertToldAgain(List<Instant> instants, Map<ArticleId, List<Noted>> noted) {
        for (var at : instants) {
            var expected = new ArrayList<Said>();
            noted.forEach((_, those) -> {
                for (var last = those.size() - 1; last >= 0; last--) {
                    if (!those.get(last).at().isAfter(at)) {
                        expected.add(those.get(last).said());
                        return;
                    }
                }
            });
            expected.sort(Comparator.comparing(said -> said.article().value()));
            assertThat(then(at)).as("at %s", at).isEqualTo(expected);
            if (instants.indexOf(at) % 10 > 0) {
                continue;
            }
            for (var queue : Queue.values()) {
                assertThat(newsdesk.desk.board(asked(at).in(queue)).cards())
                        .as("%s at %s", queue, at)
                        .extracting(Said::then)
                        .containsExactlyInAnyOrderElementsOf(expected.stream()
                                .filter(said -> said.queue() == queue)
                                .toList());
            }
            assertThat(newsdesk.desk.board(asked(at).at(SPORT)).cards())
                    .extracting(CardAsOf::article)
                    .containsExactlyInAnyOrderElementsOf(expected.stream()
                            .filter(said -> said.desk().equals(SPORT))
                            .map(Said::article)
                            .toList());
            assertThat(newsdesk.desk.board(asked(at).assignedTo(LENA)).cards())
                    .extracting(CardAsOf::article)
                    .containsExactlyInAnyOrderElementsOf(expected.stream()
                            .filter(said -> said.work().stream()
                                    .anyMatch(work -> work.person().equals(LENA)))
                            .map(Said::article)
                            .toList());
        }
    }

    // ---- One by one

    @Test
    void a_save_that_changes_nothing_on_the_card_writes_nothing() {
        newsdesk.ask(ADA, new DraftArticle(Stories.PLANT, POLITICS, Stories.plant(), null));
        newsdesk.read();
        var rows = newsdesk.feed.rows();

        for (var save = 0; save < 12; save++) {
            newsdesk.ask(
                    ADA,
                    new ReviseContent(
                            Stories.PLANT,
                            newsdesk.revision(),
                            Stories.rewritten(
                                    Stories.plant(), Stories.LOSSES, "%d people lose their jobs".formatted(save))));
            newsdesk.read();
        }

        for (var table : List.of("desk_was", "desk_was_checked", "desk_was_given")) {
            assertThat(newsdesk.feed.rows().get(table)).as(table).isEqualTo(rows.get(table));
        }
    }

    @Test
    void what_stood_then_is_told_page_by_page_those_first_that_changed_last() {
        for (var nth = 0; nth < 7; nth++) {
            newsdesk.ask(ADA, new DraftArticle(new ArticleId("a" + nth), SPORT, plain("Nil nil", 5), null));
        }
        var then = newsdesk.now;
        newsdesk.ask(ADA, new MoveToDesk(new ArticleId("a3"), POLITICS));
        newsdesk.read();

        var found = new ArrayList<String>();
        BoardAsOf.Place after = null;
        do {
            var page = newsdesk.desk.board(BoardAsOf.of(then, EVERYTHING, 3).after(after));
            page.cards().forEach(card -> found.add(card.article().value()));
            after = page.next();
        } while (after != null);

        assertThat(found).containsExactly("a6", "a5", "a4", "a3", "a2", "a1", "a0");
        assertThat(newsdesk.desk
                        .board(BoardAsOf.of(newsdesk.now, EVERYTHING, 1))
                        .cards())
                .extracting(card -> card.article().value())
                .containsExactly("a3");
        assertThatThrownBy(() -> BoardAsOf.of(then, EVERYTHING, 201)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void nothing_was_there_before_anything_was_and_a_long_time_later_it_still_is() {
        newsdesk.ask(ADA, new DraftArticle(new ArticleId("goal"), SPORT, plain("Nil nil", 5), null));
        var drafted = newsdesk.now;
        for (var days : List.of(1, 40, 400, 4000)) {
            newsdesk.now = drafted.plus(Duration.ofDays(days));
            newsdesk.ask(
                    ADA,
                    new ReviseContent(
                            new ArticleId("goal"),
                            newsdesk.article(new ArticleId("goal")).revision(),
                            plain("Nil nil, %d days later".formatted(days), 5)));
        }
        newsdesk.read();

        assertThat(then(drafted.minusMillis(1))).isEmpty();
        assertThat(then(Instant.parse("0001-01-01T00:00:00Z"))).isEmpty();
        assertThat(headlines(drafted, 0, 1, 2, 39, 41, 399, 401, 3999, 4001, 90_000))
                .containsExactly(
                        "Nil nil",
                        "Nil nil",
                        "Nil nil, 1 days later",
                        "Nil nil, 1 days later",
                        "Nil nil, 40 days later",
                        "Nil nil, 40 days later",
                        "Nil nil, 400 days later",
                        "Nil nil, 400 days later",
                        "Nil nil, 4000 days later",
                        "Nil nil, 4000 days later");
    }

    private List<String> headlines(Instant from, Integer... days) {
        return Stream.of(days)
                .map(day -> then(from.plus(Duration.ofDays(day))).getFirst().headline())
                .toList();
    }

    @Test
    void who_reads_what_goes_by_how_it_stands_now() {
        var goal = new ArticleId("goal");
        newsdesk.ask(ADA, new DraftArticle(goal, SPORT, plain("Nil nil", 5), null));
        var then = newsdesk.now;
        newsdesk.ask(GRACE, new MakeConfidential(goal, List.of(), "A source is in danger"));
        newsdesk.read();
        var olga = new Reading.Reach(new PersonId("olga"), true, false, false, Set.of());
        var ada = new Reading.Reach(ADA, true, false, false, Set.of());

        assertThat(newsdesk.desk.board(BoardAsOf.of(then, olga, 50)).cards()).isEmpty();
        assertThat(newsdesk.desk.board(BoardAsOf.of(then, ada, 50)).cards())
                .singleElement()
                .satisfies(card -> assertThat(card.confidential()).isFalse());
    }
}
