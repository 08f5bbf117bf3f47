package stet.workflow;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.PublishAsScheduled;
import stet.domain.article.ArticleCommand.ReopenOnDoubt;
import stet.domain.article.ArticleCommand.UnassignArticle;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.PublicationScheduled;
import stet.domain.checking.Locator;
import stet.domain.checking.Source;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomEvent.PersonLeft;
import stet.domain.newsroom.NewsroomEvent.SourceDoubted;

/**
 * What Stet does by itself since somebody asked for it earlier, over restarts. It waits for the instant of each scheduled publication,
 * and then asks for it once. Nothing is ever taken off the list: a schedule that was taken back, or replaced, is no longer the article's
 * when its time comes, and then the domain does nothing. And from whoever leaves it takes all that they were given to work on,
 * and what rests on a source that is doubted it reopens.
 */
public final class StandingOrders {
    private static final Duration RETRY = Duration.ofSeconds(10);
    /** A publication takes milliseconds; one that hangs goes on after the next start, and does not keep this one from ending. */
    private static final Duration TO_THE_END = Duration.ofSeconds(5);

    private static final String AT = "@";
    /** A node that is publishing says so this often; after four times that without a word another one does it. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED_HEARTBEATS = 4;

    private final Commands commands;
    private final WorkOfTheGone work;
    private final WhatRests resting;
    private final Clock clock;
    private final OneTimeTask<Void> publication;
    private final CustomTask<Void> farewell;
    private final CustomTask<Void> doubt;
    private final OneTimeTask<Void> doubtOfOne;
    private final Scheduler scheduler;
    private final Duration lookEvery;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stet-clock-watch").daemon().factory());
    private volatile Instant seen = Instant.MIN;

    /** What somebody had to work on who has left; empty while it is not known yet that they have. */
    @FunctionalInterface
    public interface WorkOfTheGone {
        Optional<List<Given>> of(PersonId person);
    }

    public record Given(ArticleId article, Role role) {}

    /** The articles of which something rests on a source, those first that readers see. */
    @FunctionalInterface
    public interface WhatRests {
        /**
         * @param doubt the number of the event by which it was doubted, in the newsroom's history
         * @return empty while that is not known yet
         */
        Optional<List<ArticleId>> on(Locator source, long doubt);
    }

    /** @param lookEvery how often to look for publications that are due; none is ever late by more */
    public StandingOrders(
            Commands commands,
            WorkOfTheGone work,
            WhatRests resting,
            DataSource database,
            Clock clock,
            Duration lookEvery) {
        this.commands = commands;
        this.work = work;
        this.resting = resting;
        this.clock = clock;
        this.lookEvery = lookEvery;
        publication = Tasks.oneTime("publication")
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> publish(instance.getId()));
        farewell = Tasks.custom("farewell", Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> {
                    if (takeOff(new PersonId(instance.getId()))) {
                        return new CompletionHandler.OnCompleteRemove<>();
                    }
                    return (complete, operations) ->
                            operations.reschedule(complete, clock.instant().plus(lookEvery));
                });
        // One article after the other, and from the beginning where a node died over it: what was reopened before is
        // not reopened again, since it rests on the source no more.
        doubt = Tasks.custom("doubt", Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> {
                    if (reopen(instance.getId())) {
                        return new CompletionHandler.OnCompleteRemove<>();
                    }
                    return (complete, operations) ->
                            operations.reschedule(complete, clock.instant().plus(lookEvery));
                });
        doubtOfOne = Tasks.oneTime("doubt-of-one")
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> reopenOne(instance.getId()));
        scheduler = Scheduler.create(database, publication, farewell, doubt, doubtOfOne)
                .tableName("workflow_task")
                // Were there two clocks, a publication could come due by one and be too early by the other.
                .clock(clock::instant)
                .pollingInterval(lookEvery)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .threads(2)
                .shutdownMaxWait(TO_THE_END)
                .build();
    }

    public void start() {
        scheduler.start();
        // The task is never cancelled by itself, because stop() shuts the whole executor down.
        var _ = watch.scheduleWithFixedDelay(
                this::wakeIfSetBack, lookEvery.toMillis(), lookEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() {
        watch.shutdownNow();
        scheduler.stop();
    }

    /** Between two looks the scheduler waits until a time has come. Were the clock set back by hours, it would wait for so long. */
    private void wakeIfSetBack() {
        var now = clock.instant();
        if (now.isBefore(seen)) {
            scheduler.triggerCheckForDueExecutions();
        }
        seen = now;
    }

    @EventHandler
    void on(PublicationScheduled event) {
        // A follower may be handed the same event again; then the order is there already, and that is no failure.
        var _ = scheduler.scheduleIfNotExists(publication.instance(event.articleId() + AT + event.due()), event.due());
    }

    @EventHandler
    void on(PersonLeft event) {
        var _ = scheduler.scheduleIfNotExists(farewell.instance(event.person().value()), clock.instant());
    }

    @EventHandler
    void on(SourceDoubted event, @SequenceNumber long sequence) {
        var key = Locator.of(event.locator()).key();
        var _ = scheduler.scheduleIfNotExists(doubt.instance(sequence + AT + key), clock.instant());
    }

    @EventHandler
    void on(ClaimConfirmed event, @SequenceNumber long sequence) {
        found(event.articleId(), event.sources(), sequence);
    }

    @EventHandler
    void on(ClaimDisputed event, @SequenceNumber long sequence) {
        found(event.articleId(), event.sources(), sequence);
    }

    @EventHandler
    void on(ClaimCorrected event, @SequenceNumber long sequence) {
        found(event.articleId(), event.sources(), sequence);
    }

    @EventHandler
    void on(ClaimRestored event, @SequenceNumber long sequence) {
        found(event.articleId(), event.sources(), sequence);
    }

    /** A verdict that was decided at the moment at which a source of it was doubted may come behind the doubt, and stands nonetheless. */
    private void found(ArticleId article, List<Source> sources, long sequence) {
        var named =
                sources.stream().flatMap(source -> Locator.of(source).stream()).toList();
        if (named.isEmpty()) {
            return;
        }
        var doubted = commands.latestNewsroom().doubted();
        for (var source : named) {
            if (doubted.containsKey(source)) {
                var instance = doubtOfOne.instance(article + AT + source.key() + AT + sequence);
                var _ = scheduler.scheduleIfNotExists(instance, clock.instant());
            }
        }
    }

    /** Returns false while it is not known what rests on the source. */
    private boolean reopen(String instance) {
        var at = instance.indexOf(AT);
        var source = doubted(instance.substring(at + 1));
        if (source.isEmpty()) {
            return true;
        }
        var articles = resting.on(source.get(), Long.parseLong(instance.substring(0, at)));
        articles.orElse(List.of()).forEach(article -> reopen(article, source.get()));
        return articles.isPresent();
    }

    private void reopenOne(String instance) {
        var parts = instance.split(AT, -1);
        doubted(parts[1]).ifPresent(source -> reopen(new ArticleId(parts[0]), source));
    }

    /** Empty if the doubt was lifted since. */
    private Optional<Locator> doubted(String key) {
        return commands.latestNewsroom().doubted().keySet().stream()
                .filter(source -> source.key().equals(key))
                .findFirst();
    }

    private void reopen(ArticleId article, Locator source) {
        var act = act(Role.STANDARDS, "A source is not relied on any more");
        if (commands.send(new ReopenOnDoubt(article, source.value()), Request.by(act)) instanceof Answer.No no
                && no.code() != RefusalCode.ALREADY_SO
                && no.code() != RefusalCode.WRONG_STAGE) {
            throw new IllegalStateException(no.sentence());
        }
    }

    /** Returns false while it is not known what they had. */
    private boolean takeOff(PersonId person) {
        var had = work.of(person);
        for (var given : had.orElse(List.of())) {
            var unassign = new UnassignArticle(given.article(), person, given.role());
            if (commands.send(unassign, Request.by(act(Role.PUBLISHER, "They have left"))) instanceof Answer.No no
                    && no.code() != RefusalCode.ALREADY_SO
                    && no.code() != RefusalCode.WRONG_STAGE) {
                throw new IllegalStateException(no.sentence());
            }
        }
        return had.isPresent();
    }

    private Act act(Role role, String why) {
        return new Act(
                Newsroom.STET,
                role,
                clock.instant(),
                why,
                new CommandId(UUID.randomUUID().toString()));
    }

    private void publish(String instance) {
        var at = instance.indexOf(AT);
        var article = new ArticleId(instance.substring(0, at));
        var due = Instant.parse(instance.substring(at + 1));
        var act = act(Role.PUBLISHER, "The scheduled time came");
        if (commands.send(new PublishAsScheduled(article, due), Request.by(act)) instanceof Answer.No no) {
            throw new IllegalStateException(no.sentence());
        }
    }
}
