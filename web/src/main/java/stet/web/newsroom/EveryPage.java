package stet.web.newsroom;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import stet.web.access.AccessLedger;
import stet.web.assets.Assets;
import stet.web.door.SignedIn;
import stet.web.house.House;
import stet.web.live.Live;
import stet.web.live.Unseen;
import stet.web.people.OwnLooks;
import stet.web.people.OwnZone;
import stet.web.people.SignInNames;
import stet.web.people.SingleKeys;
import stet.web.people.StepUp;

/** What every page of the newsroom shows. */
@ControllerAdvice(basePackages = "stet.web.newsroom")
final class EveryPage {
    private final Assets assets;
    private final Clock clock;
    private final Live live;
    private final Unseen unseen;
    private final AccessLedger access;
    private final SignInNames names;
    private final SingleKeys keys;
    private final OwnZone zones;
    private final OwnLooks looks;
    private final House house;
    private final StepUp stepUp;

    EveryPage(
            Assets assets,
            Clock clock,
            Live live,
            Unseen unseen,
            AccessLedger access,
            SignInNames names,
            SingleKeys keys,
            OwnZone zones,
            OwnLooks looks,
            House house,
            StepUp stepUp) {
        this.stepUp = stepUp;
        this.zones = zones;
        this.looks = looks;
        this.house = house;
        this.access = access;
        this.names = names;
        this.keys = keys;
        this.assets = assets;
        this.clock = clock;
        this.live = live;
        this.unseen = unseen;
    }

    @ModelAttribute("assets")
    Assets assets() {
        return assets;
    }

    @ModelAttribute("me")
    Me me(@AuthenticationPrincipal SignedIn person) {
        return Me.of(person);
    }

    @ModelAttribute("times")
    Times times(@AuthenticationPrincipal SignedIn person) {
        return new Times(clock, () -> zones.of(person.person()));
    }

    /** The message after which the page subscribes. It is read before the page is rendered, so that none is lost in between. */
    @ModelAttribute("live")
    String live() {
        return live.now();
    }

    /** How many notices they have not looked at. */
    @ModelAttribute("unseen")
    int unseen(@AuthenticationPrincipal SignedIn person) {
        return unseen.of(person.person());
    }

    @ModelAttribute("untold")
    Untold untold(@AuthenticationPrincipal SignedIn person) {
        return new Untold(access, person);
    }

    @ModelAttribute("forScripts")
    ForScripts forScripts(@AuthenticationPrincipal SignedIn person) {
        return new ForScripts(names, keys, zones, looks, stepUp, person);
    }

    @ModelAttribute("house")
    House house() {
        return house;
    }

    @ModelAttribute("spoken")
    Spoken spoken() {
        return new Spoken();
    }

    /** Where the page is, so that a link to it can say so. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
