package stet.lookup;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.article.ArticleCommand.*;
import stet.domain.article.Check;
import stet.domain.article.EditionKind;
import stet.domain.article.Note;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.domain.newsroom.NewsroomCommand.OpenDesk;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.domain.newsroom.Reading;
import stet.lookup.EverSaid.Kind;
import stet.lookup.EverSaid.Narrowing;
import stet.lookup.EverSaid.Span;
import stet.search.Found;

/** Where words ever stood, and where they were said. */
class EverSaidTest extends IndexedNewsroom {
    private static final ArticleId FERRY = new ArticleId("ferry");
    private static final BlockId BODY = new BlockId("body");
    private static final BlockId TAIL = new BlockId("tail");
    private static final DeskId CITY = new DeskId("city");
    private static final DeskId PROBES = new DeskId("probes");
    private static final PersonId WANDA = new PersonId("wanda");
    private static final PersonId CHIDI = new PersonId("chidi");
    private static final PersonId PETRA = new PersonId("petra");
    private static final PersonId STELLA = new PersonId("stella");
    private static final Reading.Reach EVERYTHING = new Reading.Reach(STELLA, true, true, true, Set.of());

    @BeforeEach
    void open_the_newsroom() {
        ask(new OpenDesk(CITY, "City"));
        ask(new OpenDesk(PROBES, "Probes"));
        ask(new WelcomePerson(WANDA, "Wanda", Set.of(Role.WRITER), Set.of(CITY)));
        ask(new WelcomePerson(CHIDI, "Chidi", Set.of(Role.CHECKER), Set.of(CITY)));
        ask(new WelcomePerson(PETRA, "Petra", Set.of(Role.PUBLISHER), Set.of(CITY, PROBES)));
        ask(new WelcomePerson(STELLA, "Stella", Set.of(Role.STANDARDS), Set.of(CITY)));
        ask(WANDA, new DraftArticle(FERRY, CITY, story("The ferries sail at dawn.", "Nobody waits."), null));
    }

    private static Content story(String body, String tail) {
        return Content.of(
                "A ferry for Tolvik",
                "",
                List.of(new Block.Paragraph(BODY, Text.of(body)), new Block.Paragraph(TAIL, Text.of(tail))));
    }

    private void saves(String body, String tail) {
        ask(WANDA, new ReviseContent(FERRY, revision(), story(body, tail)));
    }

    private int revision() {
        return requireNonNull(articles.get(FERRY)).revision();
    }

    private List<EverSaid.Hit> found(String words) {
        return found(words, Narrowing.NONE, EVERYTHING);
    }

    private List<EverSaid.Hit> found(String words, Narrowing by, Reading.Reach reach) {
        read();
        var answer = search.ever(new EverSaid(words, by, reach, false, 0, 100));
        assertThat(answer.total()).isEqualTo(answer.hits().size());
        return answer.hits();
    }

    private static String words(EverSaid.Hit hit) {
        return hit.sentences().stream()
                .flatMap(sentence -> sentence.pieces().stream())
                .map(Found.Piece::words)
                .collect(joining());
    }

    @Test
    void words_that_are_gone_are_found_with_the_revisions_from_and_until_which_they_stood() {
        saves("The ferries sail at noon.", "Nobody waits.");
        saves("The ferries sail at noon.", "Somebody waits.");
        var gone = now;

        var hit = found("“nobody waits”");

        assertThat(hit).singleElement().satisfies(one -> {
            assertThat(one.article()).isEqualTo(FERRY);
            assertThat(one.headline()).isEqualTo("A ferry for Tolvik");
            assertThat(one.kind()).isEqualTo(Kind.PASSAGE);
            assertThat(one.place()).isEqualTo("block/tail");
            assertThat(one.who()).isEqualTo(WANDA);
            assertThat(one.stood()).containsExactly(new Span(1, gone.minus(Duration.ofMinutes(2)), 3, gone));
            assertThat(words(one)).isEqualTo("Nobody waits.");
        });
        assertThat(search.search(new SearchFor(
                                "nobody",
                                false,
                                new SearchFor.Narrowing(null, null, null, null, null, null, null, null),
                                EVERYTHING,
                                false,
                                0,
                                10))
                        .hits())
                .as("What stands now is searched as before")
                .isEmpty();
    }

    @Test
    void words_that_still_stand_say_so_and_versions_that_follow_one_another_are_one_time() {
        saves("The ferries sail at noon.", "Nobody waits.");
        saves("The boats sail at noon.", "Nobody waits.");
        saves("The ferries sail at dusk.", "Nobody waits.");
        saves("The ferries sail at night.", "Nobody waits.");

        var hits = found("ferry -tolvik");

        assertThat(hits).singleElement().satisfies(hit -> {
            assertThat(hit.stood()).extracting(Span::from).containsExactly(1, 4);
            assertThat(hit.stood()).extracting(Span::until).containsExactly(3, null);
        });
        assertThat(found("ferry", gone(), EVERYTHING).getFirst().stood())
                .as("of those versions that are gone")
                .extracting(Span::until)
                .containsExactly(3, 5);
    }

    @Test
    void a_passage_that_stays_is_kept_once_however_often_others_change() {
        for (var hour = 0; hour < 20; hour++) {
            saves("The ferries sail at %d.".formatted(hour), "Nobody waits.");
        }
        read();

        // The headline, what stands at the end and 21 versions of the text.
        assertThat(index.fingerprint().of("passage").count()).isEqualTo(23);
    }

    @Test
    void it_is_told_in_which_editions_readers_had_the_words() {
        publishes(EditionKind.ORIGINAL, null);
        saves("The ferries sail at noon.", "Nobody waits.");
        publishes(EditionKind.UPDATE, new Note("", "They sail later"));

        assertThat(found("dawn").getFirst().editions()).containsExactly(1);
        assertThat(found("“nobody waits”").getFirst().editions()).containsExactly(1, 2);
        assertThat(found("“sail later”")).singleElement().satisfies(hit -> {
            assertThat(hit.kind()).isEqualTo(Kind.NOTE);
            assertThat(hit.who()).isEqualTo(PETRA);
            assertThat(hit.at()).isEqualTo(now);
        });
    }

    private void publishes(EditionKind kind, @Nullable Note note) {
        ask(PETRA, new WaiveCheck(FERRY, Check.FACTS, null, "The harbour office said so on the telephone", revision()));
        if (kind == EditionKind.ORIGINAL) {
            ask(PETRA, new WaiveCheck(FERRY, Check.CAPTIONS, null, "It has no pictures", revision()));
        }
        ask(PETRA, new PublishArticle(FERRY, kind, note, revision()));
    }

    @Test
    void what_was_said_is_found_with_what_it_is_and_who_said_it() {
        var claim = new ClaimId("claim");
        var dawn = new Anchor(Place.of(BODY), 0, "The ferries sail at dawn");
        ask(STELLA, new AddComment(FERRY, new CommentId("first"), "Is the wombat real?", null, List.of()));
        ask(STELLA, new EditComment(FERRY, new CommentId("first"), "Is the wallaby real?"));
        ask(WANDA, new SubmitForChecking(FERRY));
        ask(CHIDI, new RaiseClaim(FERRY, claim, ClaimKind.FACT, dawn));
        ask(CHIDI, new QueryClaim(FERRY, claim, "Which quokka said so?"));
        ask(WANDA, new AnswerQuery(FERRY, claim, "The bandicoot did"));
        ask(
                CHIDI,
                new DisputeClaim(
                        FERRY,
                        claim,
                        "It was a numbat",
                        List.of(new Source.Named(
                                SourceType.DOCUMENT,
                                "https://example.org/potoroo",
                                LocalDate.of(2026, 11, 20),
                                "Page of the bilby"))));
        ask(CHIDI, new RequestChanges(FERRY, new CommentId("request"), "Name the dunnart"));
        ask(STELLA, new ResolveComment(FERRY, new CommentId("first")), "A letter of the quoll");

        assertThat(told("wombat")).isEqualTo("COMMENT stella");
        assertThat(told("wallaby")).as("both wordings of a comment are one").isEqualTo("COMMENT stella");
        assertThat(told("quokka")).isEqualTo("QUERY chidi");
        assertThat(told("bandicoot")).isEqualTo("QUERY wanda");
        assertThat(told("numbat")).isEqualTo("FINDING chidi");
        assertThat(told("potoroo")).isEqualTo("SOURCE chidi");
        assertThat(told("bilby")).isEqualTo("SOURCE chidi");
        assertThat(told("dunnart")).isEqualTo("REQUEST chidi");
        assertThat(told("quoll")).isEqualTo("REASON stella");
    }

    private String told(String words) {
        return found(words).stream()
                .map(hit -> hit.kind() + " " + hit.who().value())
                .collect(joining(", "));
    }

    @Test
    void a_reason_that_stet_gives_itself_for_what_fell_was_said_by_nobody() {
        var claim = new ClaimId("claim");
        ask(CHIDI, new RaiseClaim(FERRY, claim, ClaimKind.FACT, new Anchor(Place.of(TAIL), 0, "Nobody waits")));
        ask(CHIDI, new MarkNotCheckable(FERRY, claim, "Nobody can count them"));
        ask(CHIDI, new ReopenClaim(FERRY, claim, "Somebody counted them: the platypus"));
        saves("The ferries sail at dawn.", "Everybody waits.");

        assertThat(told("platypus")).isEqualTo("FINDING chidi");
        assertThat(found("words")).isEmpty();
        assertThat(found("changed")).isEmpty();
    }

    @Test
    void nobody_finds_who_a_confidential_source_is() {
        var claim = new ClaimId("claim");
        ask(CHIDI, new RaiseClaim(FERRY, claim, ClaimKind.FACT, new Anchor(Place.of(TAIL), 0, "Nobody waits")));
        ask(
                CHIDI,
                new ConfirmClaim(
                        FERRY,
                        claim,
                        List.of(new Source.Confidential(
                                new SourceId("thylacine"),
                                SourceType.PERSON,
                                LocalDate.of(2026, 11, 20),
                                Set.of(STELLA)))));

        assertThat(found("thylacine")).isEmpty();
    }

    @Test
    void whoever_may_not_read_the_article_finds_nothing_of_its_history() {
        saves("The ferries sail at noon.", "Nobody waits.");
        var outsider = new Reading.Reach(new PersonId("olga"), true, false, false, Set.of(PROBES));
        assertThat(found("dawn", Narrowing.NONE, outsider)).hasSize(1);

        ask(WANDA, new MoveToDesk(FERRY, PROBES));
        assertThat(found("dawn", Narrowing.NONE, outsider))
                .as("at a closed desk")
                .isEmpty();
        assertThat(found("dawn")).hasSize(1);

        ask(WANDA, new MoveToDesk(FERRY, CITY));
        assertThat(found("dawn", Narrowing.NONE, outsider)).hasSize(1);
        ask(STELLA, new MakeConfidential(FERRY, List.of(), "The mole asked for it"));
        assertThat(found("dawn", Narrowing.NONE, outsider)).as("confidential").isEmpty();
        assertThat(found("mole", Narrowing.NONE, outsider)).isEmpty();
        assertThat(found("dawn", Narrowing.NONE, new Reading.Reach(WANDA, true, false, false, Set.of())))
                .as("its writer")
                .hasSize(1);
        assertThat(found("dawn", Narrowing.NONE, new Reading.Reach(WANDA, false, false, false, Set.of())))
                .as("who reads nothing")
                .isEmpty();
    }

    @Test
    void it_is_narrowed_by_kind_person_article_desk_and_time() {
        ask(STELLA, new AddComment(FERRY, new CommentId("first"), "Do ferries sail?", null, List.of()));
        var commented = now;
        saves("The boats sail at dawn.", "Nobody waits.");

        assertThat(narrowed(Set.of(Kind.COMMENT), null, null, null, null, null)).containsExactly(Kind.COMMENT);
        assertThat(narrowed(Set.of(), STELLA, null, null, null, null)).containsExactly(Kind.COMMENT);
        assertThat(narrowed(Set.of(), null, new ArticleId("other"), null, null, null))
                .isEmpty();
        assertThat(narrowed(Set.of(), null, FERRY, null, null, null)).hasSize(2);
        assertThat(narrowed(Set.of(), null, null, CITY, null, null)).hasSize(2);
        assertThat(narrowed(Set.of(), null, null, PROBES, null, null)).isEmpty();
        assertThat(narrowed(Set.of(), null, null, null, commented.plusMillis(1), null))
                .as("what stood until later")
                .containsExactly(Kind.PASSAGE);
        assertThat(narrowed(Set.of(), null, null, null, null, commented))
                .as("what had been there before")
                .containsExactly(Kind.PASSAGE);
        assertThat(narrowed(Set.of(), null, null, null, now, null)).isEmpty();
    }

    private List<Kind> narrowed(
            Set<Kind> kinds,
            @Nullable PersonId who,
            @Nullable ArticleId article,
            @Nullable DeskId desk,
            @Nullable Instant since,
            @Nullable Instant until) {
        return found("ferries -tolvik", new Narrowing(kinds, false, who, article, desk, since, until), EVERYTHING)
                .stream()
                .map(EverSaid.Hit::kind)
                .toList();
    }

    @Test
    void the_newest_come_first_where_that_is_asked() {
        Stream.of("one", "two", "three")
                .forEach(number -> ask(
                        STELLA, new AddComment(FERRY, new CommentId(number), "The emu, " + number, null, List.of())));
        read();

        var answer = search.ever(new EverSaid("emu", Narrowing.NONE, EVERYTHING, true, 0, 2));

        assertThat(answer.hits()).extracting(EverSaidTest::words).containsExactly("The emu, three", "The emu, two");
        assertThat(answer.total()).isEqualTo(3);
    }

    @Test
    void a_search_of_the_history_says_something() {
        assertThatThrownBy(() -> new EverSaid(" ", Narrowing.NONE, EVERYTHING, false, 0, 10))
                .isInstanceOf(InvalidValue.class);
    }

    private static Narrowing gone() {
        return new Narrowing(Set.of(), true, null, null, null, null, null);
    }
}
