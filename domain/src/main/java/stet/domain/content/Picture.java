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
    /** What the name of why a part is missing has before that part's. */
    static final String WITHOUT = "no-";

    private static final String LABEL = "label";
    private static final String ALT_TEXT = "alt-text";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** What a caption must say (rule 11). */
    public enum Part {
        WHO_OR_WHAT,
        WHERE,
        WHEN,
        CREDIT;

        /** As it is called in the key of a {@link Place}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

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

    /**
     * What readers are shown under the picture besides its caption, by {@link Place#PARTS}: its parts, but for those that the caption
     * says already, and the label of a synthetic picture.
     */
    public SequencedMap<String, String> printed() {
        var printed = new LinkedHashMap<String, String>();
        parts.forEach((part, words) -> {
            if (part == Part.CREDIT || !saidIn(caption.words(), words)) {
                printed.put(part.key(), words);
            }
        });
        if (!label.isEmpty() && sourceType != null && sourceType.synthetic()) {
            printed.put(LABEL, label);
        }
        return printed;
    }

    /** Whether a caption says this itself, so that it is not said to readers twice. */
    public static boolean saidIn(String caption, String part) {
        return caption.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /** The words of one of {@link Place#PARTS}, or its alt text; empty where there are none. */
    String part(String key) {
        return switch (key) {
            case LABEL -> label;
            case ALT_TEXT -> altText;
            default ->
                parts.entrySet().stream()
                        .filter(part -> part.getKey().key().equals(key))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("");
        };
    }

    /** The same picture with other words in one of {@link Place#PARTS}, or as its alt text. */
    Picture with(String key, String words) {
        if (key.equals(LABEL)) {
            return new Picture(file, caption, parts, reasons, altText, sourceType, words);
        }
        if (key.equals(ALT_TEXT)) {
            return new Picture(file, caption, parts, reasons, words, sourceType, label);
        }
        var changed = new EnumMap<Part, String>(Part.class);
        parts.forEach((part, said) -> changed.put(part, part.key().equals(key) ? words : said));
        return new Picture(file, caption, changed, reasons, altText, sourceType, label);
    }

    /** What is said of the picture besides its caption, by a name for each part. */
    SequencedMap<String, String> said() {
        var said = new LinkedHashMap<String, String>();
        parts.forEach((part, words) -> said.put(part.key(), words));
        reasons.forEach((part, why) -> said.put(WITHOUT + part.key(), why));
        said.put(ALT_TEXT, altText);
        said.put(LABEL, label);
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
