/** Sends commands and waits until everybody can see what they did. */
@NullMarked
package stet.web.dispatch;

import org.jspecify.annotations.NullMarked;
