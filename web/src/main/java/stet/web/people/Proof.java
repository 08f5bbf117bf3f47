package stet.web.people;

import java.util.Locale;

/** By what somebody who is signed in can prove anew that it is them: by the strongest that they have, since whoever watched them typed along. */
public enum Proof {
    PASSWORD,
    /** A code of their second factor, or one of its recovery codes; a passkey, where they have one besides, does as well. */
    CODE,
    /** They have no code to give. */
    PASSKEY;

    /** As pages' scripts and programs are told. */
    public String told() {
        return name().toLowerCase(Locale.ROOT);
    }
}
