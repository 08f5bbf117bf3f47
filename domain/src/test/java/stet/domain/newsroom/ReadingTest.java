package stet.domain.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand.AddComment;
import stet.domain.article.ArticleEvent.ArticleAssigned;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.article.Workflow;
import stet.domain.content.Content;
import stet.domain.newsroom.NewsroomCommand.CloseReading;
import stet.domain.newsroom.NewsroomCommand.OpenReading;
import stet.domain.newsroom.NewsroomEvent.DeskOpened;
import stet.domain.newsroom.NewsroomEvent.DesksChanged;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.domain.newsroom.NewsroomEvent.ReadingClosed;
import stet.domain.newsroom.NewsroomEvent.ReadingOpened;
import stet.domain.newsroom.Reading.Answer;
import stet.domain.newsroom.Reading.Matter;
import stet.domain.newsroom.Reading.Opening;
import stet.domain.newsroom.Reading.Reader;
import stet.domain.newsroom.Reading.Standing;

class ReadingTest {
    private static final DeskId INVESTIGATIONS = new DeskId("investigations");
    private static final DeskId CITY = new DeskId("city");
    private static final PersonId ADA = new PersonId("ada");
    private static final PersonId WREN = new PersonId("wren");
    private static final PersonId IVO = new PersonId("ivo");
    private static final ArticleId ARTICLE = new ArticleId("a1");
    private static final Act MONDAY =
            new Act(IVO, Role.WRITER, Instant.parse("2026-02-02T09:00:00Z"), null, new CommandId("c1"));

    private static final Newsroom NEWSROOM = List.of(
                    new DeskOpened(CITY, "City"),
                    new DeskOpened(INVESTIGATIONS, "Investigations"),
                    new PersonJoined(ADA, "Ada", Set.of(Role.ADMINISTRATOR), Set.of()),
                    new PersonJoined(WREN, "Wren", Set.of(Role.WRITER), Set.of(CITY)),
                    new PersonJoined(IVO, "Ivo", Set.of(Role.WRITER), Set.of(INVESTIGATIONS)),
                    new ReadingClosed(INVESTIGATIONS))
            .stream()
            .reduce(Newsroom.EMPTY, Newsroom::evolve, (one, _) -> one);

    @Test
    void the_table_is_documented_as_it_is() throws IOException {
        var file = Path.of(Objects.requireNonNull(System.getProperty("stet.root")), "docs", "reading.md");
        var was = Files.exists(file) ? Files.readString(file) : "";
        var now = page();
        if (!now.equals(was)) {
            Files.writeString(file, now);
        }
        assertThat(was)
                .as("docs/reading.md was out of date; it is rewritten, commit it")
                .isEqualTo(now);
    }

    @Test
    void how_long_work_takes_is_seen_of_all_desks_by_standards_and_auditors_and_by_publishers_of_their_own() {
        var desks = Set.of(CITY);
        for (var role : Role.values()) {
            var timed = Reading.timed(new Reader(IVO, Set.of(role), desks));
            assertThat(timed.all()).as(role.title()).isEqualTo(role == Role.STANDARDS || role == Role.AUDITOR);
            assertThat(timed.some()).as(role.title()).isEqualTo(role == Role.PUBLISHER ? desks : Set.of());
        }
        assertThat(Reading.timed(new Reader(IVO, Set.of(Role.PUBLISHER), Set.of()))
                        .any())
                .as("a publisher of no desk")
                .isFalse();
        assertThat(Reading.timed(new Reader(IVO, Set.of(Role.PUBLISHER, Role.STANDARDS), desks)))
                .isEqualTo(new Reading.Timed(true, Set.of()));
    }

    @Test
    void what_was_made_of_all_there_is_is_for_standards_and_auditors() {
        for (var role : Role.values()) {
            assertThat(Reading.readsAll(Set.of(role)))
                    .as(role.title())
                    .isEqualTo(role == Role.STANDARDS || role == Role.AUDITOR);
        }
        assertThat(Reading.readsAll(Set.of(Role.WRITER, Role.STANDARDS))).isTrue();
        assertThat(Reading.readsAll(Set.of())).isFalse();
    }

    @Test
    void an_administrator_and_who_has_no_role_read_nothing() {
        for (var standing : Standing.values()) {
            assertThat(Reading.of(Set.of(Role.ADMINISTRATOR), standing)).isEqualTo(Answer.NO);
            assertThat(Reading.of(Set.of(), standing)).isEqualTo(Answer.NO);
            assertThat(Reading.of(Set.of(Role.ADMINISTRATOR, Role.WRITER), standing))
                    .isEqualTo(Reading.of(Role.WRITER, standing));
        }
        assertThat(Reading.reads(Set.of(Role.ADMINISTRATOR))).isFalse();
        assertThat(Reading.reads(Set.of())).isFalse();
        assertThat(Reading.reads(Set.of(Role.CHECKER))).isTrue();
    }

    @Test
    void standards_and_auditors_read_all_and_alone_read_what_was_killed() {
        var all = EnumSet.of(Role.STANDARDS, Role.AUDITOR);
        for (var role : all) {
            for (var standing : Standing.values()) {
                assertThat(Reading.of(role, standing)).isNotEqualTo(Answer.NO);
            }
            assertThat(Reading.of(role, Standing.KILLED)).isEqualTo(Answer.RECORDED);
        }
        for (var role : EnumSet.complementOf(all)) {
            assertThat(Reading.of(role, Standing.KILLED)).isEqualTo(Answer.NO);
        }
    }

    @Test
    void only_publishers_open_what_they_do_not_read() {
        for (var role : Role.values()) {
            assertThat(Reading.opens(Set.of(role))).as(role.title()).isEqualTo(role == Role.PUBLISHER);
        }
        assertThat(Reading.opens(Set.of(Role.STANDARDS, Role.PUBLISHER))).isFalse();
    }

    @Test
    void what_was_opened_is_read_until_its_time_is_over_and_by_whoever_opened_it_alone() {
        var opened = new Matter(
                INVESTIGATIONS,
                true,
                Set.of(),
                Set.of(IVO),
                List.of(new Opening(WREN, MONDAY.at().plusSeconds(60))));
        var wren = new Reader(WREN, Set.of(Role.PUBLISHER), Set.of(CITY));
        assertThat(Reading.of(wren, opened, NEWSROOM, MONDAY.at())).isEqualTo(Answer.RECORDED);
        assertThat(Reading.of(wren, opened, NEWSROOM, MONDAY.at().plusSeconds(59)))
                .isEqualTo(Answer.RECORDED);
        assertThat(Reading.of(wren, opened, NEWSROOM, MONDAY.at().plusSeconds(60)))
                .isEqualTo(Answer.NO);
        var another = new Reader(ADA, Set.of(Role.PUBLISHER), Set.of(INVESTIGATIONS));
        assertThat(Reading.of(another, opened, NEWSROOM, MONDAY.at())).isEqualTo(Answer.NO);
        var writerByNow = new Reader(WREN, Set.of(Role.WRITER), Set.of(CITY));
        assertThat(Reading.of(writerByNow, opened, NEWSROOM, MONDAY.at())).isEqualTo(Answer.NO);
    }

    /** For all roles, desks, states and closed desks: a list shows just what may be opened. */
    @Test
    void a_list_has_what_may_be_read_and_nothing_else() {
        var seen = EnumSet.noneOf(Answer.class);
        for (var roles : List.of(
                Set.<Role>of(),
                Set.of(Role.ADMINISTRATOR),
                Set.of(Role.WRITER),
                Set.of(Role.PUBLISHER, Role.ADMINISTRATOR),
                Set.of(Role.STANDARDS),
                Set.of(Role.AUDITOR))) {
            for (var desks : List.of(Set.<DeskId>of(), Set.of(CITY), Set.of(INVESTIGATIONS))) {
                var reader = new Reader(WREN, roles, desks);
                var reach = Reading.reach(reader, NEWSROOM);
                for (var desk : List.of(CITY, INVESTIGATIONS)) {
                    for (var killed : List.of(true, false)) {
                        for (var given : List.of(Set.<PersonId>of(), Set.of(WREN))) {
                            for (var confided : confidings()) {
                                var matter = new Matter(desk, killed, given, confided, List.of());
                                var answer = Reading.of(reader, matter, NEWSROOM, MONDAY.at());
                                seen.add(answer);
                                var theirs = given.contains(WREN) || (confided != null && confided.contains(WREN));
                                var listed = reach.any()
                                        && (reach.killed() || !killed)
                                        && (theirs
                                                || (confided == null
                                                        ? !reach.hidden().contains(desk)
                                                        : reach.confidential()));
                                assertThat(listed)
                                        .as(
                                                "%s at %s: %s, killed %s, given to %s, confided to %s",
                                                roles, desks, desk, killed, given, confided)
                                        .isEqualTo(answer != Answer.NO);
                            }
                        }
                    }
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Answer.values());
    }

    private static List<@Nullable Set<PersonId>> confidings() {
        return Arrays.asList(null, Set.of(), Set.of(WREN));
    }

    @Test
    void nobody_asks_anything_of_an_article_that_they_may_not_read() {
        var article = Article.evolve(
                null, new ArticleDrafted(ARTICLE, INVESTIGATIONS, Content.of("A lead", "", List.of()), null), MONDAY);
        assertThatThrownBy(() -> Workflow.decide(article, comment(), by(WREN), NEWSROOM))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.NO_SUCH_ARTICLE));
        assertThat(Workflow.decide(article, comment(), by(IVO), NEWSROOM)).hasSize(1);

        var given = Article.evolve(article, new ArticleAssigned(ARTICLE, WREN, Role.WRITER, null), MONDAY);
        assertThat(Workflow.decide(given, comment(), by(WREN), NEWSROOM)).hasSize(1);
        var open = NEWSROOM.evolve(new ReadingOpened(INVESTIGATIONS));
        assertThat(Workflow.decide(article, comment(), by(WREN), open)).hasSize(1);
        var there = NEWSROOM.evolve(new DesksChanged(WREN, Set.of(INVESTIGATIONS)));
        assertThat(Workflow.decide(article, comment(), by(WREN), there)).hasSize(1);
    }

    @Test
    void a_desk_is_open_until_an_administrator_closes_it() {
        assertThat(NEWSROOM.closed()).containsExactly(INVESTIGATIONS);
        assertThat(NEWSROOM.decide(new CloseReading(CITY), administrator())).containsExactly(new ReadingClosed(CITY));
        assertThat(NEWSROOM.decide(new OpenReading(INVESTIGATIONS), administrator()))
                .containsExactly(new ReadingOpened(INVESTIGATIONS));
        assertThat(NEWSROOM.evolve(new ReadingOpened(INVESTIGATIONS)).closed()).isEmpty();
    }

    @Test
    void what_is_so_already_or_is_no_desk_is_refused() {
        var moon = new DeskId("moon");
        refuses(new CloseReading(INVESTIGATIONS), RefusalCode.ALREADY_SO);
        refuses(new OpenReading(CITY), RefusalCode.ALREADY_SO);
        refuses(new CloseReading(moon), RefusalCode.NO_SUCH_DESK);
        refuses(new OpenReading(moon), RefusalCode.NO_SUCH_DESK);
    }

    private static void refuses(NewsroomCommand command, RefusalCode code) {
        assertThatThrownBy(() -> NEWSROOM.decide(command, administrator()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static AddComment comment() {
        return new AddComment(ARTICLE, new CommentId("n1"), "Who counted?", null, List.of());
    }

    private static Act by(PersonId person) {
        return new Act(person, Role.WRITER, MONDAY.at(), null, new CommandId("c2"));
    }

    private static Act administrator() {
        return new Act(ADA, Role.ADMINISTRATOR, MONDAY.at(), null, new CommandId("c3"));
    }

    private static String page() {
        var rows = Arrays.stream(Standing.values())
                .map(standing -> "| " + standing.words() + " | "
                        + Arrays.stream(Role.values())
                                .map(role -> cell(Reading.of(role, standing)))
                                .collect(Collectors.joining(" | "))
                        + " |  |\n")
                .collect(Collectors.joining());
        return """
                # Who may read what

                Written by `ReadingTest` from the one place that says so, `Reading` in the domain (rule 34 of [domain.md](domain.md)); change it
                there, run the tests, and commit what they wrote. It holds for pages, the API, live lines, originals, exports, previews,
                notices and letters alike, and for every command. What is published everybody reads.

                The first row that fits an article counts; the last one counts where the row that fits says no. Who holds several roles reads what
                one of them does.

                | an article that is | %s | no role |
                |---%s|---|
                %s
                *recorded*: it may be read, and each time stands in the log of access.

                Each desk is open unless an administrator closes it (`close-reading`) and until one opens it again (`open-reading`).

                An article is confidential from `make-confidential` to `lift-confidentiality`, which a publisher of its desk or a standards editor
                asks for. It is confided to whoever wrote in it, to that publisher and to whom they name.

                A publisher opens what they do not read by `break-glass`, with a reason, for %d minutes: whoever answers at night for what goes out must
                be able to see what it is about, and standards, who need not, may be asleep. It is an event of the article; whoever works at its
                desk, or has to do with it, and standards are told. It stands in no list of whoever opened it. All others ask a publisher.

                Somebody who may not read an article gets the answer that they would get if it were not there. Those who were given
                work on a story, or wrote in it, still get the notice that it was killed. A picture is shown to whoever reads an article in which
                it stands or ever stood, and to whoever sent it.

                Whoever reads all there is [rehearses rules](workflow.md#what-can-be-rehearsed) on it; what is recorded is named there and not quoted.
                """.formatted(
                        Arrays.stream(Role.values()).map(Role::title).collect(Collectors.joining(" | ")),
                        "|---".repeat(Role.values().length),
                        rows,
                        Reading.OPEN_FOR.toMinutes());
    }

    private static String cell(Answer answer) {
        return switch (answer) {
            case NO -> "";
            case YES -> "yes";
            case RECORDED -> "*recorded*";
        };
    }
}
