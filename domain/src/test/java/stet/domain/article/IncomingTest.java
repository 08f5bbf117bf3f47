package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.domain.RefusalCode.HEADLINE_MISSING;
import static stet.domain.RefusalCode.NO_PARAGRAPH;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.SOURCE_DATE_UNFIT;
import static stet.domain.RefusalCode.SOURCE_MISSING;
import static stet.domain.article.Story.*;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.*;
import stet.domain.article.ArticleEvent.*;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Mark;
import stet.domain.content.Place;
import stet.domain.content.Text;

/** What somebody writes says something that can be seen, whatever they write it in; what was written before is left alone. */
class IncomingTest {
    private static final String NOTHING = "\u200B\u00A0\u2060\u3164\u2800";

    @Nested
    @DisplayName("Wherever words are asked for, there is a letter, a digit or a symbol that can be seen")
    class SaysSomething {
        @ParameterizedTest
        @ValueSource(strings = {NOTHING, "\u200B", "\u3164", "\u034F", "\uFE0F", "\u0301", "…", "—"})
        void a_headline_does(String nothing) {
            blank().when(WREN, new DraftArticle(BRIDGE, CITY, DRAFT.with(Field.HEADLINE, nothing), null))
                    .thenRefused(HEADLINE_MISSING);
            var story = draftedBy(WREN);
            story.when(WREN, story.saving(DRAFT.with(Field.HEADLINE, nothing))).thenRefused(HEADLINE_MISSING);
        }

        @Test
        void so_does_the_paragraph_that_is_handed_in() {
            draftedBy(WREN, Content.of("Bridge", "", List.of(paragraph(LEAD, NOTHING), paragraph(FERRY, "* * *"))))
                    .when(WREN, new SubmitForChecking(BRIDGE))
                    .thenRefused(NO_PARAGRAPH);
        }

        static Stream<Asked> remarks() {
            return Stream.of(
                    new Asked(WREN, new SpikeArticle(BRIDGE, NOTHING)),
                    new Asked(CLEO, new RequestChanges(BRIDGE, new CommentId("new"), NOTHING)),
                    new Asked(WREN, new AddComment(BRIDGE, new CommentId("new"), NOTHING, null, List.of())),
                    new Asked(CLEO, new QueryClaim(BRIDGE, CABLES, NOTHING)),
                    new Asked(CLEO, new DisputeClaim(BRIDGE, CABLES, NOTHING, List.of())),
                    new Asked(CLEO, new MarkNotCheckable(BRIDGE, CABLES, NOTHING)),
                    new Asked(CLEO, new WithdrawClaim(BRIDGE, CABLES, NOTHING)),
                    new Asked(CLEO, new CorrectClaim(BRIDGE, CABLES, Remedy.REWORDED, "—", List.of(REPORT))),
                    new Asked(CLEO, new CorrectClaim(BRIDGE, CABLES, Remedy.REWORDED, NOTHING, List.of(REPORT))),
                    new Asked(PIERS, new ReturnCaption(BRIDGE, PHOTO, NOTHING)),
                    new Asked(PAULA, new WaiveCheck(BRIDGE, Check.FACTS, null, NOTHING, SEEN)),
                    new Asked(
                            PAULA,
                            new PublishArticle(
                                    BRIDGE, EditionKind.CORRECTION, new Note(NOTHING, "It is 44 cables"), SEEN)),
                    new Asked(PAULA, new PublishArticle(BRIDGE, EditionKind.UPDATE, new Note("", NOTHING), SEEN)),
                    new Asked(
                            PAULA,
                            new PublishArticle(
                                    BRIDGE,
                                    EditionKind.ORIGINAL,
                                    null,
                                    SEEN,
                                    new Waiving(List.of(Check.FACTS, Check.CAPTIONS), NOTHING))),
                    new Asked(
                            PAULA,
                            new SchedulePublication(
                                    BRIDGE, MORNING.plusSeconds(60), EditionKind.UPDATE, new Note("", NOTHING), SEEN)));
        }

        @ParameterizedTest
        @MethodSource
        void remarks(Asked asked) {
            var refused = aSubmittedDraft()
                    .claimsRaised()
                    .when(asked.who(), asked.command())
                    .thenRefused(REASON_MISSING);
            assertThat(refused.why().sentence()).doesNotContain(NOTHING);
        }

        @Test
        void a_note_and_a_reason_on_a_story_that_is_out_do() {
            aPublishedStory()
                    .when(PAULA, new AttachEditorsNote(BRIDGE, NOTHING))
                    .thenRefused(REASON_MISSING);
            aPublishedStory().when(PAULA, new HoldArticle(BRIDGE, NOTHING)).thenRefused(REASON_MISSING);
            aPublishedStory()
                    .when(STELLA, new KillArticle(BRIDGE, "It was forged", NOTHING))
                    .thenRefused(REASON_MISSING);
        }

        @Test
        void a_remark_of_signs_alone_is_told_so() {
            assertThat(draftedBy(WREN)
                            .when(WREN, new SpikeArticle(BRIDGE, "…"))
                            .thenRefused(REASON_MISSING)
                            .why()
                            .sentence())
                    .isEqualTo("The reason for spiking it is missing: “…” says nothing");
        }

        @ParameterizedTest
        @ValueSource(strings = {NOTHING, "…", "\u2800"})
        void a_source_can_be_found_again(String nothing) {
            var source = new Source.Named(SourceType.DOCUMENT, nothing, TODAY, "");
            aSubmittedDraft()
                    .claimsRaised()
                    .when(CLEO, new ConfirmClaim(BRIDGE, CABLES, List.of(source)))
                    .thenRefused(SOURCE_MISSING);
        }
    }

    record Asked(PersonId who, ArticleCommand command) {}

    @Nested
    @DisplayName("Characters that nobody sees are taken out on the way in")
    class TakenOut {
        @Test
        void of_a_draft_with_its_formatting_left_on_its_words() {
            var text = new Text("har\u00ADbour \u202Ebridge", List.of(new Mark(Mark.Style.BOLD, 9, 16, null)));
            var drafted = blank().when(
                            WREN,
                            new DraftArticle(
                                    BRIDGE,
                                    CITY,
                                    Content.of(
                                            "Har\u200Bbour",
                                            "",
                                            List.of(new stet.domain.content.Block.Paragraph(LEAD, text))),
                                    null))
                    .only(ArticleDrafted.class);
            assertThat(drafted.content())
                    .isEqualTo(Content.of(
                            "Harbour",
                            "",
                            List.of(new stet.domain.content.Block.Paragraph(
                                    LEAD,
                                    new Text("harbour bridge", List.of(new Mark(Mark.Style.BOLD, 8, 14, null)))))));
        }

        @Test
        void of_remarks_notes_corrections_and_sources() {
            var story = aPublishedStory();
            assertThat(story.when(PAULA, new AttachEditorsNote(BRIDGE, "We\u200B erred"))
                            .only(EditorsNoteAttached.class)
                            .note())
                    .isEqualTo("We erred");
            var source = new Source.Named(SourceType.DOCUMENT, "Re\u00ADport", TODAY, "Page\u200B 12");
            var corrected = story.when(
                            CLEO,
                            new CorrectClaim(
                                    BRIDGE, CABLES, Remedy.REWORDED, "44\u2060 of its cables", List.of(source)))
                    .only(ClaimCorrected.class);
            assertThat(corrected.sources())
                    .containsExactly(new Source.Named(SourceType.DOCUMENT, "Report", TODAY, "Page 12"));
            assertThat(story.claim(CABLES).anchor().words()).isEqualTo("44 of its cables");
            var note = new Note("It was 38\u200B cables", "It is 44\uFEFF cables");
            assertThat(story.factsSignedOffBy(CYRIL)
                            .when(PAULA, new PublishArticle(BRIDGE, EditionKind.CORRECTION, note, SEEN))
                            .only(EditionPublished.class)
                            .edition()
                            .note())
                    .isEqualTo(new Note("It was 38 cables", "It is 44 cables", List.of("block/lead")));
        }

        @Test
        void what_xml_forbids_is_refused() {
            var story = draftedBy(WREN);
            assertThatThrownBy(() -> story.when(WREN, story.saving(DRAFT.with(Field.HEADLINE, "Bridge\uFFFE"))))
                    .isInstanceOf(InvalidValue.class);
            assertThat(story.content()).isEqualTo(DRAFT);
        }
    }

    @Nested
    @DisplayName("What the ledger has is not argued with")
    class Before {
        private static final Content OLD = Content.of(
                "Har\u200Bbour bridge",
                "\u3164",
                List.of(
                        paragraph(LEAD, "The har\u00ADbour bridge will close"),
                        paragraph(FERRY, "A ferry\uFFFE will go")));

        private static Article old() {
            var drafted = new ArticleDrafted(BRIDGE, CITY, OLD, null);
            return java.util.Objects.requireNonNull(Article.evolve(null, drafted, act(WREN, Role.WRITER)));
        }

        private static Act act(PersonId who, Role role) {
            return new Act(who, role, MORNING, null, new CommandId("c"));
        }

        @Test
        void an_old_draft_is_there_as_it_was_written() {
            assertThat(old().content()).isEqualTo(OLD);
            assertThat(old().contentHash()).isEqualTo(OLD.hash());
        }

        @Test
        void saving_it_again_is_no_change() {
            assertThat(Workflow.decide(old(), new ReviseContent(BRIDGE, 1, OLD), act(WREN, Role.WRITER), NEWSROOM))
                    .isEmpty();
        }

        @Test
        void a_save_takes_out_what_nobody_sees_only_where_somebody_wrote() {
            var saved = with(OLD, paragraph(LEAD, "The har\u00ADbour bridge will not close"));
            var events = Workflow.decide(old(), new ReviseContent(BRIDGE, 1, saved), act(WREN, Role.WRITER), NEWSROOM);
            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ContentRevised.class,
                            revised -> assertThat(revised.changes())
                                    .containsExactly(new Change.BlockRewritten(
                                            paragraph(LEAD, "The harbour bridge will not close"))));
        }

        @Test
        void a_claim_is_raised_on_old_words_as_they_stand() {
            var raised =
                    new RaiseClaim(BRIDGE, CABLES, ClaimKind.FACT, anchor(OLD, Place.of(LEAD), "har\u00ADbour bridge"));
            assertThat(Workflow.decide(old(), raised, act(CLEO, Role.CHECKER), NEWSROOM))
                    .containsExactly(new ClaimRaised(BRIDGE, CABLES, ClaimKind.FACT, raised.anchor()));
        }
    }

    @Nested
    @DisplayName("A source was consulted by somebody who is alive, and not tomorrow")
    class Consulted {
        @ParameterizedTest
        @ValueSource(strings = {"2999-01-01", "0000-01-01", "-0001-05-05", "1899-12-31", "2026-02-14"})
        void a_day_that_cannot_have_been_is_refused_with_a_sentence(String day) {
            for (var command : with(consulted(LocalDate.parse(day)))) {
                var refused =
                        aSubmittedDraft().claimsRaised().when(CLEO, command).thenRefused(SOURCE_DATE_UNFIT);
                assertThat(refused.why().sentence()).contains("was consulted on " + LocalDate.parse(day));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"1900-01-01", "2026-02-12", "2026-02-13"})
        void the_same_day_anywhere_on_earth_and_every_day_before_is_taken(String day) {
            for (var command : with(consulted(LocalDate.parse(day)))) {
                aSubmittedDraft()
                        .claimsRaised()
                        .at(MORNING.plusSeconds(3_600))
                        .when(CLEO, command)
                        .thenAccepted();
            }
        }

        private static List<ArticleCommand> with(Source source) {
            return List.of(
                    new ConfirmClaim(BRIDGE, CABLES, List.of(source)),
                    new DisputeClaim(BRIDGE, CABLES, "The report says 44", List.of(source)),
                    new CorrectClaim(BRIDGE, CABLES, Remedy.REWORDED, "44 of its cables", List.of(source)));
        }
    }
}
