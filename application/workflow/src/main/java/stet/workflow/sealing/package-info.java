/** How what few may read is kept unreadable for whoever has the database: the newsroom's keys, and what is sealed under them. */
@NullMarked
package stet.workflow.sealing;

import org.jspecify.annotations.NullMarked;
