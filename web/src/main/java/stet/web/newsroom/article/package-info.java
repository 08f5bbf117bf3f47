/** An article's page: its words, beside them the work on it, and a form for each command. */
@NullMarked
package stet.web.newsroom.article;

import org.jspecify.annotations.NullMarked;
