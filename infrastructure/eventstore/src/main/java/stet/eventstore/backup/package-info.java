/** Takes what cannot be made again out of a database, and puts it into another; ledger first, read models never. */
@NullMarked
package stet.eventstore.backup;

import org.jspecify.annotations.NullMarked;
