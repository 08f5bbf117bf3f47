package stet.media;

import org.jspecify.annotations.Nullable;
import stet.domain.content.DigitalSourceType;

/**
 * What a picture's file says of it. Cameras have wrong clocks and agencies wrong captions, so somebody has to take each of these for
 * theirs; empty where the file says nothing.
 *
 * @param coordinates latitude and longitude in degrees
 * @param taken as the camera's clock had it: ISO 8601, mostly without an offset
 * @param sourceType null where the file does not say, or not in a term of the IPTC vocabulary
 */
public record PictureMetadata(
        String caption,
        String where,
        String coordinates,
        String taken,
        String creator,
        String credit,
        String altText,
        @Nullable DigitalSourceType sourceType) {
    static final PictureMetadata NONE = new PictureMetadata("", "", "", "", "", "", "", null);
}
