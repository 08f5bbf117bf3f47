package stet.media;

import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.png.PngProcessingException;
import com.drew.lang.SequentialByteArrayReader;
import java.awt.Transparency;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.color.ProfileDataException;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The ICC profile of a PNG, which says what its numbers mean as colours. Java reads that of a JPEG by itself, and this one not at all. */
record ColourProfile(ICC_ColorSpace space) {
    /** In bytes, unpacked: more than any profile of three colours; a few bytes can claim gigabytes. */
    private static final int LARGEST = 4 << 20;

    /** Empty where there is none, or none that makes sense: then the picture is in sRGB. */
    static Optional<ColourProfile> ofPng(byte[] png) {
        try {
            for (var chunk :
                    new PngChunkReader().extract(new SequentialByteArrayReader(png), Set.of(PngChunkType.iCCP))) {
                var profile = ICC_Profile.getInstance(unpacked(chunk.getBytes()));
                if (profile.getColorSpaceType() == ColorSpace.TYPE_RGB) {
                    return Optional.of(new ColourProfile(new ICC_ColorSpace(profile)));
                }
            }
            return Optional.empty();
        } catch (PngProcessingException | IOException | DataFormatException | RuntimeException _) {
            return Optional.empty();
        }
    }

    /** What follows the profile's name, the byte that ends it and the one that says how it is compressed. */
    private static byte[] unpacked(byte[] chunk) throws DataFormatException {
        var from = 0;
        while (chunk[from] != 0) {
            from++;
        }
        try (var inflater = new Inflater()) {
            inflater.setInput(chunk, from + 2, chunk.length - from - 2);
            var unpacked = new byte[LARGEST];
            var length = inflater.inflate(unpacked);
            if (!inflater.finished()) {
                throw new DataFormatException("It does not end within %d bytes".formatted(LARGEST));
            }
            return Arrays.copyOf(unpacked, length);
        }
    }

    /** The picture in sRGB, whose numbers were taken for that before. A profile that cannot be gone by leaves it as it is. */
    BufferedImage shown(BufferedImage numbers) {
        var width = numbers.getWidth();
        var height = numbers.getHeight();
        var model = new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        var meant = new BufferedImage(model, model.createCompatibleWritableRaster(width, height), false, null);
        var pixels = numbers.getRGB(0, 0, width, height, null, 0, width);
        var colours = new byte[3 * pixels.length];
        for (var n = 0; n < pixels.length; n++) {
            colours[3 * n] = (byte) (pixels[n] >> 16);
            colours[3 * n + 1] = (byte) (pixels[n] >> 8);
            colours[3 * n + 2] = (byte) pixels[n];
        }
        meant.getRaster().setDataElements(0, 0, width, height, colours);
        BufferedImage seen;
        try {
            seen = new ColorConvertOp(null).filter(meant, new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
        } catch (CMMException | ProfileDataException _) {
            return numbers;
        }
        var converted = seen.getRGB(0, 0, width, height, null, 0, width);
        for (var n = 0; n < pixels.length; n++) {
            // What shows through is no colour, and stays.
            converted[n] = (pixels[n] & 0xFF000000) | (converted[n] & 0xFFFFFF);
        }
        var shown = Darkroom.blank(numbers, width, height);
        shown.setRGB(0, 0, width, height, converted, 0, width);
        return shown;
    }
}
