package stet.domain.article;

import stet.domain.checking.Checkable;
import stet.domain.content.Anchor;

/**
 * Words that should be in a claim, or might be worth one, and are in none.
 *
 * @param required whether the facts cannot be signed off while they are in none (rule 9)
 */
public record Unclaimed(Anchor anchor, Checkable checkable, boolean required) {}
