/** The words of an article: blocks, what changed between two versions of them, and how two versions become one. */
@NullMarked
package stet.domain.content;

import org.jspecify.annotations.NullMarked;
