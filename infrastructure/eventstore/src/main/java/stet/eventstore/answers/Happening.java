package stet.eventstore.answers;

import stet.domain.Act;

/**
 * Something that has happened, as it is told to those who do not keep it.
 *
 * @param history to which it happened: an article's id, or the newsroom's
 * @param sequence its number in that history
 * @param name under which it is stored, such as {@code article.claim-confirmed}
 */
public record Happening(String history, long sequence, String name, Object event, Act act) {}
