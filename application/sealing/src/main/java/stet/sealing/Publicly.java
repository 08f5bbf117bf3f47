package stet.sealing;

import stet.eventstore.StoredEvents.Stored;
import tools.jackson.databind.JsonNode;

/** Knows how the world is shown what an event is of. */
@FunctionalInterface
public interface Publicly {
    /**
     * An edition that came out, as whoever reads the news gets it in JSON. What of it {@link stet.seal.Statement#digest counts} is the same in every version,
     * since what was stated is made anew each night.
     */
    JsonNode edition(Stored published);
}
