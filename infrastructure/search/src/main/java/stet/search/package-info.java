/** An index of words by Lucene: what languages do to them, questions, filters, and where in its sentence something stands. */
@NullMarked
package stet.search;

import org.jspecify.annotations.NullMarked;
