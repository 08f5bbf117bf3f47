/** What the newsroom is set to, as all that follows it finds it. */
@NullMarked
package stet.web.house;

import org.jspecify.annotations.NullMarked;
