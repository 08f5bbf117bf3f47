package stet.web.newsroom;

import stet.web.door.SignedIn;
import stet.web.people.SignInNames;
import stet.web.people.SingleKeys;

/** What a page tells its scripts of whoever it is made for. It is looked up only where it is told: most answers are parts of a page. */
public record ForScripts(SignInNames names, SingleKeys keys, SignedIn person) {
    /** With what they sign in again, should their session end while the page is open. */
    public String signInName() {
        return names.of(person.person());
    }

    /** Whether keys do something by themselves. */
    public boolean singleKeys() {
        return keys.of(person.person());
    }
}
