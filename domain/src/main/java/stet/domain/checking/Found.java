package stet.domain.checking;

import org.jspecify.annotations.Nullable;

/**
 * Pieces that are a number or a date.
 *
 * @param to one past the last piece
 * @param kind NUMBER or DATE, or null for what looks like one and is none
 */
record Found(int from, int to, @Nullable ClaimKind kind, String because) {}
