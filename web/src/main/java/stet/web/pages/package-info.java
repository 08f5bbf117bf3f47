/** What the world reads, as pages for people and as JSON for programs; only what is published comes in here. */
@NullMarked
package stet.web.pages;

import org.jspecify.annotations.NullMarked;
