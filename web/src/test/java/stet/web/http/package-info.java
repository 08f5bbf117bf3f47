/** Tests of what stands between the wire and everything else. */
@NullMarked
package stet.web.http;

import org.jspecify.annotations.NullMarked;
