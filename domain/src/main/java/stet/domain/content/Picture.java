package stet.domain.content;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;

/**
 * A picture with everything that is said of it.
 *
 * @param file hex SHA-256 of the picture's bytes, or null while there is only a caption
 * @param parts what the caption says of who or what, where, when and whose; a part that is missing has no entry
 * @param reasons why a part is missing, where it is
 * @param altText what is said to those who cannot see it
 * @param sourceType how the picture came to be; null until somebody says
 * @param label what tells readers that a synthetic picture is one; empty otherwise
 */
public record Picture(
        @Nullable String file,
        Text caption,
        Map<Part, String> parts,
        Map<Part, String> reasons,
        String altText,
        @Nullable DigitalSourceType sourceType,
        String label) {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** What a caption must say (rule 11). */
    public enum Part {
        WHO_OR_WHAT,
        WHERE,
        WHEN,
        CREDIT;

        /** The part as it is spoken of in a sentence. */
        public String title() {
            return switch (this) {
                case WHO_OR_WHAT -> "who or what it shows";
                case WHERE -> "where it was taken";
                case WHEN -> "when it was taken";
                case CREDIT -> "a credit line";
            };
        }
    }

    public Picture {
        if (file != null && !SHA_256.matcher(file).matches()) {
            throw new InvalidValue("A picture is named by the SHA-256 of its bytes, 64 hexadecimal digits");
        }
        parts = cleaned(parts);
        reasons = cleaned(reasons);
        altText = Words.clean(altText);
        label = Words.clean(label);
    }

    /** A caption that nobody has completed yet. */
    public static Picture captioned(Text caption) {
        return new Picture(null, caption, Map.of(), Map.of(), "", null, "");
    }

    public Picture with(Text newCaption) {
        return new Picture(file, newCaption, parts, reasons, altText, sourceType, label);
    }

    /** What is said of the picture besides its caption, by a name for each part. */
    SequencedMap<String, String> said() {
        var said = new LinkedHashMap<String, String>();
        parts.forEach((part, words) -> said.put(part.name().toLowerCase(Locale.ROOT), words));
        reasons.forEach((part, why) -> said.put("no-" + part.name().toLowerCase(Locale.ROOT), why));
        said.put("alt-text", altText);
        said.put("label", label);
        return said;
    }

    private static Map<Part, String> cleaned(Map<Part, String> raw) {
        var cleaned = new EnumMap<Part, String>(Part.class);
        raw.forEach((part, said) -> {
            var words = Words.clean(said);
            if (!words.isEmpty()) {
                cleaned.put(part, words);
            }
        });
        return java.util.Collections.unmodifiableMap(cleaned);
    }
}
