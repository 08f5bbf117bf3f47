package stet.web.newsroom.administration;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import stet.seal.Checkpoint;
import stet.sealing.LastSigned;
import stet.sealing.Seal;
import stet.sealing.Verifications;
import stet.sealing.Witnesses;
import stet.web.access.Called;
import stet.web.door.SignedIn;
import stet.web.newsroom.Pages;

/** Tells somebody who must rely on the history why they can. {@code Security} lets in administrators and standards, and nobody else. */
@Controller
@RequestMapping(SealPage.PATH)
class SealPage {
    static final String PATH = "/newsroom/seal";

    private final Seal seal;
    private final Verifications verifications;
    private final Witnesses witnesses;
    private final LastSigned signed;
    private final Called called;

    SealPage(Seal seal, Verifications verifications, Witnesses witnesses, LastSigned signed, Called called) {
        this.seal = seal;
        this.verifications = verifications;
        this.witnesses = witnesses;
        this.signed = signed;
        this.called = called;
    }

    @GetMapping
    ModelAndView page() {
        var last = verifications.last().orElse(null);
        return new ModelAndView("newsroom/administration/seal")
                .addObject("extent", seal.extent())
                .addObject("last", last)
                .addObject("stands", signed.contradiction().orElse(null))
                .addObject("witnesses", witnesses.standings())
                .addObject(
                        "witnessed",
                        witnesses
                                .witnessed()
                                .map(note -> Checkpoint.of(note.text()).size())
                                .orElse(null))
                .addObject("by", by(last));
    }

    private @Nullable String by(Verifications.@Nullable Outcome last) {
        return last == null || last.by().equals(Verifications.BY_ITSELF) ? null : called.name(last.by());
    }

    /** Like any page, so that whoever has to prove anew that it is them can be asked here. */
    @GetMapping("/file")
    ModelAndView file(@RequestParam(defaultValue = "") String article, @RequestParam(defaultValue = "") String who) {
        return Pages.seeOther(UriComponentsBuilder.fromPath("/api/seal/pack")
                .queryParam("article", "{article}")
                .queryParam("who", "{who}")
                .encode()
                .buildAndExpand(article, who)
                .toUriString());
    }

    @PostMapping("/verify")
    ModelAndView verify(@AuthenticationPrincipal SignedIn person) {
        try {
            verifications.run(person.person().value());
        } catch (Verifications.TooOften often) {
            var page = page().addObject("sentence", often.getMessage() + ".");
            page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
            return page;
        }
        return Pages.seeOther(PATH + "#verified");
    }
}
