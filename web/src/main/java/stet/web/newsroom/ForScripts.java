package stet.web.newsroom;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import stet.web.door.SignedIn;
import stet.web.people.OwnZone;
import stet.web.people.SignInNames;
import stet.web.people.SingleKeys;

/** What a page tells its scripts of whoever it is made for. It is looked up only where it is told: most answers are parts of a page. */
public record ForScripts(SignInNames names, SingleKeys keys, OwnZone zones, SignedIn person) {
    /** With what they sign in again, should their session end while the page is open. */
    public String signInName() {
        return names.of(person.person());
    }

    /** Whether keys do something by themselves. */
    public boolean singleKeys() {
        return keys.of(person.person());
    }

    /** The zone in which they want to read times; null where it is that of their device. */
    public @Nullable String zone() {
        return zones.of(person.person()).map(ZoneId::getId).orElse(null);
    }
}
