package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.NO_SUCH_REVISION;
import static stet.domain.RefusalCode.OVERLAPPING_EDIT;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.RefusalCode.SPAN_NOT_FOUND;
import static stet.domain.article.Story.BRIDGE;
import static stet.domain.article.Story.CABLES;
import static stet.domain.article.Story.CLOSING;
import static stet.domain.article.Story.CYRIL;
import static stet.domain.article.Story.DRAFT;
import static stet.domain.article.Story.FERRY;
import static stet.domain.article.Story.LEAD;
import static stet.domain.article.Story.STELLA;
import static stet.domain.article.Story.WADE;
import static stet.domain.article.Story.WREN;
import static stet.domain.article.Story.aFactCheckedStory;
import static stet.domain.article.Story.aPublishedStory;
import static stet.domain.article.Story.draftedBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stet.domain.BlockId;
import stet.domain.article.ArticleCommand.ReopenClaim;
import stet.domain.article.ArticleCommand.RestoreRevision;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.checking.Verdict;
import stet.domain.content.Place;

/** What a revision said is put back as a new revision, with what was found of the words that come back (rule 41). */
class RestoreRevisionTest {
    @Test
    void a_revision_comes_back_word_for_word_as_a_new_one() {
        var story = draftedBy(WREN);
        story.editedBy(WADE, "found rust", "found decay").editedBy(WREN, "at dusk", "at dawn");
        var before = story.article().revision();
        story.when(WREN, restoring(story, 1, null)).thenRecords(ContentRevised.class);
        assertThat(story.content()).isEqualTo(DRAFT);
        assertThat(story.article().revision()).isEqualTo(before + 1);
    }

    @Test
    void one_passage_comes_back_alone() {
        var story = draftedBy(WREN);
        story.editedBy(WADE, "found rust", "found decay").editedBy(WREN, "Ferries instead", "Boats instead");
        story.by(WREN, restoring(story, 1, Place.of(LEAD).key()));
        assertThat(story.content().block(LEAD)).isEqualTo(DRAFT.block(LEAD));
        assertThat(story.content().passages().values()).contains("Boats instead");

        story.by(WREN, restoring(story, 1, "block/heading"));
        assertThat(story.content()).isEqualTo(DRAFT);
    }

    @Test
    void a_block_that_was_taken_out_comes_back_behind_the_one_it_stood_behind() {
        var story = draftedBy(WREN);
        without(story, FERRY);
        assertThat(story.content().block(FERRY)).isEmpty();
        story.by(WREN, restoring(story, 1, Place.of(FERRY).key()));
        assertThat(story.content()).isEqualTo(DRAFT);
    }

    @Test
    void words_that_come_back_bring_their_writers_and_what_was_found_of_them() {
        var story = aFactCheckedStory();
        var checked = story.article().revision();
        without(story, LEAD);
        assertThat(story.article().claims()).doesNotContainKeys(CABLES, CLOSING);
        story.by(WADE, restoring(story, checked, null));
        assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(story.claim(CABLES).anchor().words()).isEqualTo("38 of its cables");
        assertThat(story.article().wrote(WADE))
                .as("who puts back has written nothing")
                .isFalse();
        assertThat(story.article().wrote(WREN)).isTrue();
    }

    @Test
    void words_that_read_again_as_they_did_are_what_they_were_found_to_be() {
        var story = aFactCheckedStory();
        var checked = story.article().revision();
        var sources = story.claim(CABLES).sources();
        story.editedBy(WADE, "38 of", "43 of");
        assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.UNCHECKED);
        story.when(WREN, restoring(story, checked, Place.of(LEAD).key()))
                .thenRecords(ContentRevised.class, ClaimRestored.class);
        assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(story.claim(CABLES).sources()).isEqualTo(sources);
        assertThat(story.claim(CABLES).anchor().words()).isEqualTo("38 of its cables");
        assertThat(story.article().unsigned())
                .as("what nobody read since is signed by nobody")
                .isNotEmpty();
    }

    @Test
    void what_somebody_doubted_since_stays_open() {
        var story = aFactCheckedStory();
        var checked = story.article().revision();
        story.by(CYRIL, new ReopenClaim(BRIDGE, CABLES, "A reader wrote in"));
        story.editedBy(WADE, "38 of", "43 of");
        story.by(WREN, restoring(story, checked, null));
        assertThat(story.claim(CABLES).verdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(story.claim(CLOSING).verdict()).isEqualTo(Verdict.CONFIRMED);
    }

    @Test
    void no_restoring_is_an_edition() {
        var story = aPublishedStory();
        story.editedBy(WADE, "found rust", "found decay");
        var edition = story.article().edition();
        story.when(WADE, restoring(story, 1, null)).thenAccepted();
        assertThat(story.article().edition()).isEqualTo(edition);
        assertThat(story.content()).isEqualTo(DRAFT);
    }

    @Test
    void what_somebody_else_wrote_meanwhile_stays_or_is_asked_about() {
        var story = draftedBy(WREN);
        story.editedBy(WREN, "found rust", "found decay");
        var seen = story.article().revision();
        story.editedBy(WADE, "Ferries instead", "Boats instead");
        story.by(WREN, new RestoreRevision(BRIDGE, seen, 1, null));
        assertThat(story.content().passages().values())
                .contains("Boats instead")
                .anyMatch(words -> words.contains("found rust"));

        story.editedBy(WREN, "found rust", "found decay");
        var again = story.article().revision();
        story.editedBy(WADE, "found decay", "found mould");
        story.when(WREN, new RestoreRevision(BRIDGE, again, 1, null)).thenRefused(OVERLAPPING_EDIT);
    }

    @Test
    void what_never_was_and_what_reads_so_already_is_said() {
        var story = draftedBy(WREN);
        story.when(WREN, restoring(story, 1, null)).thenRefused(ALREADY_SO);
        story.when(WREN, restoring(story, 9, null)).thenRefused(NO_SUCH_REVISION);
        story.when(WREN, new RestoreRevision(BRIDGE, 9, 1, null)).thenRefused(NO_SUCH_REVISION);
        story.when(WREN, restoring(story, 1, "block/nowhere")).thenRefused(SPAN_NOT_FOUND);
        story.when(STELLA, restoring(story, 1, null)).thenRefused(ROLE_MISSING);
    }

    private static void without(Story story, BlockId block) {
        var content = story.content();
        story.by(
                WADE,
                new ReviseContent(
                        BRIDGE,
                        story.article().revision(),
                        content.withBlocks(content.blocks().stream()
                                .filter(each -> !each.id().equals(block))
                                .toList())));
    }

    private static RestoreRevision restoring(Story story, int restored, @Nullable String passage) {
        return new RestoreRevision(BRIDGE, story.article().revision(), restored, passage);
    }
}
