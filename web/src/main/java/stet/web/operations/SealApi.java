package stet.web.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.seal.Jcs;
import stet.seal.Tile;
import stet.sealing.Seal;
import stet.sealing.Seal.Wanted;
import stet.sealing.Verifications;
import stet.sealing.Witnesses;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.Only;
import stet.web.door.SignedIn;
import stet.web.http.Problems;

/** What the history is verified by, in the public formats of C2SP, and the history itself in packs. */
@RestController
@RequestMapping("/api/seal")
@Tag(name = "operations")
class SealApi {
    private static final String TEXT = MediaType.TEXT_PLAIN_VALUE;
    private static final String ENTRIES = "entries/";
    private static final String PACK = "application/jsonl";
    /** Sealing is a quarter of a second behind, and behind by more where much is sealed at once. */
    private static final Duration SEALED_WITHIN = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Seal seal;
    private final Verifications verifications;
    private final Witnesses witnesses;
    private final AccessLedger access;
    private final Clock clock;

    SealApi(Seal seal, Verifications verifications, Witnesses witnesses, AccessLedger access, Clock clock) {
        this.seal = seal;
        this.verifications = verifications;
        this.witnesses = witnesses;
        this.access = access;
        this.clock = clock;
    }

    /**
     * @param verified what came of the last verification that came to its end; null if there was none
     * @param witnesses how it stands with each of them, as this node has seen it
     */
    record Sealed(Seal.Extent extent, Verifications.@Nullable Outcome verified, List<Witnesses.Standing> witnesses) {}

    @Operation(operationId = "seal", summary = "How much of the history is sealed, and when it was last verified.")
    @GetMapping
    @ApiResponse(responseCode = "200", description = "How far the seal has come")
    @ApiResponse(responseCode = "403", description = "Neither an auditor, an administrator nor of standards")
    Sealed seal(@AuthenticationPrincipal SignedIn person) {
        Only.auditors(person);
        return new Sealed(seal.extent(), verifications.last().orElse(null), witnesses.standings());
    }

    @Operation(
            operationId = "seal-checkpoint",
            summary = "The newest checkpoint, signed, by witnesses as well where they have (C2SP tlog-checkpoint).")
    @GetMapping(path = "/checkpoint", produces = TEXT)
    @ApiResponse(responseCode = "200", description = "A signed note")
    @ApiResponse(responseCode = "404", description = "Nothing is sealed yet")
    ResponseEntity<String> checkpoint(@AuthenticationPrincipal SignedIn person) {
        Only.auditors(person);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(seal.checkpoint()
                        .orElseThrow(() -> new NotSealed("Nothing is sealed yet"))
                        .whole());
    }

    @Operation(
            operationId = "seal-policy",
            summary = "The public keys of this history, as a policy (C2SP tlog-policy).")
    @GetMapping(path = "/policy", produces = TEXT)
    @ApiResponse(responseCode = "200", description = "A policy that asks for those witnesses that Stet asks")
    String policy(@AuthenticationPrincipal SignedIn person) {
        Only.auditors(person);
        return seal.policy();
    }

    @Operation(
            operationId = "seal-tile",
            summary =
                    "Hashes of the tree: a full tile (C2SP tlog-tiles); with 'entries' as the level the records themselves, for auditors and standards editors.")
    @GetMapping(path = "/tile/{level}/{tile}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ApiResponse(
            responseCode = "200",
            description = "Hashes of 32 bytes, one after the other",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "The tree of the newest checkpoint has no such tile")
    ResponseEntity<byte[]> tile(
            @PathVariable String level, @PathVariable String tile, @AuthenticationPrincipal SignedIn person) {
        Only.auditors(person);
        return tile(level + "/" + tile, person);
    }

    @Operation(
            operationId = "seal-tile-in-two",
            summary =
                    "The same where the tile's address has two parts: a partial one, or one beyond the first thousand.")
    @GetMapping(path = "/tile/{level}/{first}/{second}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ApiResponse(
            responseCode = "200",
            description = "Hashes of 32 bytes, one after the other",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "The tree of the newest checkpoint has no such tile")
    ResponseEntity<byte[]> tileInTwo(
            @PathVariable String level,
            @PathVariable String first,
            @PathVariable String second,
            @AuthenticationPrincipal SignedIn person) {
        Only.auditors(person);
        return tile(level + "/" + first + "/" + second, person);
    }

    @Operation(operationId = "seal-tile-in-three", summary = "The same where the tile's address has three parts.")
    @GetMapping(path = "/tile/{level}/{first}/{second}/{third}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ApiResponse(
            responseCode = "200",
            description = "Hashes of 32 bytes, one after the other",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "The tree of the newest checkpoint has no such tile")
    ResponseEntity<byte[]> tileInThree(
            @PathVariable String level,
            @PathVariable String first,
            @PathVariable String second,
            @PathVariable String third,
            @AuthenticationPrincipal SignedIn person) {
        Only.auditors(person);
        return tile(level + "/" + first + "/" + second + "/" + third, person);
    }

    /** Hashes only, so they tell nothing of a story but that something happened. Three parts are enough for 256 million events. */
    private ResponseEntity<byte[]> tile(String path, SignedIn person) {
        var tile = hashesOrRecords(path, person).orElseThrow(() -> new NotSealed("The tree has no such tile"));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
                .body(tile);
    }

    /** Records name people and stories, so they are for whoever reads everything. */
    private Optional<byte[]> hashesOrRecords(String path, SignedIn person) {
        if (path.startsWith(ENTRIES)) {
            Only.readersOfAll(person);
            return seal.entries(Tile.of("0/" + path.substring(ENTRIES.length())));
        }
        return seal.tile(Tile.of(path));
    }

    @Operation(
            operationId = "seal-inclusion",
            summary = "That an event is in the tree of the newest checkpoint (C2SP tlog-proof).")
    @GetMapping(path = "/inclusion/{event}", produces = TEXT)
    @ApiResponse(responseCode = "200", description = "A proof, with the checkpoint")
    @ApiResponse(responseCode = "404", description = "It is not sealed")
    String inclusion(@PathVariable String event, @AuthenticationPrincipal SignedIn person) {
        Only.auditors(person);
        return seal.inclusion(event).orElseThrow(() -> new NotSealed("No such event is sealed"));
    }

    @Operation(
            operationId = "seal-consistency",
            summary =
                    "That the history only grew since it had so many events (the body of C2SP tlog-witness, add-checkpoint).")
    @GetMapping(path = "/consistency/{older}", produces = TEXT)
    @ApiResponse(responseCode = "200", description = "A proof, with the newest checkpoint")
    @ApiResponse(responseCode = "404", description = "It never had so many")
    String consistency(@PathVariable long older, @AuthenticationPrincipal SignedIn person) {
        Only.auditors(person);
        return seal.consistency(older).orElseThrow(() -> new NotSealed("So many events are not sealed"));
    }

    /** Not by a converter: a pack is written as it is read, and takes as long as it takes. */
    @Operation(
            operationId = "seal-pack",
            summary = "A part of the history with all that it is verified by, in one signed file.",
            description =
                    "Of an article, of what a person did, of an interval, or all of it. For auditors and standards editors; that it was taken"
                            + " stands in the log of access. Who confidential sources are is in none.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content = @Content(mediaType = PACK, schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(responseCode = "403", description = "Neither an auditor nor of standards"),
                @ApiResponse(responseCode = "404", description = "Nothing is sealed of it"),
                @ApiResponse(
                        responseCode = "503",
                        description =
                                "Words were taken out just now, and that is not sealed yet; Retry-After says when to ask again")
            })
    @GetMapping("/pack")
    void pack(
            @RequestParam(required = false) @Nullable String article,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @AuthenticationPrincipal SignedIn person,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Only.readersOfAll(person);
        var wanted = wanted(blankIsNone(article), blankIsNone(who), from, to);
        if (seal.checkpoint().isEmpty() || (article != null && !article.isBlank() && !seal.knows(article))) {
            throw new NotSealed("Nothing of this is sealed");
        }
        if (!isToldWithin(SEALED_WITHIN)) {
            throw new SealedSoon();
        }
        var about = "%s %s"
                .formatted(wanted.scope().name().toLowerCase(Locale.ROOT), told(wanted))
                .strip();
        access.done(Kind.HISTORY_EXPORTED, person.person(), person.person(), RemoteAddress.of(request), about);
        response.setContentType(PACK);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"stet-%s.pack\"".formatted(MINUTE.format(clock.instant())));
        seal.export(wanted, response.getOutputStream());
    }

    /** Whoever took words out a moment ago gets a pack that tells so. */
    private boolean isToldWithin(Duration patience) throws IOException {
        var until = System.nanoTime() + patience.toNanos();
        while (!seal.tellsWhatWasTakenOut()) {
            if (System.nanoTime() >= until) {
                return false;
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
        return true;
    }

    private static String told(Wanted wanted) {
        return wanted.from() == null ? wanted.of() : wanted.from() + " " + wanted.to();
    }

    private static @Nullable String blankIsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static Wanted wanted(
            @Nullable String article, @Nullable String who, @Nullable Instant from, @Nullable Instant to) {
        if (Stream.of(article, who, from).filter(java.util.Objects::nonNull).count() > 1
                || (from == null) != (to == null)) {
            throw new InvalidValue("A pack is about an article, about a person, or from one instant to another");
        }
        if (article != null) {
            return Wanted.stream(new ArticleId(article).value());
        }
        if (who != null) {
            return Wanted.person(new PersonId(who).value());
        }
        return from != null && to != null ? Wanted.interval(from, to) : Wanted.everything();
    }

    @Operation(
            operationId = "verify-seal",
            summary = "Verifies now that everything is what was sealed; it reads the whole ledger.")
    @PostMapping("/verification")
    @ApiResponse(responseCode = "200", description = "What was looked at, and what of it does not fit")
    @ApiResponse(responseCode = "403", description = "Neither an administrator nor of standards")
    @ApiResponse(
            responseCode = "429",
            description = "It is being verified, or was too often; Retry-After says when to ask again")
    Verifications.Outcome verify(@AuthenticationPrincipal SignedIn person) {
        Only.auditors(person);
        return verifications.run(person.person().value());
    }

    @ExceptionHandler
    ResponseEntity<?> tooOften(Verifications.TooOften often) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(often.waiting().toSeconds()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        Problems.type(HttpStatus.TOO_MANY_REQUESTS),
                        String.valueOf(often.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<?> notSealed(NotSealed none) {
        return Problems.answer(Problems.problem(HttpStatus.NOT_FOUND, "not-sealed", String.valueOf(none.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<?> sealedSoon(SealedSoon soon) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(SEALED_WITHIN.toSeconds()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        Problems.type(HttpStatus.SERVICE_UNAVAILABLE),
                        String.valueOf(soon.getMessage())));
    }

    /** A tile that no tree has. */
    @ExceptionHandler
    ResponseEntity<?> none(Jcs.Unfit unfit) {
        return Problems.answer(
                Problems.problem(HttpStatus.NOT_FOUND, "not-sealed", String.valueOf(unfit.getMessage())));
    }

    static final class SealedSoon extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SealedSoon() {
            super(
                    "Words were taken out just now, and that is not sealed yet. Ask again in a while",
                    null,
                    false,
                    false);
        }
    }

    static final class NotSealed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSealed(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
