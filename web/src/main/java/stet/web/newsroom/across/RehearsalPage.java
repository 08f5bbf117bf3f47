package stet.web.newsroom.across;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import stet.domain.InvalidValue;
import stet.domain.article.Required;
import stet.domain.article.Requirement;
import stet.domain.newsroom.Reading;
import stet.web.door.SignedIn;
import stet.web.http.Cursors;
import stet.web.newsroom.Asked;
import stet.web.newsroom.Times;
import stet.web.reading.Rehearsals;

/** Which past editions would not have gone out if more had been asked of them; the page goes on by itself, or by a link. */
@Controller
final class RehearsalPage {
    static final String PATH = "/newsroom/rehearsal";
    private static final int ARTICLES = 50;

    private final Rehearsals rehearsals;
    private final Cursors cursors;
    private final Times times;

    RehearsalPage(Rehearsals rehearsals, Cursors cursors, Clock clock) {
        this.rehearsals = rehearsals;
        this.cursors = cursors;
        times = new Times(clock);
    }

    /**
     * One requirement of the form.
     *
     * @param before its sentence up to its number, or all of it
     * @param after what follows the number
     * @param number what stands in its field
     */
    public record Choice(Requirement requirement, String before, String after, String number, boolean chosen) {
        static Choice of(Requirement requirement, MultiValueMap<String, String> typed, boolean chosen) {
            var sentence = Required.of(requirement).sentence();
            var usual = String.valueOf(requirement.usual());
            var at = requirement.counts() ? sentence.indexOf(usual) : sentence.length();
            return new Choice(
                    requirement,
                    sentence.substring(0, at),
                    requirement.counts() ? sentence.substring(at + usual.length()) : "",
                    Objects.requireNonNullElse(typed.getFirst(requirement.key()), usual),
                    chosen);
        }
    }

    @GetMapping(PATH)
    ModelAndView rehearsal(@RequestParam MultiValueMap<String, String> typed, @AuthenticationPrincipal SignedIn me) {
        if (!Reading.readsAll(me.roles())) {
            return Asked.refused(
                    form(typed), HttpStatus.FORBIDDEN, "Only a standards editor or an auditor rehearses rules");
        }
        try {
            return typed.containsKey("require") ? part(typed, me) : form(typed);
        } catch (InvalidValue invalid) {
            return Asked.refused(form(typed), invalid);
        } catch (ErrorResponseException crowded) {
            return Asked.refused(
                    form(typed),
                    HttpStatus.SERVICE_UNAVAILABLE,
                    String.valueOf(crowded.getBody().getDetail()));
        }
    }

    private ModelAndView part(MultiValueMap<String, String> typed, SignedIn me) {
        var required = new ArrayList<Required>();
        for (var key : typed.getOrDefault("require", List.of())) {
            var number = typed.getFirst(key);
            required.add(Required.read(number == null ? key : key + ":" + number.strip()));
        }
        var since = Objects.requireNonNullElse(typed.getFirst("since"), "");
        var after = cursors.read(typed.getFirst("after"), Rehearsals.Place.class);
        var part = rehearsals.of(required, times.day(since, 0), after, ARTICLES, me);
        return form(typed)
                .addObject("required", required)
                .addObject("part", part)
                .addObject("next", part.done() ? null : next(required, since, part.upTo()));
    }

    private ModelAndView form(MultiValueMap<String, String> typed) {
        var chosen = typed.getOrDefault("require", List.of());
        return new ModelAndView("newsroom/across/rehearsal")
                .addObject("part", null)
                .addObject("next", null)
                .addObject("since", Objects.requireNonNullElse(typed.getFirst("since"), ""))
                .addObject(
                        "choices",
                        Arrays.stream(Requirement.values())
                                .map(each -> Choice.of(each, typed, chosen.contains(each.key())))
                                .toList());
    }

    private String next(List<Required> required, String since, Rehearsals.Place upTo) {
        var path = UriComponentsBuilder.fromPath(PATH);
        for (var each : required) {
            path.queryParam("require", each.requirement().key());
            if (each.requirement().counts()) {
                path.queryParam(each.requirement().key(), each.number());
            }
        }
        return path.queryParam("since", "{since}")
                .queryParam("after", "{after}")
                .encode()
                .buildAndExpand(since, cursors.of(upTo))
                .toUriString();
    }
}
