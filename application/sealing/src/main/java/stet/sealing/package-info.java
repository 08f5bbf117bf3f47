/** Seals what is in the ledger, verifies that it is still what was sealed, and hands out what others verify it by. */
@NullMarked
package stet.sealing;

import org.jspecify.annotations.NullMarked;
