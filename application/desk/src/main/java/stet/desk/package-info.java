/** Read model for editors: queues and counts, the working copy, what stands in the way of publishing. */
@NullMarked
package stet.desk;

import org.jspecify.annotations.NullMarked;
