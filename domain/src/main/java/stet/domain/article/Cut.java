package stet.domain.article;

import stet.domain.PersonId;

/**
 * A passage that somebody took out, and that somebody else must sign: what is no longer said changes a story, too.
 *
 * @param passage the key that it had, see {@link stet.domain.content.Passage}
 * @param words what it said
 */
public record Cut(String passage, String words, PersonId by) {}
