/** Who came in, who was turned away, and what was done with passwords, tokens and backups: for administrators and auditors. */
@NullMarked
package stet.web.access;

import org.jspecify.annotations.NullMarked;
