/** The tables and the databases they are in: migrations, sets of tables, and what differs between H2 and PostgreSQL. */
@NullMarked
package stet.eventstore.tables;

import org.jspecify.annotations.NullMarked;
