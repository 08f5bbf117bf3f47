package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.SPAN_NOT_FOUND;
import static stet.domain.article.Story.BRIDGE;
import static stet.domain.article.Story.CLEO;
import static stet.domain.article.Story.CYRIL;
import static stet.domain.article.Story.DRAFT;
import static stet.domain.article.Story.FERRY;
import static stet.domain.article.Story.HEADING;
import static stet.domain.article.Story.MAX;
import static stet.domain.article.Story.REPORT;
import static stet.domain.article.Story.WADE;
import static stet.domain.article.Story.WREN;
import static stet.domain.article.Story.draftedBy;
import static stet.domain.article.Story.paragraph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.RestoreRevision;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Verdict;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Mark;
import stet.domain.content.Passage;
import stet.domain.content.Place;
import stet.domain.content.Text;

/** A sentence, some words or an item of a list come back alone, to where they belong or not at all (rule 41). */
class RestoreWordsTest {
    private static final BlockId NIGHT = new BlockId("night");
    private static final BlockId TIMES = new BlockId("times");
    private static final BlockId VOICE = new BlockId("voice");
    private static final String FIRST = "The last ferry leaves at eleven.";
    private static final String SECOND = "It carries 120 people and no cars.";
    private static final String THIRD = "Whoever misses it walks round the bay.";

    private static final Content NIGHTS = DRAFT.withBlocks(List.of(
            paragraph(NIGHT, FIRST + " " + SECOND + " " + THIRD),
            list("The pier at noon", "The market at one o'clock", "The fort at two o'clock"),
            new Block.Quotation(VOICE, Text.of("We have room for all. Nobody has to wait."), "Ilse Brandt")));

    @Test
    void a_sentence_that_was_rewritten_comes_back_and_the_others_stay_as_they_are() {
        var story = draftedBy(WREN, NIGHTS);
        story.by(WADE, saying(story, NIGHT, "The last one leaves at midnight. Some 90 fit in. They walk home."));
        story.when(WREN, putting(story, SECOND)).thenRecords(ContentRevised.class);
        assertThat(words(story, NIGHT)).isEqualTo("The last one leaves at midnight. " + SECOND + " They walk home.");
    }

    @Test
    void a_sentence_that_was_cut_comes_back_behind_the_one_it_stood_behind() {
        var story = draftedBy(WREN, NIGHTS);
        story.by(WADE, saying(story, NIGHT, "It is late by then. The last ferry leaves at ten. " + THIRD));
        story.by(WREN, putting(story, SECOND));
        assertThat(words(story, NIGHT))
                .isEqualTo("It is late by then. The last ferry leaves at ten. " + SECOND + " " + THIRD);

        story.by(WADE, saying(story, NIGHT, THIRD));
        story.by(WREN, putting(story, FIRST));
        assertThat(words(story, NIGHT)).isEqualTo(FIRST + " " + THIRD);
        story.by(WREN, putting(story, SECOND));
        assertThat(story.content()).isEqualTo(NIGHTS);
    }

    @Test
    void several_sentences_come_back_in_their_order() {
        var story = draftedBy(WREN, NIGHTS);
        story.by(WADE, saying(story, NIGHT, "Only this."));
        story.by(WREN, putting(story, FIRST + " " + SECOND));
        assertThat(words(story, NIGHT)).contains(FIRST + " " + SECOND);
    }

    @Test
    void some_words_come_back_where_their_sentence_still_stands() {
        var story = draftedBy(WREN, NIGHTS);
        story.by(WADE, saying(story, NIGHT, FIRST + " It carries 90 men and no cars. " + THIRD));
        story.by(WREN, putting(story, "120"));
        assertThat(words(story, NIGHT)).isEqualTo(FIRST + " It carries 120 men and no cars. " + THIRD);

        var at = NIGHTS.words(Place.of(NIGHT)).indexOf("people");
        story.by(WREN, restoring(story, Place.of(NIGHT).key(), at + 2, at + 3));
        assertThat(story.content())
                .as("whoever begins within a word has all of it")
                .isEqualTo(NIGHTS);
    }

    @Test
    void an_item_of_a_list_comes_back_alone() {
        var story = draftedBy(WREN, NIGHTS);
        story.by(WADE, with(story, list("The pier at dawn", "The fort at two o'clock", "The mill")));
        story.by(WREN, putting(story, "The market at one o'clock"));
        assertThat(items(story))
                .containsExactly(
                        "The pier at dawn", "The market at one o'clock", "The fort at two o'clock", "The mill");
        story.by(WREN, putting(story, "noon"));
        assertThat(items(story)).startsWith("The pier at noon");

        story.when(WREN, putting(story, "noon\nThe market")).thenRefused(ALREADY_SO);
        story.by(WADE, with(story, list("The quay")));
        story.when(WREN, putting(story, "noon\nThe market")).thenRefused(SPAN_NOT_FOUND);
        story.by(WREN, putting(story, "The pier at noon\nThe market at one o'clock"));
        assertThat(items(story)).contains("The pier at noon", "The market at one o'clock");
    }

    @Test
    void whoever_puts_words_back_has_written_nothing_of_them() {
        var story = draftedBy(WREN, NIGHTS);
        story.by(WADE, saying(story, NIGHT, FIRST + " It carries 90 men and no bikes. Some walk."));
        story.by(MAX, putting(story, SECOND));
        assertThat(writers(story, NIGHT)).isEqualTo(Set.of(WREN, WADE));
        story.by(MAX, putting(story, THIRD));
        assertThat(writers(story, NIGHT)).isEqualTo(Set.of(WREN));

        story.by(WADE, with(story, list("The pier at dawn", "The fort at two o'clock")));
        story.by(MAX, putting(story, "noon"));
        story.by(MAX, putting(story, "The market at one o'clock"));
        assertThat(writers(story, TIMES)).isEqualTo(Set.of(WREN));
        assertThat(story.article().wrote(MAX)).isFalse();
    }

    @Test
    void whoever_cut_a_word_before_answers_for_the_sentence_that_comes_back() {
        var story = draftedBy(WREN, NIGHTS);
        story.by(WADE, saying(story, NIGHT, FIRST + " It carries 120 people and cars. " + THIRD));
        var cut = story.article().revision();
        story.by(WREN, saying(story, NIGHT, FIRST + " Nobody knows. " + THIRD));
        var at = words(story, cut, NIGHT).indexOf("It carries");
        story.by(
                MAX, restoring(story, cut, Place.of(NIGHT).key(), at, at + "It carries 120 people and cars.".length()));
        assertThat(writers(story, NIGHT)).isEqualTo(Set.of(WREN, WADE));
    }

    @Test
    void what_was_found_of_the_words_comes_back_with_them_and_nothing_else_does() {
        var story = draftedBy(WREN, NIGHTS).submitted();
        var people = new ClaimId("people");
        var eleven = new ClaimId("eleven");
        confirmed(story, people, ClaimKind.NUMBER, NIGHT, "120 people");
        confirmed(story, eleven, ClaimKind.FACT, NIGHT, "leaves at eleven");
        story.by(WADE, saying(story, NIGHT, "The last one goes at ten. It carries 90 men and no cars. " + THIRD));
        assertThat(story.claim(people).verdict()).isEqualTo(Verdict.UNCHECKED);
        story.when(MAX, putting(story, SECOND)).thenRecords(ContentRevised.class, ClaimRestored.class);
        assertThat(story.claim(people).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(story.claim(people).sources()).isEqualTo(List.of(REPORT));
        assertThat(story.claim(people).anchor().standsIn(words(story, NIGHT))).isTrue();
        assertThat(story.claim(eleven).verdict()).isEqualTo(Verdict.UNCHECKED);

        story.by(WADE, saying(story, NIGHT, "The last one goes at ten. " + THIRD));
        assertThat(story.article().claims()).doesNotContainKey(people);
        story.by(MAX, putting(story, SECOND));
        assertThat(story.claim(people).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(story.article().unsigned()).isNotEmpty();
    }

    @Test
    void a_part_of_what_was_checked_brings_no_verdict_back() {
        var story = draftedBy(WREN, NIGHTS).submitted();
        var people = new ClaimId("people");
        confirmed(story, people, ClaimKind.NUMBER, NIGHT, "120 people");
        story.by(WADE, saying(story, NIGHT, FIRST + " It carries 90 men and no cars. " + THIRD));
        story.by(MAX, putting(story, "120"));
        assertThat(story.claim(people).verdict()).isEqualTo(Verdict.UNCHECKED);
    }

    @Test
    void what_was_quoted_comes_back_unchecked_where_another_is_said_to_have_said_it() {
        var story = draftedBy(WREN, NIGHTS).submitted();
        var room = new ClaimId("room");
        confirmed(story, room, ClaimKind.QUOTE, VOICE, "We have room for all");
        story.by(
                WADE,
                with(story, new Block.Quotation(VOICE, Text.of("There is no room. Nobody has to wait."), "Olle Berg")));
        story.by(WREN, putting(story, "We have room for all."));
        assertThat(words(story, VOICE)).startsWith("We have room for all.");
        assertThat(story.claim(room).verdict()).isEqualTo(Verdict.UNCHECKED);
    }

    @Test
    void words_bring_their_links_and_how_they_look() {
        var linked = new Text(
                FIRST + " " + SECOND,
                List.of(
                        new Mark(Mark.Style.BOLD, 0, FIRST.length(), null),
                        new Mark(Mark.Style.LINK, FIRST.length() + 4, FIRST.length() + 11, "https://tolvik.example/")));
        var story = draftedBy(WREN, NIGHTS.withBlocks(List.of(new Block.Paragraph(NIGHT, linked))));
        story.by(WADE, saying(story, NIGHT, "The last ferry leaves at ten."));
        var start = FIRST.length() + 1;
        story.by(MAX, restoring(story, Place.of(NIGHT).key(), start, start + SECOND.length()));
        assertThat(story.content().block(NIGHT).orElseThrow().addresses()).containsExactly("https://tolvik.example/");
        assertThat(story.article().wrote(MAX))
                .as("the address is not theirs, either")
                .isFalse();
        assertThat(story.content().block(NIGHT).orElseThrow().texts().getFirst().marks())
                .hasSize(1);
    }

    @Test
    void where_their_place_is_gone_it_is_said_what_can_be_put_back_instead() {
        var story = draftedBy(WREN, NIGHTS);
        story.by(WADE, saying(story, NIGHT, "All is new here. Nothing is left."));
        story.when(WREN, putting(story, "carries"))
                .thenRefused(SPAN_NOT_FOUND)
                .saying("put the whole sentence back instead");
        story.by(WADE, saying(story, NIGHT, "All is new here. Nothing is left. Nobody knows."));
        story.when(WREN, putting(story, "carries"))
                .thenRefused(SPAN_NOT_FOUND)
                .saying("put the whole sentence back instead");
        story.by(WADE, with(story, list("A quay")));
        story.when(WREN, putting(story, "market"))
                .thenRefused(SPAN_NOT_FOUND)
                .saying("put the whole item back instead");
        story.by(WADE, with(story, paragraph(TIMES, "No times.")));
        story.when(WREN, putting(story, "The market at one o'clock"))
                .thenRefused(SPAN_NOT_FOUND)
                .saying("list");
        story.by(
                WADE,
                new ReviseContent(
                        BRIDGE, story.article().revision(), story.content().withBlocks(List.of())));
        story.when(WREN, putting(story, SECOND))
                .thenRefused(SPAN_NOT_FOUND)
                .saying("The paragraph in which these words stood is no longer there; put all of it back instead");
        story.by(
                WREN,
                new RestoreRevision(
                        BRIDGE, story.article().revision(), 1, Place.of(NIGHT).key()));
        assertThat(words(story, NIGHT)).contains(SECOND);
    }

    @Test
    void words_that_stand_there_already_change_nothing() {
        var story = draftedBy(WREN, NIGHTS);
        story.when(WREN, putting(story, SECOND)).thenRefused(ALREADY_SO);
        story.by(WADE, saying(story, NIGHT, "It was late. " + SECOND));
        story.when(WREN, putting(story, SECOND)).thenRefused(ALREADY_SO);
        var moved = new ArrayList<>(story.content().blocks());
        moved.set(0, paragraph(NIGHT, "It was late."));
        moved.add(paragraph(FERRY, SECOND));
        story.by(
                WADE,
                new ReviseContent(
                        BRIDGE, story.article().revision(), story.content().withBlocks(moved)));
        story.when(WREN, putting(story, SECOND)).thenRefused(ALREADY_SO).saying("moved since revision 1");
    }

    @Test
    void what_somebody_else_writes_meanwhile_stays() {
        var story = draftedBy(WREN, NIGHTS);
        story.by(WREN, saying(story, NIGHT, FIRST + " Some fit in. " + THIRD));
        var seen = story.article().revision();
        story.by(WADE, saying(story, NIGHT, "The last ferry leaves at ten. Some fit in. " + THIRD));
        var at = NIGHTS.words(Place.of(NIGHT)).indexOf(SECOND);
        story.by(CLEO, rewriting(seen, at, at + SECOND.length()));
        assertThat(words(story, NIGHT)).isEqualTo("The last ferry leaves at ten. " + SECOND + " " + THIRD);
    }

    @Test
    void headline_and_other_fields_are_texts_too() {
        var story = draftedBy(WREN);
        story.editedBy(WADE, "14 weeks", "16 weeks");
        var at = DRAFT.headline().indexOf("14");
        story.by(CYRIL, restoring(story, "headline", at, at + 2));
        assertThat(story.content().headline()).isEqualTo(DRAFT.headline());
        assertThat(story.article().wrote(CYRIL)).isFalse();
    }

    @Test
    void what_names_no_words_is_refused() {
        var story = draftedBy(WREN, NIGHTS);
        story.when(WREN, restoring(story, Place.of(NIGHT).key(), 0, 5_000)).thenRefused(SPAN_NOT_FOUND);
        story.when(WREN, restoring(story, Place.of(NIGHT).key(), FIRST.length(), FIRST.length() + 1))
                .thenRefused(SPAN_NOT_FOUND);
        story.when(WREN, restoring(story, Place.of(HEADING).key(), 0, 5)).thenRefused(SPAN_NOT_FOUND);
        assertThatThrownBy(() -> restoring(story, "headline", 5, 5)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new RestoreRevision(BRIDGE, 1, 1, null, 1, 5)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new RestoreRevision(BRIDGE, 1, 1, "headline", 1, null))
                .isInstanceOf(InvalidValue.class);
    }

    // ---- How it is told

    private static void confirmed(Story story, ClaimId id, ClaimKind kind, BlockId block, String words) {
        story.by(CLEO, story.raising(id, kind, Place.of(block), words));
        story.by(CLEO, new ConfirmClaim(BRIDGE, id, List.of(REPORT)));
    }

    private static Block.Listing list(String... items) {
        return new Block.Listing(
                TIMES, false, List.of(items).stream().map(Text::of).toList());
    }

    private static ReviseContent saying(Story story, BlockId paragraph, String words) {
        return with(story, paragraph(paragraph, words));
    }

    private static ReviseContent with(Story story, Block block) {
        UnaryOperator<Block> put = each -> each.id().equals(block.id()) ? block : each;
        return new ReviseContent(
                BRIDGE,
                story.article().revision(),
                story.content()
                        .withBlocks(story.content().blocks().stream().map(put).toList()));
    }

    /** These words as they stood in the draft. */
    private static RestoreRevision putting(Story story, String words) {
        for (var block : NIGHTS.blocks()) {
            var at = block.words().indexOf(words);
            if (at >= 0) {
                return restoring(story, Place.of(block.id()).key(), at, at + words.length());
            }
        }
        throw new AssertionError("These never stood there: " + words);
    }

    private static RestoreRevision restoring(Story story, String passage, int from, int to) {
        return restoring(story, 1, passage, from, to);
    }

    private static RestoreRevision restoring(Story story, int restored, String passage, int from, int to) {
        return new RestoreRevision(BRIDGE, story.article().revision(), restored, passage, from, to);
    }

    private static RestoreRevision rewriting(int seen, int from, int to) {
        return new RestoreRevision(BRIDGE, seen, 1, Place.of(NIGHT).key(), from, to);
    }

    private static String words(Story story, BlockId block) {
        return story.content().words(Place.of(block));
    }

    private static String words(Story story, int revision, BlockId block) {
        return story.article().copy().content(revision).orElseThrow().words(Place.of(block));
    }

    private static List<String> items(Story story) {
        return List.of(words(story, TIMES).split("\n"));
    }

    private static Set<PersonId> writers(Story story, BlockId block) {
        var writers = new HashSet<PersonId>();
        Passage.of(story.content().block(block).orElseThrow())
                .values()
                .forEach(passage -> writers.addAll(story.article().writers(passage)));
        return writers;
    }
}
