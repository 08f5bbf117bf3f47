package stet.web.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.content.Blackout;
import stet.web.door.Door;
import stet.web.door.Repeats;
import stet.web.door.Said;
import stet.web.door.SignedIn;
import stet.workflow.Redaction;

/** Takes words out of the record of an article where a court or the law has it (rule 48). The words are kept nowhere, and in no address. */
@RestController
@RequestMapping(path = "/api/articles/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
class RedactionApi {
    private final Door door;
    private final Redaction redaction;

    RedactionApi(Door door, Redaction redaction) {
        this.door = door;
        this.redaction = redaction;
    }

    /**
     * What is to be taken out.
     *
     * @param words the words, or the forms of a name; each wherever it stands as whole words
     * @param asWritten whether “Bill” is to go and “bill” to stay; it makes no difference unless this says so
     */
    record Words(@Nullable List<String> words, @Nullable Boolean asWritten) {
        Blackout blackout() {
            if (words == null || words.stream().anyMatch(Objects::isNull)) {
                throw new InvalidValue("Say which words to take out");
            }
            return Blackout.of(words, Boolean.TRUE.equals(asWritten));
        }
    }

    /** @param ground by which it has to be, such as an order of a court */
    record Order(
            @Nullable List<String> words,
            @Nullable Boolean asWritten,
            @Nullable String ground) {}

    @Operation(
            operationId = "redaction-preview",
            summary = "What redact-words would take out: in how many events, how often, and of which editions.")
    @PostMapping("/redaction-preview")
    Redaction.Preview preview(
            @PathVariable ArticleId id, @RequestBody Words asked, @AuthenticationPrincipal SignedIn person) {
        if (!person.holds(Role.STANDARDS)) {
            throw new Refused(RefusalCode.ROLE_MISSING, "Only a standards editor may do this");
        }
        return redaction.preview(id, asked.blackout());
    }

    @Operation(
            operationId = "redact-words",
            summary =
                    "Blacks words out for good wherever they stand in an article's record, and says so in its history. Nobody brings them back.")
    @PostMapping("/redact-words")
    ResponseEntity<?> redact(
            @PathVariable ArticleId id,
            @RequestBody Order order,
            HttpServletRequest request,
            @AuthenticationPrincipal SignedIn person) {
        var words = new Words(order.words(), order.asWritten()).blackout();
        // What it is known again by says nothing of the words: it is kept.
        var said = Said.nothingBut(Repeats.of(request, new byte[0]));
        var ground = order.ground() == null ? "" : order.ground();
        return Receipts.of(door.redact(id, words, ground, person, said));
    }
}
