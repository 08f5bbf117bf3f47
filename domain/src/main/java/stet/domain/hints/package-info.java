/** What in an article does not fit with the rest of it: worth a question to the writer, and never in anybody's way. */
@NullMarked
package stet.domain.hints;

import org.jspecify.annotations.NullMarked;
