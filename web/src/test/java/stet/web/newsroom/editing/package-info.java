@NullMarked
package stet.web.newsroom.editing;

import org.jspecify.annotations.NullMarked;
