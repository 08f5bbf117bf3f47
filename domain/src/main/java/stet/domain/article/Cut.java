package stet.domain.article;

import stet.domain.PersonId;

/**
 * A passage that somebody took out, and that somebody else must sign: what is no longer said changes a story, too.
 *
 * @param passage the key that it had, see {@link stet.domain.content.Passage}
 * @param words what it said
 * @param revision the first without it: who has read only earlier ones does not know that it is gone
 */
public record Cut(String passage, String words, PersonId by, int revision) {}
