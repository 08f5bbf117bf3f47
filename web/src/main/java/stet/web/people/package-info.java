/** Who somebody is and how they prove it, and what nobody reaches without signing in. */
@NullMarked
package stet.web.people;

import org.jspecify.annotations.NullMarked;
