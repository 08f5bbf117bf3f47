package stet.web.door;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;
import stet.domain.content.Hash;
import stet.workflow.Repeat;

/** Knows a request again. */
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
        if (key.isBlank() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new InvalidValue("An Idempotency-Key has 1 to %d printable ASCII characters".formatted(LONGEST_KEY));
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
        return new Repeat(key, Hash.of(whole).value());
    }
}
