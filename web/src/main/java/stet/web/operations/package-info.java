/** What whoever runs Stet sees and does: health, metrics, logs, rebuilds, backups, and the words that the program may be started with. */
@NullMarked
package stet.web.operations;

import org.jspecify.annotations.NullMarked;
