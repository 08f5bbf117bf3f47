package stet.domain.article;

import org.jspecify.annotations.Nullable;
import stet.domain.ClaimId;
import stet.domain.content.Hash;

/** A publisher's override of one check, for exact words and no others. */
public record Waiver(Check check, @Nullable ClaimId claim, Hash words) {}
