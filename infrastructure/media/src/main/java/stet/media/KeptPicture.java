package stet.media;

import java.util.List;
import stet.domain.content.Hash;

/**
 * A picture that is kept.
 *
 * @param hash of its bytes, by which an article names it
 * @param bytes how many there are
 * @param size as it is looked at, whichever way the camera was held
 * @param renditions the sizes in which it can be shown, smallest first
 */
public record KeptPicture(
        Hash hash,
        String mediaType,
        long bytes,
        Rendition.Size size,
        List<Rendition.Size> renditions,
        PictureMetadata suggestions) {
    public KeptPicture {
        renditions = List.copyOf(renditions);
    }

    /** The size to show where there is room for any. */
    public Rendition.Size largest() {
        return renditions.getLast();
    }
}
