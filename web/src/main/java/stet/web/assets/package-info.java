/** The scripts and styles of the newsroom's pages, and where a browser finds them. */
@NullMarked
package stet.web.assets;

import org.jspecify.annotations.NullMarked;
