/** The page on which administrators see how the readers of the ledger are doing, and have them rebuilt. */
@NullMarked
package stet.web.readers;

import org.jspecify.annotations.NullMarked;
