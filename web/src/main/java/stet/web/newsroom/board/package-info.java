/** The board, on which editors see where each article waits, and what waits for them. */
@NullMarked
package stet.web.newsroom.board;

import org.jspecify.annotations.NullMarked;
