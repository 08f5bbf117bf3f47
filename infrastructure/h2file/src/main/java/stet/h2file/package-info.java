/**
 * The file of H2, written so that nothing is acknowledged before it is on disk and a power cut leaves what a kill leaves. Whoever runs
 * PostgreSQL only can do without this module.
 */
@NullMarked
package stet.h2file;

import org.jspecify.annotations.NullMarked;
