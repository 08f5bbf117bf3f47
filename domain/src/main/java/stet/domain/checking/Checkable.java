package stet.domain.checking;

/**
 * A part of a text that a checker should look at, and why.
 *
 * @param start first character, in UTF-16 units from 0
 * @param end one past the last
 * @param words what stands there
 * @param because the pattern that found it, as an editor would say it
 */
public record Checkable(ClaimKind kind, int start, int end, String words, String because) {}
