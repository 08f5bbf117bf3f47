package stet.media;

import com.drew.imaging.FileType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of file that a picture may come in. Of one that moves, the first picture is shown. */
enum Format {
    JPEG(FileType.Jpeg, ".jpg"),
    PNG(FileType.Png, ".png"),
    WEBP(FileType.WebP, ".webp"),
    GIF(FileType.Gif, ".gif");

    private final FileType type;
    private final String ending;

    Format(FileType type, String ending) {
        this.type = type;
        this.ending = ending;
    }

    static Optional<Format> of(FileType type) {
        return Arrays.stream(values()).filter(format -> format.type == type).findFirst();
    }

    static Format of(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType().equals(mediaType))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(mediaType));
    }

    String mediaType() {
        return "image/" + reader();
    }

    /** By which ImageIO knows who reads it. */
    String reader() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a file's name. */
    String ending() {
        return ending;
    }
}
