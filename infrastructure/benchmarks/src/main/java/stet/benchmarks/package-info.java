/** What Stet is measured against, and how: see docs/benchmarks.md. */
@NullMarked
package stet.benchmarks;

import org.jspecify.annotations.NullMarked;
