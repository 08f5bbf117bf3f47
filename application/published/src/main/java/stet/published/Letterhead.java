package stet.published;

import org.jspecify.annotations.Nullable;

/**
 * What the newsroom had said by some instant that every page shows.
 *
 * @param name null where it had said none
 * @param zone by its name; null where it had set none
 */
public record Letterhead(@Nullable String name, @Nullable String zone) {}
