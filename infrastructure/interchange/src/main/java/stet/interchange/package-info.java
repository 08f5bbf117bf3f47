/** Formats in, and formats out. */
@NullMarked
package stet.interchange;

import org.jspecify.annotations.NullMarked;
