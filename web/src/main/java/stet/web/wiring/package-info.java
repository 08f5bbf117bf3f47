/** How the modules are put together into one program, and what a demonstration begins with. */
@NullMarked
package stet.web.wiring;

import org.jspecify.annotations.NullMarked;
