/** Backups, in and out of each database. */
@NullMarked
package stet.eventstore.backup;

import org.jspecify.annotations.NullMarked;
