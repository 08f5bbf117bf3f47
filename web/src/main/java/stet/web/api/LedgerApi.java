package stet.web.api;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.eventstore.Ledger;
import stet.eventstore.Status;
import stet.web.people.SignedIn;

/** The readers of the ledger, for whoever runs Stet. */
@RestController
@RequestMapping("/api/readers")
class LedgerApi {
    private final Ledger ledger;

    LedgerApi(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping
    Map<String, Status> readers(@AuthenticationPrincipal SignedIn person) {
        administrator(person);
        return ledger.status();
    }

    /** Empties a read model and builds it again from the ledger, as it was. */
    @PostMapping("/{name}/replay")
    ResponseEntity<?> replay(@PathVariable String name, @AuthenticationPrincipal SignedIn person) {
        administrator(person);
        try {
            ledger.replay(name);
            return ResponseEntity.accepted().build();
        } catch (IllegalArgumentException unknown) {
            return Answers.problem(Problems.problem(
                    HttpStatus.NOT_FOUND, "no-such-reader", "There is no read model '%s'".formatted(name)));
        }
    }

    private static void administrator(SignedIn person) {
        if (!person.holds(Role.ADMINISTRATOR)) {
            throw new Refused(RefusalCode.ROLE_MISSING, "Only an administrator may do this");
        }
    }
}
