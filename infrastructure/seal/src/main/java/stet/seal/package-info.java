/**
 * What makes a history checkable by whoever does not trust its keeper: a record of each event, a tree of the records, checkpoints of the
 * tree that are signed, proofs, and packs of all these. All of it is in public formats, so that others' tools can check it as well.
 */
@NullMarked
package stet.seal;

import org.jspecify.annotations.NullMarked;
