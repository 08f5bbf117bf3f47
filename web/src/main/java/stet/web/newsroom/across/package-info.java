/** What is asked of all articles at once. */
@NullMarked
package stet.web.newsroom.across;

import org.jspecify.annotations.NullMarked;
