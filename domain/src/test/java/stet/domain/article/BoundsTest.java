package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.domain.RefusalCode.CLAIMS_OPEN;
import static stet.domain.RefusalCode.TOO_LONG;
import static stet.domain.article.Story.BRIDGE;
import static stet.domain.article.Story.CABLES;
import static stet.domain.article.Story.CLEO;
import static stet.domain.article.Story.LEAD;
import static stet.domain.article.Story.PAULA;
import static stet.domain.article.Story.SEEN;
import static stet.domain.article.Story.WREN;
import static stet.domain.article.Story.aCaptionedStory;
import static stet.domain.article.Story.aSubmittedDraft;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.InvalidValue;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.article.ArticleCommand.AddComment;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.ConfirmClaims;
import stet.domain.article.ArticleCommand.CorrectClaim;
import stet.domain.article.ArticleCommand.DisputeClaim;
import stet.domain.article.ArticleCommand.EditComment;
import stet.domain.article.ArticleCommand.NewClaim;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.QueryWords;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.article.ArticleCommand.ResolveComment;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleCommand.WaiveCheck;
import stet.domain.article.ArticleCommand.WithdrawClaim;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Anchor;
import stet.domain.content.Place;

/** What comes with a command has an end, and what is beyond it is refused in a sentence (rule 33). */
class BoundsTest {
    private static final LocalDate THEN = LocalDate.of(2020, 3, 2);
    private static final Source REPORT = new Source.Named(SourceType.DOCUMENT, "The report, page 1", THEN, "");
    private static final ClaimId NEW = new ClaimId("new");
    private static final Anchor LONG = new Anchor(Place.of(LEAD), 0, "x".repeat(20_001));

    @Test
    void a_verdict_names_at_most_fifty_sources() {
        var story = aSubmittedDraft().claimsRaised();
        var many = Collections.nCopies(30_000, REPORT);
        story.when(CLEO, new ConfirmClaim(BRIDGE, CABLES, many)).thenRefused(TOO_LONG);
        story.when(CLEO, new ConfirmClaims(BRIDGE, List.of(CABLES), List.of(), many))
                .thenRefused(TOO_LONG);
        story.when(CLEO, new DisputeClaim(BRIDGE, CABLES, "It was 40", many)).thenRefused(TOO_LONG);
        var refused = story.when(CLEO, new CorrectClaim(BRIDGE, CABLES, Remedy.REWORDED, "40", many))
                .thenRefused(TOO_LONG);
        assertThat(refused.why().sentence()).isEqualTo("A verdict names at most 50 sources; this one names 30,000");
        story.when(CLEO, new ConfirmClaim(BRIDGE, CABLES, Collections.nCopies(50, REPORT)))
                .thenAccepted();
    }

    @Test
    void at_most_two_hundred_claims_are_confirmed_in_one_act() {
        var many = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> new ClaimId("c" + i))
                .toList();
        assertThat(new ConfirmClaims(BRIDGE, many, List.of(), List.of(REPORT)).claims())
                .hasSize(200);
        var raising = List.of(new NewClaim(NEW, ClaimKind.FACT, new Anchor(Place.of(LEAD), 0, "The")));
        assertThatThrownBy(() -> new ConfirmClaims(BRIDGE, many, raising, List.of(REPORT)))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("At most 200 claims are confirmed in one act; choose fewer, and the others after them");
    }

    @Test
    void what_is_said_of_a_source_is_an_address_and_a_note() {
        var story = aSubmittedDraft().claimsRaised();
        var far = new Source.Named(SourceType.DOCUMENT, "x".repeat(2_001), THEN, "");
        var chatty = new Source.Named(SourceType.DOCUMENT, "The report", THEN, "x".repeat(4_001));
        var known = new Source.Confidential(new SourceId("deep"), SourceType.DOCUMENT, THEN, people(101));
        for (var source : List.of(far, chatty, known)) {
            story.when(CLEO, new ConfirmClaim(BRIDGE, CABLES, List.of(source))).thenRefused(TOO_LONG);
        }
    }

    @Test
    void what_stands_there_instead_is_no_longer_than_a_block() {
        aSubmittedDraft()
                .claimsRaised()
                .when(CLEO, new CorrectClaim(BRIDGE, CABLES, Remedy.REWORDED, "x".repeat(5_000_000), List.of(REPORT)))
                .thenRefused(TOO_LONG);
    }

    @Test
    void a_span_is_no_longer_than_a_block() {
        var story = aSubmittedDraft();
        story.when(CLEO, new RaiseClaim(BRIDGE, NEW, ClaimKind.FACT, LONG)).thenRefused(TOO_LONG);
        story.when(CLEO, new QueryWords(BRIDGE, NEW, ClaimKind.FACT, LONG, "Who?"))
                .thenRefused(TOO_LONG);
        story.when(
                        CLEO,
                        new ConfirmClaims(
                                BRIDGE, List.of(), List.of(new NewClaim(NEW, ClaimKind.FACT, LONG)), List.of(REPORT)))
                .thenRefused(TOO_LONG);
        story.when(WREN, new AddComment(BRIDGE, new CommentId("c"), "Look", LONG, List.of()))
                .thenRefused(TOO_LONG);
    }

    @Test
    void a_comment_calls_no_more_people_than_a_newsroom_has() {
        aSubmittedDraft()
                .when(WREN, new AddComment(BRIDGE, new CommentId("c"), "Look", null, List.copyOf(people(101))))
                .thenRefused(TOO_LONG);
    }

    @Test
    void a_note_names_no_more_passages_than_an_article_has() {
        var passages = IntStream.range(0, 100_000).mapToObj(i -> "b" + i).toList();
        aCaptionedStory()
                .when(
                        PAULA,
                        new PublishArticle(
                                BRIDGE, EditionKind.ORIGINAL, new Note("It was wrong", "It is right", passages), 1))
                .thenRefused(TOO_LONG);
    }

    @Test
    void a_refusal_tells_of_the_first_things_that_stand_in_the_way_and_how_many_more_there_are() {
        var story = aSubmittedDraft();
        fullOfClaims(story, Bounds.MOST_CLAIMS);
        var obstacles = story.when(CLEO, new SignOffFacts(BRIDGE, SEEN))
                .thenRefused(CLAIMS_OPEN)
                .why()
                .obstacles();
        assertThat(obstacles).hasSize(Obstacle.MOST_TOLD + 1);
        assertThat(obstacles.getLast().sentence()).matches("2,8\\d\\d more things stand in the way");
        assertThat(Obstacle.told(obstacles)).isEqualTo(obstacles);
    }

    /** @return where all of them stand */
    private static Anchor fullOfClaims(Story story, int claims) {
        var words = article(story).content().words(Place.of(LEAD));
        var end = words.indexOf(' ');
        var anchor = new Anchor(Place.of(LEAD), 0, words.substring(0, end));
        story.happened(
                IntStream.range(0, claims)
                        .<ArticleEvent>mapToObj(
                                i -> new ArticleEvent.ClaimRaised(BRIDGE, new ClaimId("c" + i), ClaimKind.FACT, anchor))
                        .toList(),
                story.act(CLEO, Role.CHECKER));
        return anchor;
    }

    @Test
    void an_article_has_at_most_a_thousand_claims_at_a_time() {
        var story = aSubmittedDraft();
        var anchor = fullOfClaims(story, Bounds.MOST_STANDING_CLAIMS - 1);
        story.when(CLEO, new RaiseClaim(BRIDGE, NEW, ClaimKind.NAME, anchor)).thenAccepted();

        var another = new ClaimId("another");
        var refused = story.when(CLEO, new RaiseClaim(BRIDGE, another, ClaimKind.DATE, anchor))
                .thenRefused(TOO_LONG);
        assertThat(refused.why().sentence())
                .isEqualTo(
                        "An article has at most 1,000 claims at a time; it would have 1,001. A claim may be on a whole"
                                + " paragraph");

        story.when(CLEO, new WithdrawClaim(BRIDGE, new ClaimId("c1"), "Nobody says so"))
                .thenAccepted();
        story.when(CLEO, new RaiseClaim(BRIDGE, another, ClaimKind.DATE, anchor))
                .thenAccepted();
    }

    @Test
    void an_article_has_at_most_three_thousand_claims_in_its_life() {
        var story = aSubmittedDraft();
        var anchor = fullOfClaims(story, Bounds.MOST_CLAIMS - 1);
        story.happened(
                IntStream.range(0, Bounds.MOST_CLAIMS - 1)
                        .<ArticleEvent>mapToObj(
                                i -> new ArticleEvent.ClaimWithdrawn(BRIDGE, new ClaimId("c" + i), "Nobody says so"))
                        .toList(),
                story.act(CLEO, Role.CHECKER));
        story.when(CLEO, new RaiseClaim(BRIDGE, NEW, ClaimKind.NAME, anchor)).thenAccepted();

        var another = new ClaimId("another");
        var refused = story.when(CLEO, new RaiseClaim(BRIDGE, another, ClaimKind.DATE, anchor))
                .thenRefused(TOO_LONG);
        assertThat(refused.why().sentence())
                .isEqualTo(
                        "An article has at most 3,000 claims, with those that are gone; it would have 3,001. Words that are in"
                                + " none go out on a publisher's waiver, or in another article");
        story.when(CLEO, new QueryWords(BRIDGE, another, ClaimKind.DATE, elsewhere(story), "When?"))
                .thenRefused(TOO_LONG);
        story.when(
                        CLEO,
                        new ConfirmClaims(
                                BRIDGE,
                                List.of(),
                                List.of(new NewClaim(another, ClaimKind.DATE, anchor)),
                                List.of(REPORT)))
                .thenRefused(TOO_LONG);
    }

    @Test
    void an_article_that_had_more_claims_before_there_were_so_few_is_written_checked_and_published() {
        var story = aSubmittedDraft();
        var anchor = fullOfClaims(story, 2 * Bounds.MOST_CLAIMS);
        story.when(CLEO, new ConfirmClaim(BRIDGE, new ClaimId("c1"), List.of(REPORT)))
                .thenAccepted();
        story.when(CLEO, new QueryWords(BRIDGE, NEW, ClaimKind.FACT, anchor, "Is that so?"))
                .thenAccepted();
        var content = article(story).content();
        story.when(WREN, new ReviseContent(BRIDGE, 1, content.replaced(elsewhere(story), "Other words")))
                .thenAccepted();
        assertThat(article(story).claims()).hasSize(2 * Bounds.MOST_CLAIMS);
        story.when(PAULA, new WaiveCheck(BRIDGE, Check.FACTS, null, "It must go", SEEN))
                .thenAccepted();
        story.when(PAULA, new WaiveCheck(BRIDGE, Check.CAPTIONS, null, "It must go", SEEN))
                .thenAccepted();
        story.when(PAULA, new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, SEEN))
                .thenAccepted();
    }

    @Test
    void an_edit_brings_claims_back_in_an_article_that_may_have_no_more() {
        var story = aSubmittedDraft();
        fullOfClaims(story, Bounds.MOST_CLAIMS);
        var content = article(story).content();
        var without = content.blocks().stream()
                .filter(block -> !block.id().equals(LEAD))
                .toList();
        story.when(WREN, new ReviseContent(BRIDGE, 1, content.withBlocks(without)))
                .thenAccepted();
        assertThat(article(story).claims()).isEmpty();

        story.when(WREN, new ReviseContent(BRIDGE, article(story).revision(), content))
                .thenAccepted();
        assertThat(article(story).claims()).hasSize(Bounds.MOST_CLAIMS);
    }

    @Test
    void an_article_has_at_most_a_thousand_comments_in_its_life() {
        var story = aSubmittedDraft();
        story.happened(
                IntStream.range(0, Bounds.MOST_COMMENTS)
                        .<ArticleEvent>mapToObj(i ->
                                new ArticleEvent.CommentAdded(BRIDGE, new CommentId("c" + i), "Look", null, List.of()))
                        .toList(),
                story.act(WREN, Role.WRITER));
        story.when(WREN, new ResolveComment(BRIDGE, new CommentId("c1"))).thenAccepted();

        var refused = story.when(WREN, new AddComment(BRIDGE, new CommentId("one-more"), "Look", null, List.of()))
                .thenRefused(TOO_LONG);
        assertThat(refused.why().sentence())
                .isEqualTo(
                        "An article has at most 1,000 comments, with those that are resolved; it would have 1,001. Add what you"
                                + " have to say to a comment of yours that is open");
        story.when(WREN, new EditComment(BRIDGE, new CommentId("c2"), "Look, and mind the date"))
                .thenAccepted();
    }

    private static Article article(Story story) {
        return Objects.requireNonNull(story.article());
    }

    /** Words in which no claim is. */
    private static Anchor elsewhere(Story story) {
        var words = article(story).content().words(Place.of(LEAD));
        var begin = words.lastIndexOf(' ') + 1;
        return new Anchor(Place.of(LEAD), begin, words.substring(begin));
    }

    private static Set<PersonId> people(int howMany) {
        return IntStream.range(0, howMany).mapToObj(i -> new PersonId("p" + i)).collect(Collectors.toSet());
    }
}
