package stet.web.operations;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand;
import stet.workflow.Answer;

/**
 * Measures each command with its commit as {@code stet.command}, and traces it: its name, its article and its outcome, but none of its
 * words and no source.
 */
public final class ObservedCommands implements CommandBus {
    private final CommandBus bus;
    private final ObservationRegistry observations;

    public ObservedCommands(CommandBus bus, ObservationRegistry observations) {
        this.bus = bus;
        this.observations = observations;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (sent, result) -> {});
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        var name = command.getPayloadType().getSimpleName();
        var observation = Observation.createNotStarted("stet.command", observations)
                .contextualName(name)
                .lowCardinalityKeyValue("command", name);
        if (command.getPayload() instanceof ArticleCommand article) {
            observation.highCardinalityKeyValue("article", article.articleId().value());
        }
        observation.start();
        // The bus is synchronous: it calls back on this thread before it returns.
        try (var _ = observation.openScope()) {
            bus.<C, R>dispatch(command, (sent, result) -> {
                became(observation, result);
                callback.onResult(sent, result);
            });
        } catch (RuntimeException notBegun) {
            failed(observation, notBegun);
            throw notBegun;
        } finally {
            observation.stop();
        }
    }

    private static void became(Observation observation, CommandResultMessage<?> result) {
        if (result.isExceptional()) {
            if (result.exceptionResult() instanceof Refused refused) {
                became(observation, "refused", refused.code().type());
            } else {
                failed(observation, result.exceptionResult());
            }
        } else if (result.getPayload() instanceof Answer.No no) {
            became(observation, "refused", no.code().type());
        } else {
            if (result.getPayload() instanceof Answer.Done done && done.revision() != null) {
                observation.highCardinalityKeyValue("revision", String.valueOf(done.revision()));
            }
            became(observation, "done", "none");
        }
    }

    /** Its class alone is told: what a database says may quote what could not be written. */
    private static void failed(Observation observation, Throwable failure) {
        became(observation, "failed", failure.getClass().getSimpleName());
    }

    private static void became(Observation observation, String outcome, String code) {
        observation.lowCardinalityKeyValue("outcome", outcome).lowCardinalityKeyValue("code", code);
    }

    @Override
    public Registration subscribe(String command, MessageHandler<? super CommandMessage<?>> handler) {
        return bus.subscribe(command, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return bus.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return bus.registerHandlerInterceptor(interceptor);
    }
}
