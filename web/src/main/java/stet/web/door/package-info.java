/** The one way in for commands, for programs and pages alike: it reads them, sends them in somebody's name, and waits until all can see what they did. */
@NullMarked
package stet.web.door;

import org.jspecify.annotations.NullMarked;
