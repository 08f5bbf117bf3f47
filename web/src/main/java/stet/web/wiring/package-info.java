/** How the rooms are put together into one program. */
@NullMarked
package stet.web.wiring;

import org.jspecify.annotations.NullMarked;
