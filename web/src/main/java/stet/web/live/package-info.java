/** What happens, told to every open page at once, and how much of it somebody has not looked at yet. */
@NullMarked
package stet.web.live;

import org.jspecify.annotations.NullMarked;
