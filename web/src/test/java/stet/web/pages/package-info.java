/** What the world reads, read as the world reads it: over HTTP, from a real database. */
@NullMarked
package stet.web.pages;

import org.jspecify.annotations.NullMarked;
