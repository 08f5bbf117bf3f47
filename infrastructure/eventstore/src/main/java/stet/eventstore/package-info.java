/**
 * The ledger as callers know it: {@link Ledger} and its {@link Status}. Everything else is in the packages below, which do not know
 * this one.
 */
@NullMarked
package stet.eventstore;

import org.jspecify.annotations.NullMarked;
