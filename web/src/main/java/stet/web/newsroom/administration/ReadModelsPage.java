package stet.web.newsroom.administration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import stet.eventstore.Ledger;
import stet.eventstore.Status;
import stet.eventstore.rebuilding.Digest;
import stet.eventstore.rebuilding.Rebuild;
import stet.eventstore.rebuilding.RebuildRefused;
import stet.web.door.SignedIn;

/** Each follower of the ledger with its health, and what an administrator may do about it. {@code Security} lets in nobody else. */
@Controller
final class ReadModelsPage {
    private static final String PATH = "/readers";

    private final Ledger ledger;

    ReadModelsPage(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @param last how it is being rebuilt, or how it last was */
    public record Line(
            String name,
            Status status,
            boolean readModel,
            @Nullable Rebuild last) {
        public String health() {
            if (status.failing()) {
                return "Cannot get past an event, and tries again and again";
            }
            if (!status.running()) {
                return "Does not run";
            }
            return status.caughtUp() ? "Has read everything" : "%,d places behind".formatted(status.behind());
        }

        public boolean open() {
            return last != null && last.open();
        }

        /** Whether it moves by itself, so that a later look shows something else. */
        public boolean moves() {
            return open() && last != null && last.state() != Rebuild.State.DIFFERS;
        }

        public boolean differs() {
            return last != null && last.state() == Rebuild.State.DIFFERS;
        }

        public String progress() {
            if (last == null) {
                return "";
            }
            return switch (last.state()) {
                case BUILDING ->
                    "Reading into %s: %,d of %,d places, %,d in a second%s"
                            .formatted(
                                    last.tables(), last.done(), last.all(), last.perSecond(), left(last.secondsLeft()));
                case COMPARING -> "Everything is read into %s, which is now compared".formatted(last.tables());
                case DIFFERS -> "%s is not as what serves".formatted(last.tables());
                case SERVING -> "Rebuilt as %s, which serves".formatted(last.tables());
                case RETIRED -> "Rebuilt as %s, which serves no more".formatted(last.tables());
                case ABANDONED -> "The last rebuild, %s, was abandoned".formatted(last.tables());
            };
        }

        private static String left(@Nullable Long seconds) {
            if (seconds == null) {
                return "";
            }
            var left = Duration.ofSeconds(seconds);
            return left.toMinutes() > 0
                    ? ", %,d minutes left".formatted(left.toMinutes() + 1)
                    : ", %d seconds left".formatted(left.toSeconds());
        }
    }

    @GetMapping(PATH)
    ModelAndView page(@RequestParam(required = false) @Nullable String digest) {
        return page(digest == null ? null : digest(digest), null);
    }

    private Digest digest(String name) {
        known(name);
        return ledger.digest(name);
    }

    private ModelAndView page(@Nullable Digest digest, @Nullable String sentence) {
        var lines = new ArrayList<Line>();
        ledger.status()
                .forEach((name, status) -> lines.add(new Line(
                        name,
                        status,
                        ledger.readModels().contains(name),
                        ledger.readModels().contains(name)
                                ? ledger.rebuildOf(name).orElse(null)
                                : null)));
        return new ModelAndView("newsroom/administration/read-models")
                .addObject("lines", List.copyOf(lines))
                .addObject("refresh", lines.stream().anyMatch(Line::moves) ? PATH : null)
                .addObject("digest", digest)
                .addObject("sentence", sentence);
    }

    @PostMapping(PATH + "/{name}/rebuild")
    ModelAndView rebuild(@PathVariable String name, @AuthenticationPrincipal SignedIn person) {
        return done(name, () -> ledger.rebuild(name, person.person().value()));
    }

    @PostMapping(PATH + "/{name}/abandon")
    ModelAndView abandon(@PathVariable String name) {
        return done(name, () -> ledger.abandon(name));
    }

    @PostMapping(PATH + "/{name}/accept")
    ModelAndView accept(@PathVariable String name) {
        return done(name, () -> ledger.accept(name));
    }

    private ModelAndView done(String name, Runnable wish) {
        known(name);
        try {
            wish.run();
        } catch (RebuildRefused refused) {
            var page = page(null, refused.getMessage() + ".");
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
        var back = new RedirectView(PATH, true);
        back.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(back);
    }

    private void known(String name) {
        if (!ledger.readModels().contains(name)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
