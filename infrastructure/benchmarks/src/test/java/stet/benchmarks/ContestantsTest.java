package stet.benchmarks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.ArticleId;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.Happened;
import stet.domain.article.Stage;
import stet.domain.article.Workflow;
import stet.domain.content.Field;
import stet.eventstore.shapes.DomainJson;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is measured is the same work, and it is done. */
class ContestantsTest {
    private static final JsonMapper JSON = DomainJson.mapper();

    @TempDir
    Path folder;

    @Test
    void a_story_is_published_by_the_rules_and_each_of_its_commands_is_one_event() {
        for (var seed = 0; seed < 50; seed++) {
            @Nullable Article article = null;
            var steps = Story.of("sea-wall", seed);
            assertThat(steps).hasSize(Story.COMMANDS);
            for (var step : steps) {
                var events = Workflow.decide(article, step.command(), step.act(), Story.NEWSROOM);
                assertThat(events).hasSize(1);
                article = Article.evolve(article, events.getFirst(), step.act());
            }
            assertThat(requireNonNull(article).stage()).isEqualTo(Stage.PUBLISHED);
            assertThat(count(steps, ArticleCommand.ReviseContent.class)).isEqualTo(12);
            assertThat(count(steps, ArticleCommand.RaiseClaim.class)).isEqualTo(20);
            assertThat(count(steps, ArticleCommand.ConfirmClaim.class)).isEqualTo(20);
            assertThat(count(steps, ArticleCommand.ApproveCaption.class)).isEqualTo(2);
            assertThat(article.content().blocks().stream()
                            .mapToInt(block -> block.words().length())
                            .sum())
                    .isBetween(7_000, 9_000);
        }
    }

    @Test
    void no_two_stories_say_the_same() {
        var drafts = IntStream.range(0, 50)
                .mapToObj(seed -> ((ArticleCommand.DraftArticle)
                                Story.of("sea-wall", seed).getFirst().command())
                        .content())
                .toList();
        assertThat(drafts).doesNotHaveDuplicates();
        assertThat(Story.of("sea-wall", 7)).isEqualTo(Story.of("sea-wall", 7));
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW", "AXON", "PEKKO"})
    void whoever_keeps_events_keeps_the_same_as_stet(Kind kind) {
        List<String> theirs;
        List<String> ours;
        try (var contestant = kind.open(Database.h2(folder.resolve("theirs")))) {
            write(contestant, 2);
            theirs = stored(contestant);
        }
        try (var stet = new Stet(Database.h2(folder.resolve("ours")), Set.of())) {
            write(stet, 2);
            ours = stored(stet);
        }
        assertThat(ours).hasSize(Story.COMMANDS);
        if (kind == Kind.RAW) {
            assertThat(theirs.stream().map(ContestantsTest::metaData))
                    .containsExactlyElementsOf(
                            ours.stream().map(ContestantsTest::metaData).toList());
        }
        assertThat(theirs.stream().map(ContestantsTest::payload))
                .containsExactlyElementsOf(
                        ours.stream().map(ContestantsTest::payload).toList());
    }

    @Test
    void envers_has_a_row_for_everything_and_the_history_of_each() {
        try (var envers = new Envers(Database.h2(folder.resolve("envers")))) {
            write(envers, 2);
            var article = "sea-wall-0";
            assertThat(envers.rows("article", "id", article)).isEqualTo(1);
            assertThat(envers.rows("block", "article_id", article)).isEqualTo(27);
            assertThat(envers.rows("claim", "article_id", article)).isEqualTo(20);
            assertThat(envers.rows("source", "claim_id", article)).isEqualTo(20);
            assertThat(envers.rows("edition", "article_id", article)).isEqualTo(1);
            // The draft, 12 revisions, the handing in, two sign-offs, the publication.
            assertThat(envers.rows("article_AUD", "id", article)).isEqualTo(17);
            // Raised, confirmed, and four that moved with their words.
            assertThat(envers.rows("claim_AUD", "id", article)).isEqualTo(44);
            assertThat(envers.rows("change", "command", article)).isEqualTo(Story.COMMANDS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobody_lets_a_rule_be_broken(Kind kind) {
        try (var contestant = kind.open(Database.h2(folder.resolve("rules")))) {
            var steps = Story.of("sea-wall", 0);
            contestant.send(steps.getFirst().command(), steps.getFirst().act());
            var publication = steps.getLast();
            assertThatThrownBy(() -> contestant.send(publication.command(), publication.act()))
                    .hasStackTraceContaining("It cannot be published yet");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AXON", "PEKKO", "STET"})
    void a_long_article_can_be_gone_on_with_after_a_start(Kind kind) {
        var id = new ArticleId("long-1");
        var history = LongStory.of(id, 300);
        try (var contestant = (Contestant.EventSourced) kind.open(Database.h2(folder.resolve("long")))) {
            contestant.append(id, history);
            contestant.forget();
            var next = LongStory.of(id, 301).getLast();
            contestant.send(revision(history), next.act());
            assertThat(contestant.stored(id)).hasSize(301);
        }
    }

    private static ArticleCommand revision(List<Happened> history) {
        var article = requireNonNull(Article.evolve(null, history));
        return new ArticleCommand.ReviseContent(
                article.id(), article.revision(), article.content().with(Field.STANDFIRST, "It goes on and on"));
    }

    @ParameterizedTest
    @EnumSource
    void a_turn_ends_with_whole_articles(Kind kind) {
        try (var contestant = kind.open(Database.h2(folder.resolve("heat")))) {
            var stories =
                    IntStream.range(0, 3).mapToObj(n -> Story.of("sea-wall", n)).toList();
            var heat = Heat.run(contestant, 2, 60, stories);
            assertThat(heat.commands()).isEqualTo(3 * Story.COMMANDS);
            assertThat(heat.nanos()).hasSize(3 * Story.COMMANDS);
            assertThat(heat.percentile(99)).isGreaterThanOrEqualTo(heat.percentile(50));
        }
    }

    private static void write(Contestant contestant, int stories) {
        for (var n = 0; n < stories; n++) {
            Story.of("sea-wall", n).forEach(step -> contestant.send(step.command(), step.act()));
        }
    }

    private static List<String> stored(Contestant contestant) {
        var article = new ArticleId("sea-wall-0");
        return contestant instanceof Raw raw
                ? raw.stored(article)
                : ((Contestant.EventSourced) contestant).stored(article);
    }

    /** What stands before the payload, with the author as a map: nobody promises an order. */
    private static List<Object> metaData(String row) {
        var parts = row.split(" ", 5);
        var metaData = parts[3];
        return List.of(
                parts[0],
                parts[1],
                parts[2],
                metaData.length(),
                JSON.readValue(metaData, new TypeReference<Map<String, String>>() {}));
    }

    private static String payload(String row) {
        return row.substring(row.indexOf("{\"articleId\""));
    }

    private static long count(List<Story.Step> steps, Class<?> kind) {
        return steps.stream().map(Story.Step::command).filter(kind::isInstance).count();
    }
}
