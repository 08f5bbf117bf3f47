package stet.web.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;

/** The second factor of whoever asks, and what an administrator does for somebody who has lost theirs. */
@RestController
final class SecondFactorApi {
    static final String PATH = "/api/me/second-factor";

    private final OwnSecondFactor own;
    private final Staff staff;

    /**
     * @param secret for an authenticator app (TOTP, SHA-1, six digits, 30 seconds), in base 32; shown here and never again
     * @param address the same as an {@code otpauth:} address
     */
    record Begun(String secret, String address) {
        @Override
        public String toString() {
            return "Begun[]";
        }
    }

    record Code(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String code) {
        @Override
        public String toString() {
            return "Code[]";
        }
    }

    /** @param codes each good for one sign-in; shown here and never again */
    record Recovery(List<String> codes) {
        @Override
        public String toString() {
            return "Recovery[]";
        }
    }

    SecondFactorApi(OwnSecondFactor own, Staff staff) {
        this.own = own;
        this.staff = staff;
    }

    @Operation(operationId = "second-factor", summary = "Whether you have a second factor.")
    @GetMapping(PATH)
    SecondFactors.Standing standing(@AuthenticationPrincipal SignedIn me) {
        return own.of(me);
    }

    @Operation(
            operationId = "begin-second-factor",
            summary = "Draws a secret for your authenticator app; it counts once a code of it has confirmed it.")
    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.CREATED)
    Begun begin(@AuthenticationPrincipal SignedIn me) {
        var begun = own.begin(me);
        return new Begun(begun.secret(), begun.address());
    }

    @ApiResponse(responseCode = "200", description = "From now on it is asked for; you are signed out everywhere else")
    @Operation(
            operationId = "confirm-second-factor",
            summary = "Confirms your second factor by a code of it; the answer has recovery codes.")
    @PostMapping(PATH + "/confirmation")
    Recovery confirm(@AuthenticationPrincipal SignedIn me, @RequestBody Code body, HttpServletRequest request) {
        if (body.code() == null) {
            throw new InvalidValue("Confirming a second factor takes a 'code' of it");
        }
        return new Recovery(own.confirm(me, body.code(), request));
    }

    @Operation(
            operationId = "make-recovery-codes",
            summary = "Makes new recovery codes, which are shown in this answer and never again.")
    @PostMapping(PATH + "/recovery-codes")
    Recovery recoveryCodes(@AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        return new Recovery(own.newRecoveryCodes(me, request));
    }

    @Operation(operationId = "take-second-factor-away", summary = "Takes your second factor away.")
    @DeleteMapping(PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeAway(@AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        own.takeAway(me, request);
    }

    @Operation(
            operationId = "take-lost-second-factor-away",
            summary = "Takes away the second factor of somebody who has lost it.")
    @DeleteMapping("/api/people/{id}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeAway(@AuthenticationPrincipal SignedIn me, @PathVariable String id, HttpServletRequest request) {
        staff.takeSecondFactorAway(me, new PersonId(id), RemoteAddress.of(request));
    }
}
