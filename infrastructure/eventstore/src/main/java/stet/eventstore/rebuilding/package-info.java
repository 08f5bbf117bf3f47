/** Rebuilds a read model beside the set of tables that serves: the registry of sets, their comparison, and the cutover. */
@NullMarked
package stet.eventstore.rebuilding;

import org.jspecify.annotations.NullMarked;
