/** The program: it wires the rooms together and opens the doors. */
@NullMarked
package stet.web;

import org.jspecify.annotations.NullMarked;
