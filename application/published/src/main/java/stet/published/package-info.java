/** Read model of what the world sees: editions, and nothing that is not published. */
@NullMarked
package stet.published;

import org.jspecify.annotations.NullMarked;
