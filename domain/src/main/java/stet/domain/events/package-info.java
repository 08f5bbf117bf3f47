/** What the events of every aggregate are called for ever. */
@NullMarked
package stet.domain.events;

import org.jspecify.annotations.NullMarked;
