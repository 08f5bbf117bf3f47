/** Who may read what, held against the newsroom as it is, for whatever way of asking. */
@NullMarked
package stet.web.reading;

import org.jspecify.annotations.NullMarked;
