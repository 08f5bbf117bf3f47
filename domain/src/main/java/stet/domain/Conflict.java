package stet.domain;

/**
 * Two people changed the same words differently: all three texts, so that nothing is lost (rule 3).
 *
 * @param place what it is about: a {@link stet.domain.content.Place} key, or the lower-case name of another part such as {@code byline}
 * @param base the words both started from; empty where there were none
 * @param mine the words in the save that was refused; empty where it removed them
 * @param theirs the words that stand now; empty where they were removed
 */
public record Conflict(String place, String base, String mine, String theirs) {}
