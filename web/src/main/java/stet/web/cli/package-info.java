/** What is asked of a running Stet from a command line. */
@NullMarked
package stet.web.cli;

import org.jspecify.annotations.NullMarked;
