package stet.eventstore.rebuilding;

import stet.eventstore.following.Follower;
import stet.eventstore.tables.TableSet;

/** Makes the follower that writes one set of tables. */
@FunctionalInterface
public interface MakesFollowers {
    /** @param serves whether the set serves already, rather than being rebuilt */
    Follower of(TableSet set, Object handler, boolean serves);
}
