package stet.web.newsroom;

import stet.web.access.AccessLedger;
import stet.web.door.SignedIn;

/** How much was done with somebody's sign-in that they have not looked at. It is counted only where it is shown. */
public record Untold(AccessLedger access, SignedIn person) {
    /** None for their programs, which nobody looks at. */
    public int count() {
        return person.grant() == null ? access.untold(person.person()) : 0;
    }
}
