/** Read model for whoever looks for words: every working copy and every edition, in an index of words. */
@NullMarked
package stet.lookup;

import org.jspecify.annotations.NullMarked;
