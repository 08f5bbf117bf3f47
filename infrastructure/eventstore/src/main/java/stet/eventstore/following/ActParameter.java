package stet.eventstore.following;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;

/** Lets whoever handles an event take the {@link Act} beside it as a parameter. */
public final class ActParameter implements ParameterResolverFactory, ParameterResolver<Act> {

    @Override
    public @Nullable ParameterResolver<Act> createInstance(Executable method, Parameter[] parameters, int index) {
        return parameters[index].getType() == Act.class ? this : null;
    }

    @Override
    public Act resolveParameterValue(Message<?> message) {
        return Act.from(message.getMetaData(), ((EventMessage<?>) message).getTimestamp());
    }

    @Override
    public boolean matches(Message<?> message) {
        return message instanceof EventMessage;
    }
}
