/** What every read model writes its rows with, in the transaction that stores how far it has read. */
@NullMarked
package stet.reading;

import org.jspecify.annotations.NullMarked;
