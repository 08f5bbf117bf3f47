/** The names and JSON in which events are stored for ever. */
@NullMarked
package stet.eventstore.shapes;

import org.jspecify.annotations.NullMarked;
