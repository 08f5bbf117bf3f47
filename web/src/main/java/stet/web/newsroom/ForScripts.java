package stet.web.newsroom;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import stet.web.door.SignedIn;
import stet.web.people.OwnLooks;
import stet.web.people.OwnZone;
import stet.web.people.SignInNames;
import stet.web.people.SingleKeys;
import stet.web.people.StepUp;

/** What a page tells its scripts and styles of whoever it is made for. It is looked up only where it is told: most answers are parts of a page. */
public record ForScripts(
        SignInNames names, SingleKeys keys, OwnZone zones, OwnLooks looks, StepUp stepUp, SignedIn person) {
    /** With what they sign in again, should their session end while the page is open. */
    public String signInName() {
        return names.of(person.person());
    }

    /** With what they may sign in anew besides, as they call it; null where there is none. */
    public @Nullable String singleSignOn() {
        return stepUp.singleSignOn();
    }

    /** Whether keys do something by themselves. */
    public boolean singleKeys() {
        return keys.of(person.person());
    }

    /** Whether they want pages light or dark; null where these are as their device is. */
    public @Nullable String ownLooks() {
        return looks.of(person.person()).orElse(null);
    }

    /** The zone in which they want to read times; null where it is that of their device. */
    public @Nullable String zone() {
        return zones.of(person.person()).map(ZoneId::getId).orElse(null);
    }
}
