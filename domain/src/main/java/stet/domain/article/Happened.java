package stet.domain.article;

import stet.domain.Act;

/** An event together with who did it, when and why. */
public record Happened(ArticleEvent event, Act act) {}
