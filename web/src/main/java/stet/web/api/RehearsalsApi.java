package stet.web.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.article.Required;
import stet.domain.article.Requirement;
import stet.web.door.SignedIn;
import stet.web.http.Cursors;
import stet.web.reading.Rehearsals;

/** Which past editions would not have gone out if more had been asked of them. */
@RestController
final class RehearsalsApi {
    private final Rehearsals rehearsals;
    private final Cursors cursors;

    RehearsalsApi(Rehearsals rehearsals, Cursors cursors) {
        this.rehearsals = rehearsals;
        this.cursors = cursors;
    }

    /**
     * One part of a rehearsal.
     *
     * @param required what was asked of each edition
     * @param articles how many articles were looked at, in this part and those before it
     * @param editions how many editions they had
     * @param stopped how many of these would not have gone out
     * @param stories those that this part found, by their articles
     * @param next what to ask {@code after} to go on, or null where all was looked at
     */
    record RehearsalPart(
            List<Asked> required,
            int articles,
            int editions,
            int stopped,
            List<Rehearsals.Story> stories,
            @Nullable String next) {}

    /** @param require as it is written in the address */
    record Asked(String require, String sentence) {}

    /**
     * What may be required.
     *
     * @param require as it is written in the address, with the usual number where it has one
     * @param unit what its number counts; null where it has none
     */
    record RequirementView(
            String require,
            String sentence,
            @Nullable String unit,
            @Nullable Integer least,
            @Nullable Integer most) {
        static RequirementView of(Requirement requirement) {
            var usual = Required.of(requirement);
            return requirement.counts()
                    ? new RequirementView(
                            usual.written(),
                            usual.sentence(),
                            requirement.unit(),
                            requirement.least(),
                            requirement.most())
                    : new RequirementView(usual.written(), usual.sentence(), null, null, null);
        }
    }

    record Requirements(List<RequirementView> requirements) {}

    @Operation(
            operationId = "rehearse",
            summary = "Which past editions would not have gone out if this had been required, a part at a time.",
            description = "Go on with 'next' until it is null; the counts are those of all parts so far. "
                    + "For standards editors and auditors.")
    @GetMapping("/api/rehearsals")
    RehearsalPart rehearse(
            @RequestParam List<String> require,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit,
            @AuthenticationPrincipal SignedIn person) {
        var required = require.stream().map(Required::read).toList();
        var part = rehearsals.of(required, since, cursors.read(after, Rehearsals.Place.class), limit, person);
        var upTo = part.upTo();
        return new RehearsalPart(
                required.stream()
                        .map(each -> new Asked(each.written(), each.sentence()))
                        .toList(),
                upTo.articles(),
                upTo.editions(),
                upTo.stopped(),
                part.stories(),
                part.done() ? null : cursors.of(upTo));
    }

    @Operation(
            operationId = "requirements",
            summary = "What may be required of past editions, to see which would not have gone out.")
    @GetMapping("/api/rehearsals/requirements")
    Requirements requirements() {
        return new Requirements(
                Arrays.stream(Requirement.values()).map(RequirementView::of).toList());
    }
}
