package stet.web.door;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import stet.domain.article.ArticleCommand;
import stet.domain.newsroom.NewsroomCommand;
import stet.eventstore.Ledger;
import stet.workflow.Answer;
import stet.workflow.Commands;
import stet.workflow.Request;

/** Sends a command and holds its answer until every read model shows what was done, so that a read that follows a write sees it. */
@Component
public final class Dispatch {
    /** A read model that takes longer is in trouble, which health reports; the command is done all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Commands commands;
    private final Ledger ledger;
    private final ObservationRegistry observations;

    Dispatch(Commands commands, Ledger ledger, ObservationRegistry observations) {
        this.commands = commands;
        this.ledger = ledger;
        this.observations = observations;
    }

    /**
     * What became of a command, and who does not know of it yet.
     *
     * @param behind the read models that could not keep up; empty unless one is failing
     */
    public record Outcome(Answer answer, Set<String> behind) {}

    public Outcome send(ArticleCommand command, Request request) {
        return seen(request, () -> commands.send(command, request));
    }

    public Outcome send(NewsroomCommand command, Request request) {
        return seen(request, () -> commands.send(command, request));
    }

    private Outcome seen(Request request, Supplier<Answer> answer) {
        try (var expected = ledger.progress().expect(request.act().command())) {
            var answered = answer.get();
            // From the commit until everybody can see it.
            var behind = Observation.createNotStarted("stet.visible", observations)
                    .observeChecked(() -> expected.await(PATIENCE));
            return new Outcome(answered, behind);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
