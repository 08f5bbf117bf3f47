/** Where administrators keep the newsroom: its people, its desks, what it is set to, and what it is kept in. */
@NullMarked
package stet.web.newsroom.administration;

import org.jspecify.annotations.NullMarked;
