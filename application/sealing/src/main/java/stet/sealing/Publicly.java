package stet.sealing;

import stet.eventstore.StoredEvents.Stored;
import tools.jackson.databind.JsonNode;

/** Knows how the world is shown what an event is of. */
@FunctionalInterface
public interface Publicly {
    /** An edition that came out, as whoever reads the news gets it in JSON. */
    JsonNode edition(Stored published);
}
