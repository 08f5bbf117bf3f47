/** Read model for auditors: every change, in order, with who made it, when and why. */
@NullMarked
package stet.history;

import org.jspecify.annotations.NullMarked;
