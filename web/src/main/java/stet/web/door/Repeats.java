package stet.web.door;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;
import stet.domain.content.Hash;
import stet.workflow.Repeat;

/** By what a request is known again when it comes twice: the key that its sender chose, and everything that it says. */
public final class Repeats {
    private static final int LONGEST_KEY = 200;

    private Repeats() {}

    /**
     * The repeat that an {@code Idempotency-Key} makes of a request; null where there is none.
     *
     * @param besides what else the request says, where neither its address nor these bytes tell
     * @throws InvalidValue if the key is not one to 200 printable ASCII characters
     */
    public static @Nullable Repeat of(HttpServletRequest request, byte[] body, String... besides) {
        var key = request.getHeader("Idempotency-Key");
        if (key == null) {
            return null;
        }
        var precondition = request.getHeader("If-Match");
        var query = request.getQueryString();
        var whole = new ArrayList<>(List.of(
                request.getMethod(),
                request.getRequestURI(),
                query == null ? "" : query,
                precondition == null ? "" : precondition,
                new String(body, StandardCharsets.ISO_8859_1)));
        whole.addAll(List.of(besides));
        return repeat(key, whole);
    }

    /**
     * The repeat that a form's key makes of it; null where it has none.
     *
     * @param whole everything that the form says
     * @throws InvalidValue if the key could not be an {@code Idempotency-Key} either
     */
    public static @Nullable Repeat ofForm(String key, List<String> whole) {
        return key.isBlank() ? null : repeat(key, whole);
    }

    private static Repeat repeat(String key, List<String> whole) {
        if (key.isBlank() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new InvalidValue("An Idempotency-Key has 1 to %d printable ASCII characters".formatted(LONGEST_KEY));
        }
        return new Repeat(key, Hash.of(whole).value());
    }
}
