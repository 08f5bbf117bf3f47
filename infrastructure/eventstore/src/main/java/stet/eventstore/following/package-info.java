/** Followers of the log: what hands them events, retries them when they fail, and measures their lag. */
@NullMarked
package stet.eventstore.following;

import org.jspecify.annotations.NullMarked;
