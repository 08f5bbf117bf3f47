/** What must hold when the program dies, or a part of it fails. */
@NullMarked
package stet.web.kill;

import org.jspecify.annotations.NullMarked;
