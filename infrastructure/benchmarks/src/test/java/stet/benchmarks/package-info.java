@NullMarked
package stet.benchmarks;

import org.jspecify.annotations.NullMarked;
