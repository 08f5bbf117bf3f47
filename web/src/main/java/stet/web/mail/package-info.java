/** Letters to people about what concerns them. */
@NullMarked
package stet.web.mail;

import org.jspecify.annotations.NullMarked;
