package stet.eventstore.answers;

import stet.domain.Act;

/**
 * An event as it is reported to listeners that keep no position.
 *
 * @param history to which it happened: an article's id, or the newsroom's
 * @param sequence its number in that history
 * @param name under which it is stored, such as {@code article.claim-confirmed}
 */
public record Happening(String history, long sequence, String name, Object event, Act act) {}
