package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.ALT_TEXT_UNFIT;
import static stet.domain.RefusalCode.CAPTION_INCOMPLETE;
import static stet.domain.RefusalCode.CAPTION_NOT_APPROVED;
import static stet.domain.RefusalCode.CHANGED_SINCE;
import static stet.domain.RefusalCode.FACTS_NOT_SIGNED_OFF;
import static stet.domain.RefusalCode.NO_SUCH_BLOCK;
import static stet.domain.RefusalCode.OWN_CAPTION;
import static stet.domain.RefusalCode.PICTURE_FILE_MISSING;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.SOURCE_TYPE_MISSING;
import static stet.domain.RefusalCode.SYNTHETIC_UNLABELLED;
import static stet.domain.article.Story.*;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.BlockId;
import stet.domain.article.ArticleCommand.ApproveCaption;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.ReopenCaptions;
import stet.domain.article.ArticleCommand.ReturnCaption;
import stet.domain.article.ArticleCommand.SignOffCaptions;
import stet.domain.article.ArticleCommand.WaiveCheck;
import stet.domain.article.ArticleEvent.CaptionApproved;
import stet.domain.article.ArticleEvent.CaptionReopened;
import stet.domain.article.ArticleEvent.CaptionReturned;
import stet.domain.article.ArticleEvent.CaptionsReopened;
import stet.domain.article.ArticleEvent.CaptionsSignedOff;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.content.Block;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Hash;
import stet.domain.content.Picture;
import stet.domain.content.Text;

class CaptioningTest {
    private static final ApproveCaption APPROVE = new ApproveCaption(BRIDGE, PHOTO, SEEN);
    private static final SignOffCaptions SIGN_OFF = new SignOffCaptions(BRIDGE, SEEN);

    private static Story withPicture(Picture picture) {
        return draftedBy(WREN, with(DRAFT, figure(picture)));
    }

    @Nested
    @DisplayName(
            "Rule 11: a caption says who or what, where and when, and carries a credit line, or the reason why not")
    class Rule11 {
        @Test
        void a_complete_caption_is_approved_for_its_exact_words() {
            draftedBy(WREN)
                    .when(PIERS, APPROVE)
                    .thenRecords(new CaptionApproved(BRIDGE, PHOTO, Hash.of(bridgeAtDusk())));
        }

        @ParameterizedTest
        @EnumSource(Picture.Part.class)
        void a_missing_part_keeps_it_from_approval(Picture.Part part) {
            var refused =
                    withPicture(picture(Map.of(), part)).when(PIERS, APPROVE).thenRefused(CAPTION_INCOMPLETE);
            assertThat(refused.why().obstacles())
                    .singleElement()
                    .satisfies(obstacle -> assertThat(obstacle.sentence()).contains(part.title()))
                    .satisfies(obstacle -> assertThat(obstacle.place()).isEqualTo("block/photo"));
        }

        @ParameterizedTest
        @EnumSource(Picture.Part.class)
        void a_missing_part_with_a_recorded_reason_does_not(Picture.Part part) {
            withPicture(picture(Map.of(part, "The archive does not say"), part))
                    .when(PIERS, APPROVE)
                    .thenAccepted();
        }

        @Test
        void a_blank_reason_is_none() {
            withPicture(picture(Map.of(Picture.Part.WHEN, "  "), Picture.Part.WHEN))
                    .when(PIERS, APPROVE)
                    .thenRefused(CAPTION_INCOMPLETE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\u200B", "\u3164", "…", "\u0301", "\u00A0 \u2060"})
        void a_part_or_a_reason_that_says_nothing_is_none(String nothing) {
            withPicture(picture(Map.of(Picture.Part.WHEN, nothing), Picture.Part.WHEN))
                    .when(PIERS, APPROVE)
                    .thenRefused(CAPTION_INCOMPLETE);
        }

        @Test
        void a_picture_goes_out_with_its_file_and_only_so() {
            var captionOnly = withPicture(withoutFile(bridgeAtDusk()));
            var refused = captionOnly.when(PIERS, APPROVE).thenRefused(PICTURE_FILE_MISSING);
            assertThat(refused.why().sentence()).isEqualTo("The picture's file is missing");
            captionOnly.submitted().everythingCheckedBy(CLEO).factsSignedOffBy(CLEO);
            assertThat(captionOnly.when(PIERS, SIGN_OFF).standingInTheWay()).contains(PICTURE_FILE_MISSING);
            assertThat(captionOnly
                            .when(PAULA, new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, SEEN))
                            .standingInTheWay())
                    .contains(PICTURE_FILE_MISSING);
        }

        @Test
        void a_picture_that_loses_its_file_loses_its_approval() {
            var story = aCaptionedStory();
            story.when(WREN, story.saving(with(story.content(), figure(withoutFile(bridgeAtDusk())))))
                    .thenRecords(ContentRevised.class, CaptionReopened.class, CaptionsReopened.class);
        }

        @Test
        void a_picture_without_a_caption_is_refused_with_all_that_is_missing() {
            var bare = withPicture(Picture.captioned(Text.EMPTY))
                    .when(PIERS, APPROVE)
                    .thenRefused(CAPTION_INCOMPLETE);
            assertThat(bare.standingInTheWay())
                    .containsExactly(
                            CAPTION_INCOMPLETE,
                            CAPTION_INCOMPLETE,
                            CAPTION_INCOMPLETE,
                            CAPTION_INCOMPLETE,
                            CAPTION_INCOMPLETE,
                            ALT_TEXT_UNFIT,
                            SOURCE_TYPE_MISSING,
                            PICTURE_FILE_MISSING);
        }
    }

    @Nested
    @DisplayName("Rule 12: alt text is there, short and not the caption again; a synthetic picture is labelled")
    class Rule12 {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "\u2800",
                    "…",
                    "The harbour bridge at dusk",
                    "THE HARBOUR BRIDGE AT DUSK",
                    "the harbour bridge at dusk.",
                    "The\u00A0harbour bridge at dusk",
                    "The harbour-bridge, at “dusk”!",
                    "The har\u00ADbour bridge at du\u0301sk",
                    "Ｔｈｅ harbour bridge at dusk"
                })
        void alt_text_that_says_nothing_or_only_the_caption_is_unfit(String altText) {
            withPicture(picture(altText, DigitalSourceType.DIGITAL_CAPTURE, ""))
                    .when(PIERS, APPROVE)
                    .thenRefused(ALT_TEXT_UNFIT);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "IMG_1234.JPG",
                    "DSC00012.jpeg",
                    "DSC_0012",
                    "PXL_20260212_170000123",
                    "photo.png",
                    "harbour-ferry.webp",
                    "image (3).heic",
                    "The harbour bridge.tiff",
                    "C:\\pictures\\bridge.gif",
                    "https://pictures.example/2026/bridge.avif"
                })
        void the_name_of_a_file_is_no_alt_text(String altText) {
            var refused = withPicture(picture(altText, DigitalSourceType.DIGITAL_CAPTURE, ""))
                    .when(PIERS, APPROVE)
                    .thenRefused(ALT_TEXT_UNFIT);
            assertThat(refused.why().sentence()).contains("name of a file");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "A steel bridge at dusk, seen from the water",
                    "The harbour bridge at dusk, with a ferry below it",
                    "A page of the report, saved as scan.pdf",
                    "Pier 39 at night",
                    "🌉"
                })
        void what_can_be_seen_is_alt_text(String altText) {
            withPicture(picture(altText, DigitalSourceType.DIGITAL_CAPTURE, ""))
                    .when(PIERS, APPROVE)
                    .thenAccepted();
        }

        @Test
        void alt_text_has_at_most_250_characters_as_readers_count_them() {
            withPicture(picture("\uD83C\uDF09".repeat(250), DigitalSourceType.DIGITAL_CAPTURE, ""))
                    .when(PIERS, APPROVE)
                    .thenAccepted();
            withPicture(picture("x".repeat(251), DigitalSourceType.DIGITAL_CAPTURE, ""))
                    .when(PIERS, APPROVE)
                    .thenRefused(ALT_TEXT_UNFIT);
        }

        @Test
        void somebody_must_say_how_the_picture_came_to_be() {
            withPicture(picture("A bridge", null, "")).when(PIERS, APPROVE).thenRefused(SOURCE_TYPE_MISSING);
        }

        @ParameterizedTest
        @EnumSource(DigitalSourceType.class)
        void a_synthetic_picture_and_no_other_needs_a_label(DigitalSourceType type) {
            var unlabelled = withPicture(picture("A bridge", type, "")).when(PIERS, APPROVE);
            if (type.synthetic()) {
                unlabelled.thenRefused(SYNTHETIC_UNLABELLED);
            } else {
                unlabelled.thenAccepted();
            }
            withPicture(picture("A bridge", type, "Illustration made by a computer"))
                    .when(PIERS, APPROVE)
                    .thenAccepted();
        }
    }

    @Nested
    @DisplayName("Rule 13: the person who wrote a caption does not approve it")
    class Rule13 {
        @Test
        void nobody_approves_a_caption_they_wrote() {
            draftedBy(MAX).when(MAX, APPROVE).thenRefused(OWN_CAPTION);
        }

        @Test
        void a_single_word_of_it_is_enough() {
            var story = draftedBy(WREN).editedBy(PIERS, "at dusk", "at dawn");
            story.when(PIERS, APPROVE).thenRefused(OWN_CAPTION);
            story.when(PETRA, APPROVE).thenAccepted();
        }

        @Test
        void alt_text_and_credit_line_belong_to_the_caption() {
            var story = draftedBy(WREN);
            story.by(
                    PIERS,
                    story.saving(with(
                            DRAFT, figure(picture("Lamps over dark water", DigitalSourceType.DIGITAL_CAPTURE, "")))));
            story.when(PIERS, APPROVE).thenRefused(OWN_CAPTION);
        }

        @Test
        void whoever_wrote_other_words_of_the_article_may_approve_a_caption() {
            draftedBy(WREN)
                    .editedBy(PIERS, "found rust", "found decay")
                    .when(PIERS, APPROVE)
                    .thenAccepted();
        }

        @Test
        void nobody_signs_off_captions_among_which_is_their_own() {
            var story = draftedBy(WREN).editedBy(PIERS, "at dusk", "at dawn").submitted();
            story.everythingCheckedBy(CLEO).factsSignedOffBy(CLEO).captionsApprovedBy(PETRA);
            story.when(PIERS, SIGN_OFF).thenRefused(OWN_CAPTION);
            story.when(PETRA, SIGN_OFF).thenAccepted();
        }
    }

    @Nested
    @DisplayName("Rule 14: an article without figures passes the caption check by an explicit sign-off, never silently")
    class Rule14 {
        @Test
        void without_pictures_somebody_still_signs_off_that_there_are_none() {
            var story = draftedBy(WREN, without(DRAFT, PHOTO))
                    .submitted()
                    .everythingCheckedBy(CLEO)
                    .factsSignedOffBy(CLEO);
            assertThat(story.stage()).isEqualTo(Stage.FACT_CHECKED);
            story.when(PIERS, SIGN_OFF)
                    .thenRecords(new CaptionsSignedOff(BRIDGE, story.article().captionWords(), 1))
                    .andStageIs(Stage.CAPTIONED);
        }

        @Test
        void captions_are_signed_off_after_the_facts() {
            aSubmittedDraft().captionsApprovedBy(PIERS).when(PIERS, SIGN_OFF).thenRefused(FACTS_NOT_SIGNED_OFF);
        }

        @Test
        void a_waiver_of_the_facts_stands_for_their_sign_off() {
            aSubmittedDraft()
                    .captionsApprovedBy(PIERS)
                    .by(PAULA, new WaiveCheck(BRIDGE, Check.FACTS, null, "It is a matter of minutes", SEEN))
                    .when(PIERS, SIGN_OFF)
                    .thenAccepted();
        }

        @Test
        void every_picture_is_approved_before_the_sign_off() {
            var story = aFactCheckedStory();
            var refused = story.when(PIERS, SIGN_OFF)
                    .thenRefused(CAPTION_NOT_APPROVED)
                    .why();
            assertThat(refused.obstacles())
                    .singleElement()
                    .satisfies(o -> assertThat(o.place()).isEqualTo("block/photo"));
            story.captionsApprovedBy(PIERS);
            story.when(PIERS, SIGN_OFF).thenAccepted().andStageIs(Stage.CAPTIONED);
            story.when(PETRA, SIGN_OFF).thenRefused(ALREADY_SO);
        }
    }

    @Nested
    @DisplayName("Rule 15: replacing the picture or rewording the caption makes its approval stale")
    class Rule15 {
        @Test
        void a_reworded_caption_loses_its_approval_and_the_sign_off() {
            var story = aCaptionedStory();
            story.when(WREN, story.rewording("at dusk", "at dawn"))
                    .thenRecords(ContentRevised.class, CaptionReopened.class, CaptionsReopened.class)
                    .andStageIs(Stage.FACT_CHECKED);
            assertThat(story.article().approvals()).isEmpty();
        }

        @Test
        void a_replaced_picture_loses_its_approval_under_the_same_caption() {
            var story = aCaptionedStory();
            var was = bridgeAtDusk();
            var other = new Picture(
                    "b".repeat(64),
                    was.caption(),
                    was.parts(),
                    was.reasons(),
                    was.altText(),
                    was.sourceType(),
                    was.label());
            story.when(PETRA, story.saving(with(DRAFT, figure(other))))
                    .thenRecords(ContentRevised.class, CaptionReopened.class, CaptionsReopened.class);
        }

        @Test
        void a_credit_line_or_alt_text_that_changes_does_the_same() {
            var story = aCaptionedStory();
            var altered = picture("A bridge", DigitalSourceType.DIGITAL_CAPTURE, "");
            var reopened = story.when(PETRA, story.saving(with(DRAFT, figure(altered))))
                    .only(CaptionsReopened.class);
            assertThat(reopened.figures()).containsExactly(PHOTO);
        }

        @Test
        void a_picture_added_or_taken_out_reopens_the_captions_and_leaves_the_other_approval() {
            var undated = picture(Map.of(Picture.Part.WHEN, "The archive does not say"), Picture.Part.WHEN);
            var content = with(DRAFT, figure(undated));
            var added = aCaptionedStory(content);
            var second = new BlockId("photo-two");
            added.when(WREN, added.saving(with(content, new Block.Figure(second, undated))))
                    .thenRecords(ContentRevised.class, CaptionsReopened.class);
            assertThat(added.article().approvals()).containsOnlyKeys(PHOTO);
            var taken = aCaptionedStory(content);
            taken.when(WREN, taken.saving(without(content, PHOTO)))
                    .thenRecords(ContentRevised.class, CaptionsReopened.class)
                    .andStageIs(Stage.FACT_CHECKED);
        }

        @Test
        void an_edit_of_the_text_leaves_the_captions_alone() {
            var story = aCaptionedStory();
            story.when(WREN, story.rewording("found rust", "found decay"))
                    .thenRecords(ContentRevised.class, FactsReopened.class);
            assertThat(story.factsSignedOffBy(CLEO).stage()).isEqualTo(Stage.CAPTIONED);
        }

        @Test
        void when_the_facts_fall_the_captions_stand_and_the_stage_comes_back_with_the_facts() {
            var story = aCaptionedStory().editedBy(WREN, "38 of its cables", "41 of its cables");
            assertThat(story.stage()).isEqualTo(Stage.DRAFTED);
            story.everythingCheckedBy(CLEO).factsSignedOffBy(CLEO);
            assertThat(story.stage()).isEqualTo(Stage.CAPTIONED);
        }

        @Test
        void a_caption_is_approved_as_it_was_seen() {
            var story = aFactCheckedStory().editedBy(WREN, "at dusk", "at dawn");
            var refused = story.when(PIERS, new ApproveCaption(BRIDGE, PHOTO, 1))
                    .thenRefused(CHANGED_SINCE)
                    .why();
            assertThat(refused.obstacles()).singleElement().satisfies(obstacle -> {
                assertThat(obstacle.place()).isEqualTo("block/photo");
                assertThat(obstacle.sentence()).contains("Wren Abara", "at dusk", "at dawn");
            });
            story.by(PIERS, new ApproveCaption(BRIDGE, PHOTO, 2));
            story.when(PIERS, new SignOffCaptions(BRIDGE, 1)).thenRefused(CHANGED_SINCE);
            story.when(PIERS, new SignOffCaptions(BRIDGE, 2)).thenAccepted();
        }

        @Test
        void an_edit_of_the_text_does_not_stand_in_a_captions_way() {
            var story = aFactCheckedStory()
                    .editedBy(WREN, "found rust", "found decay")
                    .factsSignedOffBy(CLEO);
            story.when(PIERS, new ApproveCaption(BRIDGE, PHOTO, 1)).thenAccepted();
            story.when(PIERS, new SignOffCaptions(BRIDGE, 1)).thenAccepted();
        }

        @Test
        void an_approved_caption_is_approved_once() {
            draftedBy(WREN).captionsApprovedBy(PIERS).when(PETRA, APPROVE).thenRefused(ALREADY_SO);
        }

        @Test
        void a_returned_caption_is_not_approved_any_more() {
            var story = aCaptionedStory();
            story.when(PETRA, new ReturnCaption(BRIDGE, PHOTO, " ")).thenRefused(REASON_MISSING);
            story.when(PETRA, new ReturnCaption(BRIDGE, PHOTO, "It is dawn"))
                    .thenRecords(
                            new CaptionReturned(BRIDGE, PHOTO, "It is dawn"),
                            new CaptionsReopened(BRIDGE, List.of(PHOTO), "The pictures or their captions changed"));
        }

        @Test
        void somebody_takes_the_sign_off_back_with_a_reason() {
            var story = aCaptionedStory();
            story.when(PETRA, new ReopenCaptions(BRIDGE, "")).thenRefused(REASON_MISSING);
            story.when(PETRA, new ReopenCaptions(BRIDGE, "Look again"))
                    .thenRecords(new CaptionsReopened(BRIDGE, List.of(), "Look again"))
                    .andStageIs(Stage.FACT_CHECKED);
            story.when(PETRA, new ReopenCaptions(BRIDGE, "Look again")).thenRefused(ALREADY_SO);
        }

        @Test
        void only_a_picture_of_this_article_is_approved() {
            draftedBy(WREN).when(PIERS, new ApproveCaption(BRIDGE, LEAD, SEEN)).thenRefused(NO_SUCH_BLOCK);
            draftedBy(WREN)
                    .when(PIERS, new ReturnCaption(BRIDGE, new BlockId("elsewhere"), "No"))
                    .thenRefused(NO_SUCH_BLOCK);
        }
    }
}
