package stet.web.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.InvalidValue;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;

/** Passkeys: making them, signing in with them, and proving anew by one that it is you. What is sent and answered is as WebAuthn has it. */
@RestController
final class PasskeyApi {
    /** Where one signs in. */
    static final String SIGN_IN = SessionApi.PATH + "/passkey";

    static final String PATH = "/api/me/passkeys";

    private final Passkeys passkeys;
    private final SignIn signIn;
    private final Sessions sessions;

    /**
     * @param label by which you know it again
     * @param credential what the browser made
     */
    record Made(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String label,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Passkeys.@Nullable Made credential) {}

    record Renamed(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String label) {}

    PasskeyApi(Passkeys passkeys, SignIn signIn, Sessions sessions) {
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.signIn = signIn;
    }

    @SecurityRequirements
    @Operation(
            operationId = "passkey-options",
            summary = "What a browser is given to sign with a passkey, as PublicKeyCredentialRequestOptionsJSON.")
    @GetMapping(SIGN_IN)
    Passkeys.ToUse options() {
        return passkeys.toUse();
    }

    @SecurityRequirements
    @ApiResponse(responseCode = "204", description = "Signed in; the session and its CSRF token are cookies")
    @ApiResponse(responseCode = "422", description = "No passkey that is known here, or not just now")
    @ApiResponse(responseCode = "429", description = "Too many attempts; Retry-After says when to try again")
    @Operation(
            operationId = "sign-in-with-passkey",
            summary = "Signs somebody in by a passkey, an AuthenticationResponseJSON; the answer sets the session.")
    @PostMapping(path = SIGN_IN, consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signIn(@RequestBody Passkeys.Signed signed, HttpServletRequest request, HttpServletResponse response) {
        try {
            signIn.byPasskey(signed, request, response);
        } catch (SignInRefused refused) {
            throw refused.asProblem();
        }
    }

    @ApiResponse(responseCode = "204", description = "It is you; for some minutes nobody asks again")
    @ApiResponse(responseCode = "422", description = "No passkey of yours, or not just now")
    @ApiResponse(responseCode = "429", description = "Too many attempts; Retry-After says when to try again")
    @Operation(operationId = "prove-anew-by-passkey", summary = "Proves anew by a passkey that it is you.")
    @PostMapping(path = SessionApi.FACTOR + "/passkey", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void factor(@AuthenticationPrincipal SignedIn me, @RequestBody Passkeys.Signed signed, HttpServletRequest request) {
        try {
            signIn.provesAnewByPasskey(me, signed, request);
        } catch (SignInRefused refused) {
            throw refused.asProblem();
        }
    }

    @Operation(operationId = "passkeys", summary = "The passkeys that you have.")
    @GetMapping(PATH)
    List<Passkeys.Passkey> all(@AuthenticationPrincipal SignedIn me) {
        return passkeys.of(me.person());
    }

    @Operation(
            operationId = "new-passkey-options",
            summary = "What a browser is given to make a passkey, as PublicKeyCredentialCreationOptionsJSON.")
    @GetMapping(PATH + "/options")
    Passkeys.ToMake toMake(@AuthenticationPrincipal SignedIn me) {
        return passkeys.toMake(me);
    }

    @ApiResponse(responseCode = "201", description = "You can sign in with it")
    @Operation(operationId = "make-passkey", summary = "Keeps a passkey that a browser has made.")
    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.CREATED)
    Passkeys.Passkey make(@AuthenticationPrincipal SignedIn me, @RequestBody Made body, HttpServletRequest request) {
        if (body.label() == null || body.credential() == null) {
            throw new InvalidValue("A passkey has a 'label' and the 'credential' that a browser made");
        }
        var made = passkeys.make(me, body.label(), body.credential(), RemoteAddress.of(request));
        sessions.proved(request, true);
        return made;
    }

    @Operation(operationId = "rename-passkey", summary = "Gives a passkey another name.")
    @PutMapping(PATH + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(@AuthenticationPrincipal SignedIn me, @PathVariable String id, @RequestBody Renamed body) {
        if (body.label() == null) {
            throw new InvalidValue("A passkey has a 'label'");
        }
        if (!passkeys.rename(me.person(), id, body.label())) {
            throw none(id);
        }
    }

    @Operation(operationId = "remove-passkey", summary = "Removes a passkey: nobody signs in with it any more.")
    @DeleteMapping(PATH + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal SignedIn me, @PathVariable String id, HttpServletRequest request) {
        if (!passkeys.remove(me.person(), id, RemoteAddress.of(request))) {
            throw none(id);
        }
    }

    private static ErrorResponseException none(String id) {
        return Problem.because(
                HttpStatus.NOT_FOUND, "no-such-passkey", "No such passkey", "You have no passkey '%s'".formatted(id));
    }
}
