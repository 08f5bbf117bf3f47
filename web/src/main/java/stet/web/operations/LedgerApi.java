package stet.web.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import stet.eventstore.Ledger;
import stet.eventstore.Status;
import stet.eventstore.rebuilding.Digest;
import stet.eventstore.rebuilding.Rebuild;
import stet.eventstore.rebuilding.RebuildRefused;
import stet.web.door.Only;
import stet.web.door.SignedIn;
import stet.web.http.Problems;

/** The followers of the ledger, of which the read models can be rebuilt. At its addresses they are called readers. */
@RestController
@RequestMapping("/api/readers")
class LedgerApi {

    private final Ledger ledger;

    LedgerApi(Ledger ledger) {
        this.ledger = ledger;
    }

    @Operation(operationId = "read-models", summary = "How far each read model has come.")
    @GetMapping
    Map<String, Status> followers(@AuthenticationPrincipal SignedIn person) {
        Only.administrators(person);
        return ledger.status();
    }

    /** Builds a read model anew beside the one that serves, compares the two, and switches if they are equal. */
    @Operation(operationId = "rebuild", summary = "Begins to rebuild a read model beside the one that serves.")
    @PostMapping("/{name}/rebuild")
    @ApiResponse(responseCode = "202", description = "Begun; Location tells how far it is")
    @ApiResponse(responseCode = "409", description = "It is being rebuilt already")
    ResponseEntity<Rebuild> rebuild(@PathVariable String name, @AuthenticationPrincipal SignedIn person) {
        mayAskOf(name, person);
        ledger.rebuild(name, person.person().value());
        return ResponseEntity.accepted()
                .location(URI.create("/api/readers/%s/rebuild".formatted(name)))
                .body(progress(name));
    }

    /** How far it is, or what became of it. */
    @Operation(operationId = "rebuild-progress", summary = "How far a rebuild is.")
    @GetMapping("/{name}/rebuild")
    @ApiResponse(responseCode = "200", description = "How far it is, or what became of the last one")
    @ApiResponse(responseCode = "404", description = "It was never rebuilt")
    Rebuild progress(@PathVariable String name, @AuthenticationPrincipal SignedIn person) {
        mayAskOf(name, person);
        return progress(name);
    }

    /** Drops what has been rebuilt so far. */
    @Operation(operationId = "abandon-rebuild", summary = "Gives a rebuild up.")
    @DeleteMapping("/{name}/rebuild")
    @ApiResponse(responseCode = "200", description = "Abandoned; its tables are dropped in a moment")
    @ApiResponse(responseCode = "409", description = "Nothing is being rebuilt")
    Rebuild abandon(@PathVariable String name, @AuthenticationPrincipal SignedIn person) {
        mayAskOf(name, person);
        ledger.abandon(name);
        return progress(name);
    }

    /** Has the rebuilt tables serve although they differ. */
    @Operation(operationId = "accept-rebuild", summary = "Lets a rebuild that differs serve all the same.")
    @PostMapping("/{name}/rebuild/accept")
    @ApiResponse(responseCode = "200", description = "They serve")
    @ApiResponse(responseCode = "409", description = "None were found to differ")
    Rebuild accept(@PathVariable String name, @AuthenticationPrincipal SignedIn person) {
        mayAskOf(name, person);
        ledger.accept(name);
        return progress(name);
    }

    /** The fingerprint of everything a read model has written; it reads every row. */
    @Operation(
            operationId = "digest",
            summary = "What a read model holds, as one number that is the same wherever the same events were read.")
    @GetMapping("/{name}/digest")
    @ApiResponse(responseCode = "200", description = "The same for the same ledger, on every database")
    @ApiResponse(responseCode = "404", description = "Not a read model")
    Digest digest(@PathVariable String name, @AuthenticationPrincipal SignedIn person) {
        mayAskOf(name, person);
        return ledger.digest(name);
    }

    @ExceptionHandler
    ResponseEntity<?> unknown(NoSuchReadModel unknown) {
        return Problems.answer(
                Problems.problem(HttpStatus.NOT_FOUND, unknown.type, String.valueOf(unknown.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<?> refused(RebuildRefused refused) {
        return Problems.answer(
                Problems.problem(HttpStatus.CONFLICT, "rebuild-refused", String.valueOf(refused.getMessage())));
    }

    private Rebuild progress(String name) {
        return ledger.rebuildOf(name)
                .orElseThrow(() -> new NoSuchReadModel("never-rebuilt", "%s was never rebuilt".formatted(name)));
    }

    private void mayAskOf(String name, SignedIn person) {
        Only.administrators(person);
        if (!ledger.readModels().contains(name)) {
            throw new NoSuchReadModel("no-such-reader", "There is no read model '%s'".formatted(name));
        }
    }

    static final class NoSuchReadModel extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String type;

        NoSuchReadModel(String type, String sentence) {
            super(sentence, null, false, false);
            this.type = type;
        }
    }
}
