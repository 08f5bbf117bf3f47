/** Read models that are kept outside the database, by each node for itself: their positions, their rebuilds, and what is lost or broken. */
@NullMarked
package stet.eventstore.beside;

import org.jspecify.annotations.NullMarked;
