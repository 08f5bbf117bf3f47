/** The newsroom's pages without scripts, over HTTP. */
@NullMarked
package stet.web.newsroom;

import org.jspecify.annotations.NullMarked;
