/** Writing: where an article begins, the form in which its words are edited without scripts, and who else is editing. */
@NullMarked
package stet.web.newsroom.editing;

import org.jspecify.annotations.NullMarked;
