/** Tells callers when read models show what happened: for one command, and as a feed. */
@NullMarked
package stet.eventstore.answers;

import org.jspecify.annotations.NullMarked;
