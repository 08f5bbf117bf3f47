/** What people keep about themselves: their password, and the tokens with which their programs act as them. */
@NullMarked
package stet.web.newsroom.account;

import org.jspecify.annotations.NullMarked;
