package stet.published;

import java.time.Instant;

/**
 * The instant that is asked about, and by whom.
 *
 * @param at what had happened by then, to the millisecond, had happened
 * @param withdrawn whether they see also what was held or killed at any time; the world does not
 */
public record Then(Instant at, boolean withdrawn) {}
