/** The pages on which editors work. They show what the desk and the history know, and ask for what the domain's commands do. */
@NullMarked
package stet.web.newsroom;

import org.jspecify.annotations.NullMarked;
