package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Component;
import stet.domain.InvalidValue;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;

/** What people do with their passkeys on a page; to make one, its scripts ask the API. */
@Component
public final class OwnPasskeys {
    private final Passkeys passkeys;

    OwnPasskeys(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    /** The newest first. */
    public List<Passkeys.Passkey> of(SignedIn me) {
        return passkeys.of(me.person());
    }

    /**
     * Returns false if they have no such passkey.
     *
     * @throws InvalidValue if the name says nothing
     */
    public boolean rename(SignedIn me, String id, String label) {
        return passkeys.rename(me.person(), id, label);
    }

    /** Returns false if they have no such passkey. */
    public boolean remove(SignedIn me, String id, HttpServletRequest request) {
        return passkeys.remove(me.person(), id, RemoteAddress.of(request));
    }
}
