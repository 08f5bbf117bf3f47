/** Axon on a SQL database: the engine, the tokens, and the names and shapes in which events are stored for ever. */
@NullMarked
package stet.eventstore;

import org.jspecify.annotations.NullMarked;
