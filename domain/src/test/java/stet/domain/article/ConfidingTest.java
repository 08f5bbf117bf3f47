package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.NO_SUCH_ARTICLE;
import static stet.domain.RefusalCode.NO_SUCH_PERSON;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.RefusalCode.TOO_LONG;
import static stet.domain.article.Story.*;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import stet.domain.CommentId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.AddComment;
import stet.domain.article.ArticleCommand.AssignArticle;
import stet.domain.article.ArticleCommand.BreakGlass;
import stet.domain.article.ArticleCommand.LiftConfidentiality;
import stet.domain.article.ArticleCommand.MakeConfidential;
import stet.domain.article.ArticleEvent.ArticleMadeConfidential;
import stet.domain.article.ArticleEvent.ConfidentialityLifted;
import stet.domain.article.ArticleEvent.GlassBroken;

class ConfidingTest {
    private static final String REASON = "A source is in danger";
    private static final BreakGlass BREAK = new BreakGlass(BRIDGE, "It is about to go out");

    private static MakeConfidential confiding(PersonId... readers) {
        return new MakeConfidential(BRIDGE, List.of(readers), REASON);
    }

    private static AddComment saying(String words) {
        return new AddComment(BRIDGE, new CommentId(words.replaceAll("[^A-Za-z]", "")), words, null, List.of());
    }

    @Test
    void its_desks_publisher_confides_it_to_whoever_wrote_in_it_to_themselves_and_to_whom_they_name() {
        draftedBy(WREN)
                .when(PAULA, confiding(CLEO))
                .thenRecords(new ArticleMadeConfidential(BRIDGE, List.of(CLEO, PAULA, WREN), REASON));
    }

    @Test
    void standards_read_it_in_any_case_and_are_not_among_them() {
        draftedBy(WREN)
                .when(STELLA, confiding())
                .thenRecords(new ArticleMadeConfidential(BRIDGE, List.of(WREN), REASON));
    }

    @Test
    void a_publisher_of_another_desk_does_not_say_who_reads_it_and_neither_does_a_writer() {
        draftedBy(WREN).when(PERCY, confiding()).thenRefused(ROLE_MISSING);
        draftedBy(WREN).when(WREN, confiding()).thenRefused(ROLE_MISSING);
        draftedBy(WREN)
                .by(STELLA, confiding(PERCY))
                .when(PERCY, new LiftConfidentiality(BRIDGE))
                .thenRefused(ROLE_MISSING);
    }

    @Test
    void it_has_a_reason_and_names_people_who_are_here() {
        draftedBy(WREN)
                .when(PAULA, new MakeConfidential(BRIDGE, List.of(), " "))
                .thenRefused(REASON_MISSING);
        draftedBy(WREN).when(PAULA, confiding(new PersonId("ghost"))).thenRefused(NO_SUCH_PERSON);
        draftedBy(WREN)
                .when(PAULA, new MakeConfidential(BRIDGE, Collections.nCopies(101, CLEO), REASON))
                .thenRefused(TOO_LONG);
    }

    @Test
    void to_all_others_it_is_not_there_until_it_is_confided_to_them_or_given_or_lifted() {
        var story = draftedBy(WREN).by(PAULA, confiding());
        story.when(CLEO, saying("Says who?")).thenRefused(NO_SUCH_ARTICLE);
        story.when(WREN, saying("I do")).thenAccepted();
        story.when(STELLA, saying("And I")).thenAccepted();

        draftedBy(WREN)
                .by(PAULA, confiding())
                .by(PAULA, confiding(CLEO))
                .when(CLEO, saying("Says who?"))
                .thenAccepted();
        draftedBy(WREN)
                .by(PAULA, confiding())
                .by(PAULA, new AssignArticle(BRIDGE, CLEO, Role.CHECKER, null))
                .when(CLEO, saying("Says who?"))
                .thenAccepted();
        draftedBy(WREN)
                .by(PAULA, confiding())
                .by(PAULA, new LiftConfidentiality(BRIDGE))
                .when(CLEO, saying("Says who?"))
                .thenAccepted();
    }

    @Test
    void what_is_so_already_is_refused() {
        draftedBy(WREN).by(PAULA, confiding(CLEO)).when(PAULA, confiding(CLEO)).thenRefused(ALREADY_SO);
        draftedBy(WREN).when(PAULA, new LiftConfidentiality(BRIDGE)).thenRefused(ALREADY_SO);
        draftedBy(WREN)
                .by(PAULA, confiding())
                .when(PAULA, new LiftConfidentiality(BRIDGE))
                .thenRecords(new ConfidentialityLifted(BRIDGE));
    }

    @Test
    void a_publisher_opens_it_with_a_reason_for_an_hour() {
        var story = draftedBy(WREN).by(PAULA, confiding());
        story.when(PERCY, saying("What is this?")).thenRefused(NO_SUCH_ARTICLE);
        story.when(PERCY, new BreakGlass(BRIDGE, "")).thenRefused(REASON_MISSING);
        story.when(PERCY, BREAK).thenRecords(new GlassBroken(BRIDGE, BREAK.reason(), MORNING.plusSeconds(3_600)));

        var opened = draftedBy(WREN).by(PAULA, confiding()).by(PERCY, BREAK);
        opened.when(PERCY, saying("What is this?")).thenAccepted();
        opened.when(PERCY, BREAK).thenRefused(ALREADY_SO);
        opened.when(MAX, saying("And I?")).thenRefused(NO_SUCH_ARTICLE);
        opened.at(MORNING.plusSeconds(3_600)).when(PERCY, saying("Still?")).thenRefused(NO_SUCH_ARTICLE);
        assertThat(opened.by(PERCY, BREAK).article().team().opened()).hasSize(1);
    }

    @Test
    void a_killed_story_is_opened_the_same_way_and_changed_by_nobody() {
        var killed = aPublishedStory().killed().by(PERCY, BREAK);
        assertThat(killed.article().team().opened()).hasSize(1);
    }

    @Test
    void what_somebody_reads_anyway_or_is_not_there_is_not_opened_and_others_ask_a_publisher() {
        draftedBy(WREN).when(PERCY, BREAK).thenRefused(ALREADY_SO);
        blank().when(PERCY, BREAK).thenRefused(NO_SUCH_ARTICLE);
        var story = draftedBy(WREN).by(PAULA, confiding());
        for (var person : List.of(WADE, CLEO, PIERS, STELLA, ADA, OTTO)) {
            story.when(person, BREAK).thenRefused(ROLE_MISSING);
        }
    }

    @Test
    void a_spiked_draft_is_made_confidential_too() {
        draftedBy(WREN).spiked().when(PAULA, confiding()).thenAccepted();
    }
}
