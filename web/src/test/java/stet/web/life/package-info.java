/** The whole program, started as it is, and asked over HTTP as people and programs ask it. */
@NullMarked
package stet.web.life;

import org.jspecify.annotations.NullMarked;
