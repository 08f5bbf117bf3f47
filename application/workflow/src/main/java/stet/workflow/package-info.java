/** The Axon shell round the domain: aggregates, command handling, processes that wait for an instant. */
@NullMarked
package stet.workflow;

import org.jspecify.annotations.NullMarked;
