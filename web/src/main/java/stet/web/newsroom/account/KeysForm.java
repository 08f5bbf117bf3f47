package stet.web.newsroom.account;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import stet.web.door.SignedIn;
import stet.web.newsroom.Pages;
import stet.web.people.SingleKeys;

/** The one switch that turns single keys off and on. */
@Controller
class KeysForm {
    private final SingleKeys keys;

    KeysForm(SingleKeys keys) {
        this.keys = keys;
    }

    /** A form says nothing of a box that is not ticked. */
    @PostMapping("/newsroom/account/keys")
    ModelAndView set(@RequestParam(defaultValue = "off") String single, @AuthenticationPrincipal SignedIn me) {
        keys.set(me.person(), single.equals("on"));
        return Pages.seeOther("/newsroom/account#keys-title");
    }
}
