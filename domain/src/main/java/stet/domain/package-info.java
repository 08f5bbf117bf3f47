/** Who acts in the newsroom, and how a refusal is worded. */
@NullMarked
package stet.domain;

import org.jspecify.annotations.NullMarked;
