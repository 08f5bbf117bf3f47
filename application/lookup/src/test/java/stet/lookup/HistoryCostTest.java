package stet.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.AddComment;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.Workflow;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Text;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomEvent.DeskOpened;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.eventstore.following.ActParameter;
import stet.eventstore.shapes.DomainJson;
import stet.search.SearchIndex;

/** What the index takes of disk and time for each article. It is printed, and not held against anything: a build's machine has other work. */
@Tag("soak")
@DisplayName("The history of 1,000 articles in the index")
class HistoryCostTest {
    private static final int ARTICLES = Integer.getInteger("stet.search.articles", 1_000);
    private static final int REVISIONS = Integer.getInteger("stet.search.revisions", 40);
    private static final int WORDS = 60_000;
    private static final int BATCH = 100;
    private static final DeskId CITY = new DeskId("city");
    private static final PersonId WANDA = new PersonId("wanda");
    private static final Newsroom NEWSROOM = Newsroom.EMPTY
            .evolve(new DeskOpened(CITY, "City"))
            .evolve(new PersonJoined(WANDA, "Wanda", Set.of(Role.WRITER), Set.of(CITY)));

    private final Random random = new Random(1);
    private final String[] vocabulary = new String[WORDS];
    private Instant now = Instant.parse("2026-11-01T08:00:00Z");
    private long stored;

    @Test
    void takes(@TempDir Path folder) throws IOException {
        for (var word = 0; word < WORDS; word++) {
            vocabulary[word] = word();
        }
        var took = 0L;
        var events = 0L;
        try (var index = SearchIndex.open(folder)) {
            var projection = new AnnotationEventHandlerAdapter(
                    new SearchProjection(index, DomainJson.mapper()),
                    MultiParameterResolverFactory.ordered(
                            new ActParameter(), ClasspathParameterResolverFactory.forClass(HistoryCostTest.class)));
            for (var article = 0; article < ARTICLES; article++) {
                var story = story(new ArticleId("a" + article));
                events += story.size();
                var begun = System.nanoTime();
                for (var from = 0; from < story.size(); from += BATCH) {
                    read(projection, story.subList(from, Math.min(story.size(), from + BATCH)));
                }
                took += System.nanoTime() - begun;
            }
            index.reached("1");
            index.commit();
            System.out.printf("%,d articles of %d revisions, %,d events%n", ARTICLES, REVISIONS, events);
            index.fingerprint().kinds().forEach((kind, of) -> System.out.printf("%s: %,d entries%n", kind, of.count()));
        }
        var disk = size(folder);
        System.out.printf(
                "%.1f s, %.2f ms for each event; %,d kB on disk, %.1f kB for each article, %.2f of what the events take as JSON%n",
                took / 1e9, took / 1e6 / events, disk / 1024, disk / 1024.0 / ARTICLES, disk / (double) stored);
        assertThat(disk).isPositive();
    }

    private static void read(AnnotationEventHandlerAdapter projection, List<DomainEventMessage<?>> events) {
        var batch = new BatchingUnitOfWork<EventMessage<?>>(List.copyOf(events));
        var result = batch.executeWithResult(() -> projection.handle(batch.getMessage()));
        if (result.isExceptional()) {
            throw new AssertionError(result.exceptionResult());
        }
    }

    /** Eight paragraphs of forty words, of which each revision changes a few words in one; a comment with every tenth. */
    private List<DomainEventMessage<?>> story(ArticleId id) {
        var events = new ArrayList<DomainEventMessage<?>>();
        var paragraphs = new ArrayList<List<String>>();
        for (var paragraph = 0; paragraph < 8; paragraph++) {
            paragraphs.add(said(40));
        }
        var article = asks(null, new DraftArticle(id, CITY, content(paragraphs), null), events);
        for (var revision = 2; revision <= REVISIONS; revision++) {
            var changed = paragraphs.get(random.nextInt(paragraphs.size()));
            for (var word = 0; word < 5; word++) {
                changed.set(random.nextInt(changed.size()), spoken());
            }
            article = asks(article, new ReviseContent(id, revision - 1, content(paragraphs)), events);
            if (revision % 10 == 0) {
                var text = String.join(" ", said(15));
                article =
                        asks(article, new AddComment(id, new CommentId("c" + revision), text, null, List.of()), events);
            }
        }
        return events;
    }

    private @Nullable Article asks(
            @Nullable Article article, ArticleCommand command, List<DomainEventMessage<?>> events) {
        now = now.plusSeconds(60);
        var act = new Act(WANDA, Role.WRITER, now, null, new CommandId("c" + now.getEpochSecond()));
        for (var event : Workflow.decide(article, command, act, NEWSROOM)) {
            article = Article.evolve(article, event, act);
            stored += DomainJson.mapper().writeValueAsBytes(event).length;
            events.add(new GenericDomainEventMessage<>(
                    "Article",
                    event.articleId().value(),
                    events.size(),
                    new GenericMessage<>(event, act.asMap()),
                    now));
        }
        return article;
    }

    private static Content content(List<List<String>> paragraphs) {
        var blocks = new ArrayList<Block>();
        for (var paragraph = 0; paragraph < paragraphs.size(); paragraph++) {
            blocks.add(new Block.Paragraph(
                    new BlockId("b" + paragraph), Text.of(String.join(" ", paragraphs.get(paragraph)) + ".")));
        }
        return Content.of("What is said of it", "", blocks);
    }

    private List<String> said(int words) {
        var said = new ArrayList<String>();
        for (var word = 0; word < words; word++) {
            said.add(spoken());
        }
        return said;
    }

    /** As in a language: the first word is said most, and most are said seldom. */
    private String spoken() {
        return vocabulary[(int) Math.min(WORDS - 1, Math.pow(WORDS, random.nextDouble()) - 1)];
    }

    private String word() {
        var word = new StringBuilder();
        for (var syllable = 1 + random.nextInt(4); syllable >= 0; syllable--) {
            word.append("bdfgklmnprst".charAt(random.nextInt(12))).append("aeiou".charAt(random.nextInt(5)));
        }
        return word.toString();
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
