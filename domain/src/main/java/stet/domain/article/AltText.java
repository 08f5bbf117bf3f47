package stet.domain.article;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import stet.domain.content.Picture;
import stet.domain.content.Words;

/** The rules for alt text: whether it says anything to those who cannot see the picture (rule 12). */
final class AltText {
    static final int LONGEST = 250;

    /** A file's name: with the extension of one, or as cameras and telephones number their pictures. */
    private static final Pattern FILE_NAME = Pattern.compile(
            ".*\\S\\.(?:jpe?g|jfif|png|gif|webp|avif|heic|heif|tiff?|bmp|svg|psd|raw|dng|cr[23]|nef|arw|orf|rw2)"
                    + "|(?:img|dsc[fn]?|pict?|pxl|mvi|gopr|dji|sam|wp|vid|p)[_-]?\\d{3,}[\\w-]*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern SIGNS = Pattern.compile("[\\p{P}\\p{Z}\\p{M}\\p{C}]+");

    private AltText() {}

    /** Why the picture cannot be approved with this alt text, as a sentence; nothing where it can. */
    static Optional<String> fault(Picture picture) {
        var altText = picture.altText();
        if (!Words.saysSomething(altText)) {
            return Optional.of("The picture has no alt text");
        }
        if (altText.codePointCount(0, altText.length()) > LONGEST) {
            return Optional.of("The alt text is longer than %d characters".formatted(LONGEST));
        }
        if (said(altText).equals(said(picture.caption().words()))) {
            return Optional.of("The alt text only repeats the caption; say what can be seen instead");
        }
        if (FILE_NAME.matcher(altText).matches()) {
            return Optional.of("The alt text is the name of a file; say what can be seen instead");
        }
        return Optional.empty();
    }

    /** The letters and digits alone, without case and accents: two texts that are equal in these sound the same. */
    private static String said(String words) {
        return SIGNS.matcher(Normalizer.normalize(words, Normalizer.Form.NFKD))
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
