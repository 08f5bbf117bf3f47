package stet.web.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** A table in lines of comma-separated values (RFC 4180), of which a spreadsheet calculates nothing. */
public final class Csv {
    public static final MediaType TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private static final Pattern QUOTED = Pattern.compile("[,\"\r\n]");
    /** By these a spreadsheet knows a formula, which may ask for addresses or start programs. */
    private static final Pattern FORMULA = Pattern.compile("^[\\s\\p{Cf}]*[=+\\-@\\t\\r＝＋－＠]");

    private final List<String> lines = new ArrayList<>();

    /** @param columns what they are called */
    public Csv(String... columns) {
        line((Object[]) columns);
    }

    /**
     * Adds a line.
     *
     * @param values one for each column; null is an empty one. A text that a spreadsheet would take for a formula gets an apostrophe before it
     */
    public void line(@Nullable Object... values) {
        var line = new ArrayList<String>();
        for (var value : values) {
            var text = Objects.toString(value, "");
            var safe = value instanceof String && FORMULA.matcher(text).find() ? "'" + text : text;
            line.add(QUOTED.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe);
        }
        lines.add(String.join(",", line));
    }

    /** All of it, with the line of its columns. */
    @Override
    public String toString() {
        return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }
}
