@NullMarked
package stet.interchange;

import org.jspecify.annotations.NullMarked;
