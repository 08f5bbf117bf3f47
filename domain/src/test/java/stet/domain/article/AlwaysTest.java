package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static stet.domain.RefusalCode.NO_SUCH_ARTICLE;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.article.Story.*;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.newsroom.Newsroom;

class AlwaysTest {

    @Nested
    @DisplayName("Rule 22: every event carries who, in which role, when, why, and the command that caused it")
    class Rule22 {
        @Test
        void every_event_of_a_story_says_who_did_it_in_which_role() {
            assertThat(aPublishedStory().history())
                    .extracting(
                            happened -> happened.event().getClass().getSimpleName(),
                            h -> h.act().who(),
                            h -> h.act().role())
                    .contains(
                            org.assertj.core.groups.Tuple.tuple("ArticleDrafted", WREN, Role.WRITER),
                            org.assertj.core.groups.Tuple.tuple("FactsSignedOff", CLEO, Role.CHECKER),
                            org.assertj.core.groups.Tuple.tuple("CaptionsSignedOff", PIERS, Role.PICTURE_EDITOR),
                            org.assertj.core.groups.Tuple.tuple("EditionPublished", PAULA, Role.PUBLISHER));
        }

        @Test
        void what_falls_because_of_an_edit_was_caused_by_the_same_command() {
            var story = aCaptionedStory().editedBy(WREN, "38 of its cables", "41 of its cables");
            var last = story.history().getLast();
            assertThat(story.history().stream().filter(h -> h.act().equals(last.act())))
                    .extracting(h -> h.event().getClass().getSimpleName())
                    .containsExactly("ContentRevised", "ClaimReopened", "FactsReopened");
        }

        @Test
        void who_wrote_which_words_follows_from_the_act_beside_the_event() {
            var drafted = new ArticleDrafted(BRIDGE, CITY, DRAFT, null);
            var act = new Act(WADE, Role.WRITER, MORNING, null, new CommandId("c"));
            var article = Article.evolve(null, drafted, act);
            assertThat(article)
                    .isNotNull()
                    .satisfies(it -> assertThat(it.wrote(WADE)).isTrue());
        }

        @Test
        void an_act_is_stored_as_named_strings_and_read_back() {
            var why = new Act(WREN, Role.WRITER, MORNING, "A reader wrote in", new CommandId("c1"));
            var plain = new Act(WREN, Role.WRITER, MORNING, null, new CommandId("c1"));
            assertThat(why.asMap())
                    .containsOnly(
                            entry("who", "wren"),
                            entry("role", "WRITER"),
                            entry("at", MORNING.toString()),
                            entry("why", "A reader wrote in"),
                            entry("command", "c1"));
            assertThat(plain.asMap()).doesNotContainKey("why");
            assertThat(Act.from(why.asMap(), MORNING.plusSeconds(60))).isEqualTo(why);
            assertThat(Act.from(plain.asMap(), MORNING.plusSeconds(60))).isEqualTo(plain);
        }

        @Test
        void what_a_program_did_for_somebody_is_marked_as_done_by_it() {
            var program = new Act.Program("t1", "The wire import");
            var act = new Act(WREN, Role.WRITER, MORNING, null, new CommandId("c1"), program);
            assertThat(act.asMap()).contains(entry("token", "t1"), entry("program", "The wire import"));
            assertThat(Act.from(act.asMap(), MORNING)).isEqualTo(act);
        }

        @Test
        void the_instant_stored_with_the_event_stands_in_for_one_that_is_not_named() {
            var act = new Act(WREN, Role.WRITER, MORNING, null, new CommandId("c1"));
            var map = act.asMap();
            map.remove(Act.AT);
            assertThat(Act.from(map, MORNING)).isEqualTo(act);
        }

        @Test
        void an_event_without_an_author_is_not_read() {
            var map = new LinkedHashMap<>(Map.of("who", "wren", "role", "WRITER", "command", "c1"));
            map.remove("who");
            assertThatThrownBy(() -> Act.from(map, MORNING))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("rule 22");
        }
    }

    @Nested
    @DisplayName("Nobody acts in a role they do not hold, or in one that is not for it")
    class Powerless {
        private final SignOffFacts signOff = new SignOffFacts(BRIDGE, SEEN);

        @Test
        void a_role_that_somebody_does_not_hold_is_refused() {
            aSubmittedDraft().when(WREN, Role.CHECKER, signOff).thenRefused(ROLE_MISSING);
            aSubmittedDraft().when(new PersonId("ghost"), Role.CHECKER, signOff).thenRefused(ROLE_MISSING);
        }

        @Test
        void a_role_that_is_not_for_it_is_refused_even_to_somebody_who_holds_the_right_one_too() {
            var story = aSubmittedDraft().everythingCheckedBy(CLEO);
            story.when(MAX, Role.WRITER, signOff).thenRefused(ROLE_MISSING);
            story.when(MAX, Role.CHECKER, signOff).thenAccepted();
        }

        @Test
        void an_administrator_has_no_editorial_power() {
            var story = aCaptionedStory();
            for (var ask : Asks.of(story)) {
                assertThat(Powers.rolesFor(ask.command()))
                        .doesNotContain(Role.ADMINISTRATOR)
                        .isNotEmpty();
                story.when(ADA, Role.ADMINISTRATOR, ask.command()).thenRefused(ROLE_MISSING);
            }
        }

        @Test
        void an_auditor_changes_nothing_and_is_told_so() {
            var story = aCaptionedStory();
            for (var ask : Asks.of(story)) {
                assertThat(Powers.rolesFor(ask.command())).doesNotContain(Role.AUDITOR);
                story.when(OTTO, Role.AUDITOR, ask.command()).thenRefused(ROLE_MISSING);
            }
            assertThat(story.when(OTTO, Role.AUDITOR, signOff).refusal())
                    .hasMessage("An auditor reads and changes nothing: only a checker may do this");
        }

        @Test
        void stet_itself_does_what_was_scheduled_doubted_or_taken_out_and_nothing_else() {
            var story = aCaptionedStory();
            for (var ask : Asks.of(story)) {
                if (!(ask.command() instanceof ArticleCommand.PublishAsScheduled
                        || ask.command() instanceof ArticleCommand.ReopenOnDoubt
                        || ask.command() instanceof ArticleCommand.RedactWords)) {
                    var role = Powers.rolesFor(ask.command()).iterator().next();
                    story.when(Newsroom.STET, role, ask.command()).thenRefused(ROLE_MISSING);
                }
            }
        }

        @Test
        void who_may_not_is_told_who_may() {
            var refused = aSubmittedDraft().when(WREN, Role.WRITER, signOff).thenRefused(ROLE_MISSING);
            assertThat(refused.why().sentence()).isEqualTo("Only a checker may do this");
        }
    }

    @Nested
    @DisplayName("Rule 23: a command refused changes nothing and says which rule, in words an editor understands")
    class Rule23 {
        @Test
        void nothing_is_asked_of_an_article_that_is_not_there() {
            var drafted = draftedBy(WREN);
            for (var ask : Asks.of(drafted)) {
                if (!(ask.command() instanceof DraftArticle)) {
                    blank().when(ask.who(), ask.command()).thenRefused(NO_SUCH_ARTICLE);
                }
            }
        }

        @ParameterizedTest
        @EnumSource(RefusalCode.class)
        void every_code_has_one_stable_name(RefusalCode code) {
            assertThat(code.type()).matches("[a-z]+(-[a-z]+)*");
        }
    }

    @Nested
    @DisplayName("Rule 24: replaying gives everything exactly as it was")
    class Rule24 {
        @Test
        void a_story_replayed_is_the_story() {
            var story = aPublishedStory()
                    .editedBy(WREN, "38 of its", "41 of its")
                    .everythingCheckedBy(CYRIL)
                    .held();
            assertThat(Article.evolve(null, story.history())).isEqualTo(story.article());
        }

        @Test
        void nothing_is_there_before_it_is_drafted() {
            var story = aPublishedStory();
            var headless = story.history().subList(1, story.history().size());
            assertThat(Article.evolve(null, headless)).isNull();
            assertThat(Article.evolve(null, List.of())).isNull();
        }

        @Test
        void an_event_after_another_leaves_the_article_before_it_as_it_was() {
            var story = aSubmittedDraft().claimsRaised();
            var before = story.article();
            var claims = List.copyOf(before.claims().values());
            story.everythingCheckedBy(CLEO).editedBy(WREN, "38 of its", "41 of its");
            assertThat(before.claims().values()).containsExactlyElementsOf(claims);
            assertThat(before.content()).isEqualTo(DRAFT);
        }

        @Test
        void whoever_only_shows_an_article_does_without_its_earlier_revisions() {
            var article = draftedBy(WREN).editedBy(WREN, "rust", "decay").article();
            var shown = article.withoutEarlierRevisions();
            assertThat(article.copy().content(1)).contains(DRAFT);
            assertThat(shown.copy().content(1)).isEmpty();
            assertThat(shown.content()).isEqualTo(article.content());
            assertThat(shown.revision()).isEqualTo(2);
        }
    }
}
