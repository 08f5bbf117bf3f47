package stet.domain.article;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.article.Story.*;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.Obstacle;
import stet.domain.RefusalCode;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.domain.content.Words;
import stet.trials.Some;
import stet.trials.Trials;

/** What is suggested to a checker, and that it is enough. */
class UnclaimedTest {
    private static final BlockId ONE = new BlockId("one");
    private static final Place FIRST = Place.of(ONE);

    @Test
    void claims_on_all_that_is_suggested_leave_no_number_date_or_quotation_in_none() {
        Trials.of(1_000).holds(contents(), content -> {
            var story = drafted(content);
            raiseAll(story);
            assertThat(story.article().factObstacles())
                    .extracting(Obstacle::code)
                    .doesNotContain(RefusalCode.NOT_COVERED);
            assertThat(story.article().unclaimed()).noneMatch(Unclaimed::required);
        });
    }

    @Test
    void what_is_required_is_what_stands_in_the_way() {
        Trials.of(300).holds(contents(), content -> {
            var article = drafted(content).article();
            for (var obstacle : article.factObstacles()) {
                assertThat(article.unclaimed())
                        .filteredOn(Unclaimed::required)
                        .extracting(each -> each.anchor().place().key())
                        .contains(requireNonNull(obstacle.place()));
            }
            if (article.factObstacles().isEmpty()) {
                assertThat(article.unclaimed()).noneMatch(Unclaimed::required);
            }
        });
    }

    @Test
    void a_claim_on_the_sentence_covers_the_number_in_it_and_one_on_the_number_sees_to_the_sentence() {
        var words = "It rained. Ann Lee counted 12 boats on 3 March.";
        assertThat(suggested(drafted(paragraphs(words))))
                .containsExactly("FACT! Ann Lee counted 12 boats on 3 March.", "NAME Ann Lee");
        assertThat(suggested(drafted(paragraphs(words))
                        .by(CLEO, raising(words, ClaimKind.FACT, "Ann Lee counted 12 boats on 3 March."))))
                .isEmpty();
        assertThat(suggested(drafted(paragraphs(words)).by(CLEO, raising(words, ClaimKind.NUMBER, "12"))))
                .containsExactly("FACT! Ann Lee counted 12 boats on 3 March.", "NAME Ann Lee");
        assertThat(suggested(drafted(paragraphs(words))
                        .by(CLEO, raising(words, ClaimKind.NUMBER, "12"))
                        .by(CLEO, new RaiseClaim(BRIDGE, VOUCH, ClaimKind.DATE, at(words, "3 March")))))
                .containsExactly("NAME Ann Lee");
    }

    @Test
    void a_name_is_suggested_once_with_all_places_where_it_stands_until_one_of_them_is_in_a_claim() {
        var content = paragraphs(
                "It was Ann Lee who left.", "Mayor Bo Ek said so.", "Ann Lees stayed; Bo Ek and Ann Lee did not.");
        var story = drafted(content);
        var names = story.article().unclaimed().stream()
                .filter(each -> each.statement().kind() == ClaimKind.NAME
                        || each.statement().kind() == ClaimKind.TITLE)
                .toList();
        assertThat(names)
                .extracting(each -> each.anchor().words())
                .contains("Ann Lee", "Mayor Bo Ek")
                .doesNotHaveDuplicates();
        assertThat(names.getFirst().anchor()).isEqualTo(new Anchor(FIRST, 7, "Ann Lee"));
        assertThat(names.getFirst().places())
                .containsExactly(new Anchor(Place.of(new BlockId("three")), 27, "Ann Lee"));
        story.by(
                CLEO,
                new RaiseClaim(
                        BRIDGE,
                        CABLES,
                        ClaimKind.NAME,
                        names.getFirst().places().getFirst()));
        assertThat(suggested(story)).noneMatch(each -> each.equals("NAME Ann Lee"));
    }

    @Test
    void a_claim_on_a_name_leaves_its_sentence_to_be_checked() {
        var words = "The largest boat went to Ann Lee.";
        assertThat(suggested(drafted(paragraphs(words)).by(CLEO, raising(words, ClaimKind.NAME, "Ann Lee"))))
                .containsExactly("FACT The largest boat went to Ann Lee.");
    }

    @Test
    void a_quotation_set_apart_is_suggested_whole_with_its_speaker() {
        var content =
                Content.of("Bridge", "", List.of(new Block.Quotation(ONE, Text.of("We shut it on 4 May."), "Ann Lee")));
        assertThat(drafted(content).article().unclaimed()).singleElement().satisfies(each -> {
            assertThat(each.statement().kind()).isEqualTo(ClaimKind.QUOTE);
            assertThat(each.statement().speaker()).isEqualTo("Ann Lee");
            assertThat(each.anchor()).isEqualTo(new Anchor(FIRST, 0, "We shut it on 4 May."));
            assertThat(each.required()).isTrue();
        });
    }

    private static Story drafted(Content content) {
        return Story.blank().by(WREN, new ArticleCommand.DraftArticle(BRIDGE, CITY, content, null));
    }

    private static void raiseAll(Story story) {
        var suggested = story.article().unclaimed();
        for (var i = 0; i < suggested.size(); i++) {
            var each = suggested.get(i);
            story.by(
                    CLEO,
                    new RaiseClaim(
                            BRIDGE, new ClaimId("s" + i), each.statement().kind(), each.anchor()));
        }
    }

    private static RaiseClaim raising(String passage, ClaimKind kind, String words) {
        return new RaiseClaim(BRIDGE, CABLES, kind, at(passage, words));
    }

    private static Anchor at(String passage, String words) {
        return new Anchor(FIRST, passage.indexOf(words), words);
    }

    /** What is suggested, with {@code !} where it must be in a claim. */
    private static List<String> suggested(Story story) {
        return story.article().unclaimed().stream()
                .map(each -> "%s%s %s"
                        .formatted(
                                each.statement().kind(),
                                each.required() ? "!" : "",
                                each.anchor().words()))
                .toList();
    }

    private static Content paragraphs(String... paragraphs) {
        var ids = List.of("one", "two", "three");
        return Content.of(
                "Bridge",
                "",
                IntStream.range(0, paragraphs.length)
                        .mapToObj(i -> Story.paragraph(new BlockId(ids.get(i)), paragraphs[i]))
                        .toList());
    }

    private static Some<Content> contents() {
        Some<Block> block = choices -> block(words().by(choices), words().by(choices), choices.between(0, 7));
        return choices -> {
            var headline = words().by(choices);
            var standfirst = words().by(choices);
            var body = choices.list(0, 4, block);
            return Content.of(
                    Words.saysSomething(headline) ? headline : "Bridge",
                    standfirst,
                    IntStream.range(0, body.size())
                            .mapToObj(i -> renamed(body.get(i), new BlockId("b" + i)))
                            .toList());
        };
    }

    private static Block block(String words, String others, int kind) {
        var text = Text.of(words);
        return switch (kind) {
            case 0 -> new Block.Crosshead(ONE, text);
            case 1 -> new Block.Quotation(ONE, text, others);
            case 2 -> new Block.Listing(ONE, true, List.of(text, Text.of(others), text));
            case 3 -> new Block.Figure(ONE, Story.bridgeAtDusk().with(text));
            default -> new Block.Paragraph(ONE, text);
        };
    }

    private static Block renamed(Block block, BlockId id) {
        return switch (block) {
            case Block.Paragraph p -> new Block.Paragraph(id, p.text());
            case Block.Crosshead c -> new Block.Crosshead(id, c.text());
            case Block.Quotation q -> new Block.Quotation(id, q.text(), q.speaker());
            case Block.Listing l -> new Block.Listing(id, l.numbered(), l.start(), l.items());
            case Block.Figure f -> new Block.Figure(id, f.picture());
        };
    }

    private static Some<String> words() {
        return Some.of(
                        "12",
                        "$3.5m",
                        "3 March",
                        "2026",
                        "two",
                        "Monday",
                        "Ann Lee",
                        "she said",
                        "the largest",
                        "boats came",
                        "and",
                        "in",
                        ". The",
                        ".",
                        "!",
                        ",",
                        ";",
                        "(",
                        ")",
                        "\u2013",
                        "\"",
                        "'",
                        "\u201C",
                        "\u201D",
                        "\u2018",
                        "\u2019",
                        "U.S.",
                        "Mr.",
                        "a ferry that has sailed between the harbour and the islands for longer than anybody there can tell")
                .list(0, 25)
                .map(parts -> Text.of(String.join(" ", parts)).words());
    }
}
