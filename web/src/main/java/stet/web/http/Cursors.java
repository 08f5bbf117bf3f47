package stet.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.domain.InvalidValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Cursors of the API: where a page of a list ended, as an opaque string that a program sends back to get the next. */
@Component
public final class Cursors {
    private final JsonMapper json;

    Cursors(JsonMapper json) {
        this.json = json;
    }

    @Nullable
    public String of(@Nullable Object place) {
        return place == null
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(place));
    }

    /** @throws InvalidValue if it is not a cursor of this kind */
    public <T> @Nullable T read(@Nullable String cursor, Class<T> type) {
        if (cursor == null) {
            return null;
        }
        try {
            var place = json.readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .<@Nullable T>readValue(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (place != null) {
                return place;
            }
        } catch (IllegalArgumentException | JacksonException e) {
            throw notOurs();
        }
        throw notOurs();
    }

    private static InvalidValue notOurs() {
        return new InvalidValue("'after' must be the 'next' of an earlier page");
    }
}
