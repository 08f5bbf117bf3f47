/** Pictures: kept by their content, shown in sizes for screens, and what their files say of them. */
@NullMarked
package stet.media;

import org.jspecify.annotations.NullMarked;
