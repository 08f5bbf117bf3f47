/** What Stet finds in an article by itself, for whoever asks: words that are in no claim, and words that do not fit together. */
@NullMarked
package stet.web.findings;

import org.jspecify.annotations.NullMarked;
