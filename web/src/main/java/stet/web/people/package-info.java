/** The door: who somebody is, how they prove it, and what nobody reaches without. */
@NullMarked
package stet.web.people;

import org.jspecify.annotations.NullMarked;
