package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.domain.article.Story.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import stet.domain.InvalidValue;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.MarkNotCheckable;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.PublishAsScheduled;
import stet.domain.article.ArticleCommand.SchedulePublication;
import stet.domain.article.ArticleCommand.WaiveCheck;
import stet.domain.article.ArticleCommand.Waiving;
import stet.domain.checking.Locator;
import stet.domain.checking.Source;
import stet.domain.content.Block;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Picture;
import stet.domain.newsroom.Newsroom;

@DisplayName("Rule 46: what a changed rule would have stopped")
class RehearsalTest {
    private static final Instant LATER = MORNING.plus(Duration.ofHours(24));

    @Test
    void what_went_out_with_all_sign_offs_lacks_no_waiver_and_nothing_that_is_asked_today() {
        assertThat(lacking(aPublishedStory(), Requirement.RULES_OF_TODAY)).isEmpty();
        assertThat(lacking(aPublishedStory(), Requirement.NO_WAIVED_CHECK)).isEmpty();
        assertThat(lacking(aPublishedStory(), Requirement.NO_WAIVED_QUOTATION)).isEmpty();
        assertThat(lacking(aPublishedStory(), Requirement.EVERYTHING_CHECKABLE)).isEmpty();
        assertThat(lacking(aPublishedStory(), Requirement.NO_CONFIDENTIAL_SOURCE_ALONE))
                .isEmpty();
        assertThat(lacking(aPublishedStory(), Requirement.PUBLISHER_SIGNED_NOTHING))
                .isEmpty();
        assertThat(lacking(aPublishedStory(), Requirement.NO_SYNTHETIC_PICTURE)).isEmpty();
    }

    @Test
    void an_edition_that_went_out_on_a_waiver_and_no_later_one_that_has_its_sign_offs() {
        var story = waivingBoth(aSubmittedDraft());
        story.everythingCheckedBy(CLEO)
                .factsSignedOffBy(CLEO)
                .captionsSignedOffBy(PIERS)
                .editedBy(WREN, "found rust", "found decay")
                .factsSignedOffBy(CLEO)
                .published(EditionKind.UPDATE, null);
        assertThat(lacking(story, Requirement.NO_WAIVED_CHECK))
                .containsExactly("1: It went out without the sign-offs of the facts and of the captions, on a waiver");
    }

    @Test
    void a_waiver_of_what_was_signed_off_all_the_same_held_nothing_up() {
        var story = aCaptionedStory()
                .by(PAULA, new WaiveCheck(BRIDGE, Check.FACTS, null, "To be sure", SEEN))
                .published();
        assertThat(lacking(story, Requirement.NO_WAIVED_CHECK)).isEmpty();
        assertThat(lacking(
                        aFactCheckedStory()
                                .by(PAULA, new WaiveCheck(BRIDGE, Check.CAPTIONS, null, "Urgent", SEEN))
                                .published(),
                        Requirement.NO_WAIVED_CHECK))
                .containsExactly("1: It went out without the sign-off of the captions, on a waiver");
    }

    @Test
    void a_quotation_that_stands_on_a_waiver() {
        var story = aSubmittedDraft()
                .claimsRaised()
                .by(PAULA, new WaiveCheck(BRIDGE, Check.PRIMARY_SOURCE, BOATS, "He is at sea", SEEN))
                .by(CLEO, new ConfirmClaim(BRIDGE, BOATS, List.of(OTHER_PAPER)))
                .by(PAULA, new WaiveCheck(BRIDGE, Check.PRIMARY_SOURCE, VOUCH, "To be sure", SEEN));
        assertThat(lacking(out(story), Requirement.NO_WAIVED_QUOTATION))
                .containsExactly("1: Quotations went out without a primary source, on a waiver [We have the boats]");
    }

    @Test
    void a_claim_rests_on_as_many_sources_as_there_are_however_they_were_typed() {
        var again = new Source.Named(
                ((Source.Named) REPORT).type(), "INSPECTORS' REPORT,  page 12", TODAY, "Looked at again");
        var story = aSubmittedDraft();
        story.claimsRaised();
        for (var claim : story.article().openClaims()) {
            var sources = claim.id().equals(CABLES) ? List.of(REPORT, again) : List.of(REPORT, RECORDING);
            story.by(CLEO, new ConfirmClaim(BRIDGE, claim.id(), sources));
        }
        out(story);
        assertThat(lacking(story, new Required(Requirement.SOURCES, 1))).isEmpty();
        assertThat(lacking(story, new Required(Requirement.SOURCES, 2)))
                .containsExactly("1: Claims rest on fewer than 2 sources [38 of its cables]");
        assertThat(lacking(story, new Required(Requirement.SOURCES, 3)).getFirst())
                .startsWith("1: Claims rest on fewer than 3 sources [14 weeks, 9 March 2026, 38 of its cables] +4");
    }

    @Test
    void what_rests_on_confidential_sources_alone() {
        var story = aSubmittedDraft()
                .claimsRaised()
                .by(CLEO, new ConfirmClaim(BRIDGE, CABLES, List.of(INSIDER)))
                .by(CLEO, new ConfirmClaim(BRIDGE, MINUTES, List.of(INSIDER, REPORT)));
        assertThat(lacking(out(story), Requirement.NO_CONFIDENTIAL_SOURCE_ALONE))
                .containsExactly("1: Claims rest on confidential sources alone [38 of its cables]");
    }

    @Test
    void what_could_not_be_checked() {
        var story =
                aSubmittedDraft().claimsRaised().by(CLEO, new MarkNotCheckable(BRIDGE, CABLES, "The report is sealed"));
        assertThat(lacking(out(story), Requirement.EVERYTHING_CHECKABLE))
                .containsExactly("1: Claims were found not to be checkable [38 of its cables]");
    }

    @Test
    void what_rests_on_a_source_that_is_doubted_today() {
        var doubting = new Newsroom(
                NEWSROOM.desks(),
                NEWSROOM.people(),
                NEWSROOM.left(),
                NEWSROOM.closed(),
                NEWSROOM.shut(),
                NEWSROOM.settings(),
                Map.of(Locator.of(REPORT).orElseThrow(), "It was forged"));
        var story = aSubmittedDraft().claimsRaised().by(CLEO, new ConfirmClaim(BRIDGE, CABLES, List.of(REPORT)));
        out(story);
        var required = List.of(Required.of(Requirement.NO_DOUBTED_SOURCE));
        assertThat(rehearsed(story, required, NEWSROOM, Instant.EPOCH).stopped())
                .isEmpty();
        assertThat(told(rehearsed(story, required, doubting, Instant.EPOCH)))
                .containsExactly("1: Claims rest on a source that is doubted today [38 of its cables]");
    }

    @Test
    void a_sign_off_is_fresh_to_the_hour() {
        var story = aCaptionedStory().at(LATER).published();
        assertThat(lacking(story, new Required(Requirement.FRESH_SIGN_OFF, 24))).isEmpty();
        assertThat(lacking(story, new Required(Requirement.FRESH_SIGN_OFF, 23)))
                .containsExactly("1: The facts had last been signed off 24 hours before");
        assertThat(lacking(
                        aCaptionedStory().at(LATER.plusMillis(1)).published(),
                        new Required(Requirement.FRESH_SIGN_OFF, 24)))
                .hasSize(1);
        assertThat(lacking(waivingBoth(aSubmittedDraft()), Requirement.FRESH_SIGN_OFF))
                .containsExactly("1: Nobody had signed the facts off");
    }

    @Test
    void changes_rest_to_the_minute() {
        var quarter = Duration.ofMinutes(15);
        assertThat(lacking(aCaptionedStory().at(MORNING.plus(quarter)).published(), Requirement.REST_AFTER_CHANGES))
                .isEmpty();
        assertThat(lacking(
                        aCaptionedStory()
                                .at(MORNING.plus(quarter).minusMillis(1))
                                .published(),
                        Requirement.REST_AFTER_CHANGES))
                .containsExactly("1: It was changed 14 minutes before it went out");
        var edited = aPublishedStory()
                .at(LATER)
                .editedBy(WREN, "found rust", "found decay")
                .factsSignedOffBy(CLEO)
                .at(LATER.plusSeconds(60))
                .published(EditionKind.UPDATE, null);
        assertThat(lacking(edited, new Required(Requirement.REST_AFTER_CHANGES, 1)))
                .containsExactly("1: It was changed 0 seconds before it went out");
    }

    @Test
    void who_publishes_what_they_signed_also_at_a_time() {
        var facts =
                aSubmittedDraft().everythingCheckedBy(MAX).factsSignedOffBy(MAX).captionsSignedOffBy(PIERS);
        var due = MORNING.plusSeconds(60);
        facts.by(MAX, new SchedulePublication(BRIDGE, due, EditionKind.ORIGINAL, null, SEEN))
                .at(due)
                .by(Newsroom.STET, new PublishAsScheduled(BRIDGE, due));
        assertThat(lacking(facts, Requirement.PUBLISHER_SIGNED_NOTHING))
                .containsExactly("1: Whoever published it had signed off its facts");
        var captions = aFactCheckedStory()
                .captionsSignedOffBy(MAX)
                .by(MAX, new PublishArticle(BRIDGE, EditionKind.ORIGINAL, null, SEEN));
        assertThat(lacking(captions, Requirement.PUBLISHER_SIGNED_NOTHING))
                .containsExactly("1: Whoever published it had signed off its captions");
    }

    @Test
    void a_picture_that_a_program_made() {
        var dusk = bridgeAtDusk();
        var made = new Picture(
                dusk.file(),
                dusk.caption(),
                dusk.parts(),
                dusk.reasons(),
                dusk.altText(),
                DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA,
                "Made by a program");
        var story = aCaptionedStory(with(DRAFT, new Block.Figure(PHOTO, made))).published();
        assertThat(lacking(story, Requirement.NO_SYNTHETIC_PICTURE))
                .containsExactly("1: Pictures were made or changed by a program [%s]"
                        .formatted(stet.domain.content.Words.shortened(
                                made.caption().words(), 60)));
    }

    @Test
    void what_went_out_before_a_rule_was_there_is_refused_by_the_rules_of_today() {
        var story = draftedBy(WREN);
        story.happened(
                new ArticleEvent.EditionPublished(
                        BRIDGE, new Edition(1, EditionKind.ORIGINAL, "bridge", 1, DRAFT, List.of(), MORNING)),
                story.act(PAULA, stet.domain.Role.PUBLISHER));
        assertThat(lacking(story, Requirement.RULES_OF_TODAY).getFirst())
                .startsWith("1: It would be refused today (not-ready) [The writer has not handed it in for checking, ");
    }

    @Test
    void several_at_once_and_only_editions_since_then() {
        var story = waivingBoth(aSubmittedDraft())
                .at(LATER)
                .editedBy(WREN, "found rust", "found decay")
                .by(
                        PAULA,
                        new PublishArticle(
                                BRIDGE, EditionKind.UPDATE, null, SEEN, new Waiving(List.of(Check.FACTS), "Urgent")));
        var required = List.of(Required.of(Requirement.NO_WAIVED_CHECK), Required.of(Requirement.REST_AFTER_CHANGES));
        var all = rehearsed(story, required, NEWSROOM, Instant.EPOCH);
        assertThat(all.editions()).isEqualTo(2);
        assertThat(all.stopped()).extracting(Rehearsal.Stopped::edition).containsExactly(1, 2);
        assertThat(all.stopped())
                .allSatisfy(stopped -> assertThat(stopped.lacks())
                        .extracting(Rehearsal.Lack::requirement)
                        .containsExactly(Requirement.NO_WAIVED_CHECK, Requirement.REST_AFTER_CHANGES));
        var later = rehearsed(story, required, NEWSROOM, LATER);
        assertThat(later.editions()).isEqualTo(1);
        assertThat(later.stopped()).extracting(Rehearsal.Stopped::edition).containsExactly(2);
        assertThat(later.headline()).isEqualTo(DRAFT.headline());
    }

    @Test
    void a_requirement_is_written_with_its_number_and_nothing_else_is_one() {
        for (var requirement : Requirement.values()) {
            var usual = Required.of(requirement);
            assertThat(Required.read(usual.written())).isEqualTo(usual);
            assertThat(Required.read(requirement.key())).isEqualTo(usual);
            assertThat(usual.sentence()).doesNotContain("%").doesNotEndWith(".");
        }
        for (var unfit :
                List.of("", "everything", "sources:", "sources:0", "sources:11", "sources:two", "no-waived-check:1")) {
            assertThatThrownBy(() -> Required.read(unfit)).isInstanceOf(InvalidValue.class);
        }
        assertThatThrownBy(() -> new Rehearsal(List.of(), NEWSROOM, Instant.EPOCH))
                .isInstanceOf(InvalidValue.class);
    }

    // ---- How it is told

    private static Story out(Story story) {
        for (var claim : new ArrayList<>(story.article().openClaims())) {
            story.by(CLEO, new ConfirmClaim(BRIDGE, claim.id(), List.of(RECORDING)));
        }
        return story.factsSignedOffBy(CLEO).captionsSignedOffBy(PIERS).published();
    }

    private static Story waivingBoth(Story story) {
        return story.by(
                PAULA,
                new PublishArticle(
                        BRIDGE,
                        EditionKind.ORIGINAL,
                        null,
                        SEEN,
                        new Waiving(List.of(Check.FACTS, Check.CAPTIONS), "It is a matter of minutes")));
    }

    private static List<String> lacking(Story story, Requirement requirement) {
        return lacking(story, Required.of(requirement));
    }

    private static List<String> lacking(Story story, Required required) {
        return told(rehearsed(story, List.of(required), NEWSROOM, Instant.EPOCH));
    }

    static Rehearsal rehearsed(Story story, List<Required> required, Newsroom newsroom, Instant since) {
        var rehearsal = new Rehearsal(required, newsroom, since);
        story.history().forEach(rehearsal::happened);
        return rehearsal;
    }

    private static List<String> told(Rehearsal rehearsal) {
        return rehearsal.stopped().stream()
                .flatMap(stopped -> stopped.lacks().stream()
                        .map(lack -> "%d: %s%s%s"
                                .formatted(
                                        stopped.edition(),
                                        lack.sentence(),
                                        lack.words().isEmpty() ? "" : " " + lack.words(),
                                        lack.more() == 0 ? "" : " +" + lack.more())))
                .toList();
    }
}
