/** The page on which words are looked for in all articles that somebody may read. */
@NullMarked
package stet.web.newsroom.search;

import org.jspecify.annotations.NullMarked;
