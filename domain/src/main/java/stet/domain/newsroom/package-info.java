/** The newsroom itself: its desks, its people and their roles. */
@NullMarked
package stet.domain.newsroom;

import org.jspecify.annotations.NullMarked;
