/** Stet for programs: every command and every question over HTTP, and a problem in words for whatever goes wrong. */
@NullMarked
package stet.web.api;

import org.jspecify.annotations.NullMarked;
