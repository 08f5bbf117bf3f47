package stet.workflow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static stet.workflow.Node.WANDA;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.Happened;
import stet.domain.content.Blackout;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Text;
import stet.eventstore.Databases;
import stet.eventstore.RecordedHistories;
import stet.eventstore.StoredEvents.Stored;
import stet.eventstore.shapes.DomainJson;
import stet.workflow.sealing.KeyFile;

/** What is kept on the way through a history makes the next answer quicker, and is in no answer. */
@Tag("database")
class PastStatesTest {
    private static final int EACH = 4;
    private static final long PLENTY = 1_000_000_000;
    private static final ArticleId FERRY = new ArticleId("ferry");
    private static final String NAME = "Quistorp";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private @Nullable Node node;

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_article_was_in_each_revision_and_at_each_instant_what_its_events_had_made_of_it_by_then(Databases kind) {
        var opened = open(kind);
        var histories = recorded();
        histories.values().forEach(history -> opened.ledger.events().publish(history));
        var generous = new PastStates(opened.ledger.events(), opened.database, EACH, PLENTY);
        var poor = new PastStates(opened.ledger.events(), opened.database, EACH, 8_000);
        var random = new Random(7);

        histories.forEach((id, messages) -> {
            var article = new ArticleId(id);
            var history = messages.stream().map(ArticleAggregate::happened).toList();
            var last = Objects.requireNonNull(Article.evolve(null, history)).revision();
            for (var asked = 0; asked < 2 * last; asked++) {
                var revision = 1 + random.nextInt(last + 1);
                var plain = plainly(history, revision);
                assertThat(shown(generous.inRevision(article, revision).orElse(null)))
                        .as("%s in revision %d", id, revision)
                        .isEqualTo(plain);
                assertThat(shown(poor.inRevision(article, revision).orElse(null)))
                        .isEqualTo(plain);
            }
            for (var asked = 0; asked < 10; asked++) {
                var at = history.get(random.nextInt(history.size())).act().at().minusMillis(random.nextInt(2));
                assertThat(shown(generous.asOf(article, at).orElse(null)))
                        .as("%s at %s", id, at)
                        .isEqualTo(plainly(history, at));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_state_that_was_gone_through_is_not_folded_again(Databases kind) {
        var opened = open(kind);
        revised(opened, 3 * EACH);
        var states = new PastStates(opened.ledger.events(), opened.database, EACH, PLENTY);
        assertThat(states.inRevision(FERRY, 3 * EACH)).isPresent();

        opened.sql
                .sql("DELETE FROM ledger_event WHERE aggregate_identifier = 'ferry' AND sequence_number < ?")
                .param(EACH)
                .update();

        assertThat(states.inRevision(FERRY, 2 * EACH - 1)
                        .orElseThrow()
                        .article()
                        .content())
                .isEqualTo(content(2 * EACH - 1));
    }

    @ParameterizedTest
    @EnumSource
    void nothing_that_is_kept_says_words_that_were_taken_out(Databases kind) {
        var opened = open(kind);
        var revisions = 3 * EACH;
        revised(opened, revisions);
        var here = new PastStates(opened.ledger.events(), opened.database, EACH, PLENTY);
        var there = new PastStates(opened.ledger.events(), opened.database, EACH, PLENTY);
        for (var states : List.of(here, there)) {
            assertThat(said(states, revisions)).allMatch(said -> said.contains(NAME));
        }

        assertThat(takesOut(opened, here, NAME)).isInstanceOf(Answer.Done.class);

        for (var states : List.of(here, there)) {
            assertThat(said(states, revisions)).noneMatch(said -> said.contains(NAME));
            assertThat(said(states, revisions)).noneMatch(said -> said.contains(NAME));
        }

        assertThat(takesOut(opened, here, "ferry")).isInstanceOf(Answer.Done.class);

        for (var states : List.of(here, there)) {
            assertThat(said(states, revisions)).noneMatch(said -> said.contains("The ferry of"));
        }
    }

    private static List<String> said(PastStates states, int revisions) {
        return IntStream.rangeClosed(1, revisions)
                .mapToObj(revision ->
                        String.valueOf(shown(states.inRevision(FERRY, revision).orElseThrow())))
                .toList();
    }

    private Answer takesOut(Node opened, PastStates states, String words) {
        var hashes = new Redaction.Hashes() {
            @Override
            public String payload(Stored event, byte[] salt) {
                return HexFormat.of().formatHex(salt);
            }

            @Override
            public String metaData(Stored event, byte[] salt) {
                return HexFormat.of().formatHex(salt);
            }
        };
        var redaction = new Redaction(
                opened.commands,
                states,
                opened.ledger,
                opened.database,
                DomainJson.mapper(),
                hashes,
                file -> {},
                new KeyFile(directory.resolve("newsroom.keys")),
                Clock.systemUTC());
        var command = new CommandId(UUID.randomUUID().toString());
        var act = new Act(new PersonId("stella"), Role.STANDARDS, Instant.now(), null, command);
        return redaction.redact(FERRY, Blackout.of(List.of(words), false), "A court's order", Request.by(act));
    }

    private Node open(Databases kind) {
        var opened = new Node(kind.fresh());
        node = opened;
        return opened;
    }

    /** A draft and so many revisions in all, each an event. */
    private static void revised(Node opened, int revisions) {
        opened.staffed();
        opened.welcome(new PersonId("stella"), Role.STANDARDS);
        opened.send(WANDA, Role.WRITER, new DraftArticle(FERRY, Node.CITY, content(1), null));
        for (var revision = 2; revision <= revisions; revision++) {
            assertThat(opened.send(WANDA, Role.WRITER, new ReviseContent(FERRY, revision - 1, content(revision))))
                    .isInstanceOf(Answer.Done.class);
        }
    }

    private static Content content(int revision) {
        return Content.of(
                "The ferry",
                "",
                List.of(new Block.Paragraph(
                        new BlockId("b1"), Text.of("The ferry of " + NAME + " sails " + revision + " times."))));
    }

    /** Of articles alone, by their ids. */
    private static Map<String, List<DomainEventMessage<?>>> recorded() {
        return RecordedHistories.all().stream()
                .filter(event -> event.getPayload() instanceof ArticleEvent)
                .collect(groupingBy(
                        DomainEventMessage::getAggregateIdentifier, LinkedHashMap::new, toCollection(ArrayList::new)));
    }

    private static @Nullable String plainly(List<Happened> history, int revision) {
        var until = new ArrayList<Happened>();
        for (var next : history) {
            if (next.event() instanceof ContentRevised revised && revised.revision() > revision) {
                break;
            }
            until.add(next);
        }
        var article = Objects.requireNonNull(Article.evolveToShow(null, until));
        return article.revision() == revision ? shown(until, article) : null;
    }

    private static @Nullable String plainly(List<Happened> history, Instant at) {
        for (var last = history.size(); last > 0; last--) {
            if (!history.get(last - 1).act().at().isAfter(at)) {
                var until = history.subList(0, last);
                return shown(until, Objects.requireNonNull(Article.evolveToShow(null, until)));
            }
        }
        return null;
    }

    private static @Nullable String shown(List<Happened> until, Article article) {
        return shown(
                new PastStates.Past(article, until.size() - 1, until.getLast().act()));
    }

    private static @Nullable String shown(PastStates.@Nullable Past past) {
        return past == null
                ? null
                : past.sequence() + " " + past.act() + " " + DomainJson.mapper().writeValueAsString(past.article());
    }
}
