package stet.web.people;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A sign-in was refused. Its message is a sentence for whoever tried, and does not say whether the name or the password was wrong. */
public final class SignInRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final HttpStatus status;
    private final String type;
    private final String title;
    private final @Nullable Duration wait;

    private SignInRefused(HttpStatus status, String type, String title, String sentence, @Nullable Duration wait) {
        // Without a stack trace, since strangers can cause any number of these, and the place is known.
        super(sentence, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.wait = wait;
    }

    static SignInRefused wrong() {
        return new SignInRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "wrong-password",
                "Wrong name or password",
                "That name and password do not belong together",
                null);
    }

    /** Told only to whoever has the right password. */
    static SignInRefused spent() {
        return new SignInRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "password-spent",
                "The password was for one sign-in",
                "That password was good for one sign-in within three days, and no longer is; an administrator can give you another",
                null);
    }

    /** Told only to whoever has the right password. */
    static SignInRefused codeNeeded() {
        return new SignInRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "code-needed",
                "A code is needed",
                "Give the code that your authenticator app shows, or a recovery code, as well",
                null);
    }

    static SignInRefused wrongCode() {
        return new SignInRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "wrong-code",
                "Wrong code",
                "That code is not good, or was used before; wait for the next one, or give a recovery code",
                null);
    }

    /** Told to whoever is in already, and has more than a password. */
    static SignInRefused passwordNotEnough(Proof wanted) {
        return new SignInRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "password-not-enough",
                "A password is not enough",
                wanted == Proof.CODE
                        ? "You have a second factor, so your password alone does not show that it is you; give a code of it, or a recovery code"
                        : "You have a passkey, so your password alone does not show that it is you; use the passkey",
                null);
    }

    static SignInRefused wrongPasskey() {
        return new SignInRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "wrong-passkey",
                "No passkey that is known here",
                "That passkey is not known here, or it took too long; try again, or sign in with your password",
                null);
    }

    static SignInRefused notLetIn() {
        return new SignInRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "single-sign-on-refused",
                "Single sign-on did not let you in",
                "Single sign-on did not say who you are, or it took too long; try again",
                null);
    }

    static SignInRefused noRoleHere() {
        return new SignInRefused(
                HttpStatus.FORBIDDEN,
                "no-role-here",
                "No role in this newsroom",
                "Your account has no role in this newsroom; whoever keeps single sign-on can give you one",
                null);
    }

    static SignInRefused noNameThere() {
        return new SignInRefused(
                HttpStatus.FORBIDDEN,
                "no-name-there",
                "No name",
                "Single sign-on does not say what you are called, and nobody works here without a name",
                null);
    }

    static SignInRefused providerAway() {
        return new SignInRefused(
                HttpStatus.SERVICE_UNAVAILABLE,
                "single-sign-on-away",
                "Single sign-on cannot be had",
                "Single sign-on cannot be had at the moment; try again, or sign in with your password",
                SOON);
    }

    static SignInRefused tooOften(SignInLimits.Wait wait) {
        var seconds = Math.max(1, wait.time().plusMillis(999).toSeconds());
        var when = seconds <= 90
                ? "try again in %d seconds".formatted(seconds)
                : "try again in %d minutes".formatted((seconds + 59) / 60);
        var sentence =
                switch (wait.why()) {
                    case NAME -> "There were too many wrong passwords for this name; ";
                    case NETWORK -> "There were too many wrong passwords from where you are; ";
                    case CODE -> "There were too many wrong codes for this name; ";
                    case OTHERS ->
                        "Too many wrong passwords are being tried at the moment; sign in where you have signed in before, or ";
                };
        return new SignInRefused(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-attempts",
                "Too many wrong passwords",
                sentence + when,
                Duration.ofSeconds(seconds));
    }

    static SignInRefused askedTooOften(SignInLimits.Wait wait) {
        var minutes = Math.max(1, wait.time().plusSeconds(59).toMinutes());
        return new SignInRefused(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-attempts",
                "Too many requests",
                "This was asked too often; try again in %d minutes".formatted(minutes),
                Duration.ofMinutes(minutes));
    }

    static SignInRefused busy() {
        return new SignInRefused(
                HttpStatus.SERVICE_UNAVAILABLE,
                "busy",
                "Too many are signing in",
                "Too many are signing in at this moment; try again in %d seconds".formatted(SOON.toSeconds()),
                SOON);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** The name of the problem that it is. */
    String type() {
        return type;
    }

    public HttpStatus status() {
        return status;
    }

    public HttpHeaders headers() {
        var headers = new HttpHeaders();
        if (wait != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        }
        return headers;
    }

    ErrorResponseException asProblem() {
        var problem = Problem.because(status, type, title, sentence());
        problem.getHeaders().addAll(headers());
        return problem;
    }
}
