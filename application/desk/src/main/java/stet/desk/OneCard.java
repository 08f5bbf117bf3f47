package stet.desk;

import stet.domain.ArticleId;

/** What does this article look like in brief? */
public record OneCard(ArticleId article) {}
