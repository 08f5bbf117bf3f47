/** The log on SQL: the engine that appends and reads events, positions of followers, open transactions, and the channel between nodes. */
@NullMarked
package stet.eventstore.log;

import org.jspecify.annotations.NullMarked;
