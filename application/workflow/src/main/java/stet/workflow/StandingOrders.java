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
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.PublishAsScheduled;
import stet.domain.article.ArticleCommand.UnassignArticle;
import stet.domain.article.ArticleEvent.PublicationScheduled;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.NewsroomEvent.PersonLeft;

/**
 * What Stet does by itself since somebody asked for it earlier, over restarts. It waits for the instant of each scheduled publication,
 * and then asks for it once. Nothing is ever taken off the list: a schedule that was taken back, or replaced, is no longer the article's
 * when its time comes, and then the domain does nothing. And from whoever leaves it takes all that they were given to work on.
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
    private final Clock clock;
    private final OneTimeTask<Void> publication;
    private final CustomTask<Void> farewell;
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

    /** @param lookEvery how often to look for publications that are due; none is ever late by more */
    public StandingOrders(Commands commands, WorkOfTheGone work, DataSource database, Clock clock, Duration lookEvery) {
        this.commands = commands;
        this.work = work;
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
        scheduler = Scheduler.create(database, publication, farewell)
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

    /** Returns false while it is not known what they had. */
    private boolean takeOff(PersonId person) {
        var had = work.of(person);
        for (var given : had.orElse(List.of())) {
            var unassign = new UnassignArticle(given.article(), person, given.role());
            if (commands.send(unassign, Request.by(act("They have left"))) instanceof Answer.No no
                    && no.code() != RefusalCode.ALREADY_SO
                    && no.code() != RefusalCode.WRONG_STAGE) {
                throw new IllegalStateException(no.sentence());
            }
        }
        return had.isPresent();
    }

    private Act act(String why) {
        return new Act(
                Newsroom.STET,
                Role.PUBLISHER,
                clock.instant(),
                why,
                new CommandId(UUID.randomUUID().toString()));
    }

    private void publish(String instance) {
        var at = instance.indexOf(AT);
        var article = new ArticleId(instance.substring(0, at));
        var due = Instant.parse(instance.substring(at + 1));
        var act = act("The scheduled time came");
        if (commands.send(new PublishAsScheduled(article, due), Request.by(act)) instanceof Answer.No no) {
            throw new IllegalStateException(no.sentence());
        }
    }
}
