package stet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the program once memory has run out: nobody knows which of its threads died of that, and a port that takes connections and
 * answers none is worse than one that is closed. It ends as if killed, which whatever was answered outlives.
 */
public final class OutOfMemory {
    /** As HotSpot's own option for the same has it. */
    private static final int EXIT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(OutOfMemory.class);
    /** Made while there is memory. */
    private static final byte[] LAST_WORDS = """

            Stet has run out of memory, and ends. Everything that was answered is on disk. Start it again, with more memory (-Xmx) if that
            happens often.
            """.getBytes(UTF_8);

    private OutOfMemory() {}

    /** From now on, whichever thread dies of it takes the program along. */
    public static void watch() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            endIfCauseOf(failure);
            LOG.error("The thread {} has died", thread.getName(), failure);
        });
    }

    /** Ends the program if memory had run out, wherever that was noticed first. */
    static void endIfCauseOf(Throwable failure) {
        if (isCauseOf(failure)) {
            System.err.write(LAST_WORDS, 0, LAST_WORDS.length);
            System.err.flush();
            Runtime.getRuntime().halt(EXIT);
        }
    }

    static boolean isCauseOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }
}
