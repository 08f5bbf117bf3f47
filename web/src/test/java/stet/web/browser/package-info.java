/** The newsroom as people use it: in a real browser. */
@NullMarked
package stet.web.browser;

import org.jspecify.annotations.NullMarked;
