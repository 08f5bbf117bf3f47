/** One article: what may be asked of it, what has happened to it, and the rules between the two. */
@NullMarked
package stet.domain.article;

import org.jspecify.annotations.NullMarked;
