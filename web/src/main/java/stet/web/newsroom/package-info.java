/** What the newsroom's pages have in common; the pages themselves lie below, by what people do on them. */
@NullMarked
package stet.web.newsroom;

import org.jspecify.annotations.NullMarked;
