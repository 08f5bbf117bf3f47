/** What can be checked in a text, what it is checked against, and what was found. */
@NullMarked
package stet.domain.checking;

import org.jspecify.annotations.NullMarked;
