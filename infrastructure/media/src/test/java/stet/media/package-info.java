@NullMarked
package stet.media;

import org.jspecify.annotations.NullMarked;
