@NullMarked
package stet.web.newsroom.article;

import org.jspecify.annotations.NullMarked;
