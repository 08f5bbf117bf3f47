/** What the program does when it is started with a word: it does it, says how it went, and ends. */
@NullMarked
package stet.web.cli;

import org.jspecify.annotations.NullMarked;
