package stet.eventstore.rebuilding;

/**
 * A table in which a rebuilt set differs from the one that serves.
 *
 * @param table without what comes before the underscore
 * @param missing how many rows only the one that serves has
 * @param added how many rows only the rebuilt one has; a row that was changed counts in both
 */
public record Difference(String table, long missing, long added) {}
