package stet.history;

import stet.domain.ArticleId;

/** Which file did this draft come from? */
public record OriginOf(ArticleId article) {}
