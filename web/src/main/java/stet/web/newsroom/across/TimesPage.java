package stet.web.newsroom.across;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import stet.desk.Desks;
import stet.desk.HowLong;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.Refused;
import stet.web.door.SignedIn;
import stet.web.newsroom.Asked;
import stet.web.newsroom.Times;
import stet.web.reading.WhatTakesLong;

/** How long articles stand at the steps of a desk, and how often they go back: of desks, and of no person. */
@Controller
final class TimesPage {
    static final String PATH = "/newsroom/times";
    private static final int USUAL_DAYS = 30;

    private final WhatTakesLong takes;
    private final Clock clock;
    private final Times times;

    TimesPage(WhatTakesLong takes, Clock clock) {
        this.takes = takes;
        this.clock = clock;
        times = new Times(clock);
    }

    /** How the page says what it shows. */
    public static final class Said {
        private final Instant now;

        Said(Instant now) {
            this.now = now;
        }

        /** A time in its two largest units. */
        public String lasted(@Nullable Long millis) {
            if (millis == null) {
                return "–";
            }
            var time = Duration.ofMillis(millis);
            if (time.toDays() > 0) {
                return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
            }
            if (time.toHours() > 0) {
                return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
            }
            return time.toMinutes() > 0 ? "%d min".formatted(time.toMinutes()) : "%d s".formatted(time.toSeconds());
        }

        public String lasted(HowLong.Stood stood) {
            var until = stood.until();
            return lasted(
                    Duration.between(stood.since(), until == null ? now : until).toMillis());
        }

        public String since(Instant begun) {
            return lasted(Duration.between(begun, now).toMillis());
        }
    }

    @GetMapping(PATH)
    ModelAndView times(
            @RequestParam(defaultValue = "") String desk,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @AuthenticationPrincipal SignedIn me) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, clock.getZone());
        var begins = from.isBlank() ? today.minusDays(USUAL_DAYS).toString() : from;
        var ends = until.isBlank() ? today.toString() : until;
        var page = new ModelAndView("newsroom/across/times")
                .addObject("desk", desk)
                .addObject("from", begins)
                .addObject("until", ends)
                .addObject("desks", List.of())
                .addObject("names", Map.of())
                .addObject("say", new Said(now))
                .addObject("asked", !from.isEmpty() || !until.isEmpty() || !desk.isEmpty())
                .addObject("answer", null);
        try {
            var desks = takes.desks(me);
            page.addObject("desks", desks).addObject("names", names(desks));
            var since = requireNonNull(times.day(begins, 0));
            var to = requireNonNull(times.day(ends, 1));
            return page.addObject("answer", takes.of(desk.isBlank() ? null : new DeskId(desk), since, to, me))
                    .addObject("csv", csv(desk, since, to));
        } catch (InvalidValue invalid) {
            return Asked.refused(page, invalid);
        } catch (Refused refused) {
            return Asked.refused(page, HttpStatus.FORBIDDEN, refused.sentence());
        }
    }

    private static Map<String, String> names(List<Desks.OneDesk> desks) {
        return desks.stream()
                .collect(Collectors.toMap(
                        each -> each.id().value(), Desks.OneDesk::name, (one, _) -> one, LinkedHashMap::new));
    }

    private static String csv(String desk, Instant from, Instant until) {
        var path = UriComponentsBuilder.fromPath("/api/times.csv")
                .queryParam("from", "{from}")
                .queryParam("until", "{until}");
        return desk.isBlank()
                ? path.encode().buildAndExpand(from, until).toUriString()
                : path.queryParam("desk", "{desk}")
                        .encode()
                        .buildAndExpand(from, until, desk)
                        .toUriString();
    }
}
