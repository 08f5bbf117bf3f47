/** What is the same for every request: how long and how slow it may be, and what is answered where something goes wrong. */
@NullMarked
package stet.web.http;

import org.jspecify.annotations.NullMarked;
