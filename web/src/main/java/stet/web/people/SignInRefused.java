package stet.web.people;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponseException;

/** A name and a password that opened nothing. The message is the sentence for whoever sent them; it never says which one was wrong. */
final class SignInRefused extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration wait;

    private SignInRefused(String sentence, @Nullable Duration wait) {
        super(sentence);
        this.wait = wait;
    }

    static SignInRefused wrong() {
        return new SignInRefused("That name and password do not belong together", null);
    }

    static SignInRefused tooOften(Duration wait) {
        var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new SignInRefused(
                seconds <= 90
                        ? "There were too many wrong passwords for this name; try again in %d seconds"
                                .formatted(seconds)
                        : "There were too many wrong passwords for this name; try again in %d minutes"
                                .formatted((seconds + 59) / 60),
                Duration.ofSeconds(seconds));
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    HttpStatus status() {
        return wait == null ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.TOO_MANY_REQUESTS;
    }

    HttpHeaders headers() {
        var headers = new HttpHeaders();
        if (wait != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        }
        return headers;
    }

    ErrorResponseException asProblem() {
        var problem = wait == null
                ? Problem.because(status(), "wrong-password", "Wrong name or password", sentence())
                : Problem.because(status(), "too-many-attempts", "Too many wrong passwords", sentence());
        problem.getHeaders().addAll(headers());
        return problem;
    }
}
