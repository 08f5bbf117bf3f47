package stet.eventstore.beside;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.eventstore.rebuilding.Difference;
import stet.eventstore.rebuilding.Digest;

/** What a read model writes outside the database, such as files of this node. What it has written and its position are kept together. */
public interface OwnStore extends AutoCloseable {
    /** The object with Axon's {@code @EventHandler} methods, which writes before the commit of its unit of work. */
    Object handler();

    /** The position that lies with what was written; null where nothing was. */
    @Nullable
    String position();

    /** Takes the position that lies, from the next time on that it is kept, with all that was written before. */
    void reached(String position);

    /** Why nothing can be written or read any more, so that it has to be opened again; null if it can. */
    @Nullable
    Throwable broken();

    /** What is in it now. */
    Contents contents();

    @Override
    void close();

    /** What was in a store at one moment; may be read later, and must be. */
    interface Contents {
        List<Digest.OfTable> tables();

        /** In what a rebuilt one is otherwise. */
        List<Difference> differences(Contents rebuilt);
    }

    /** What lies where a store should be cannot be read. */
    final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unreadable(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
