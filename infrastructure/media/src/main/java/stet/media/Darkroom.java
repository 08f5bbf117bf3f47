package stet.media;

import java.awt.AlphaComposite;
import java.awt.RenderingHints;
import java.awt.color.CMMException;
import java.awt.color.ProfileDataException;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import stet.domain.InvalidValue;

/**
 * Makes of a picture's bytes what is shown of it. All renditions are made at once, when the picture comes: it has to be decoded then
 * anyway, to know that it is whole, and no reader's request ever decodes anything.
 */
final class Darkroom {
    private static final int[] WIDTHS = {480, 960, 1600};
    /** More than any camera that the newsroom's photographers carry; a file of a few kilobytes can claim billions. */
    private static final int MOST_PIXELS = 80_000_000;

    private static final int LONGEST_SIDE = 20_000;

    /** In bytes. What is larger when unpacked is read with pixels left out: no rendition needs them all. */
    private static final long MOST_UNPACKED = 100L << 20;

    private static final float JPEG_QUALITY = 0.82f;

    /** One picture at a time, since each may take a few hundred megabytes while it is worked on. */
    private final Semaphore door = new Semaphore(1, true);

    /**
     * @param size of the picture, upright
     * @param renditions smallest first
     */
    record Developed(Rendition.Size size, List<Rendition> renditions) {}

    /**
     * Decodes the picture and makes its renditions, none of them wider than it is.
     *
     * @throws InvalidValue if there are too many pixels, or it cannot be decoded to its end
     */
    Developed develop(byte[] bytes, Format format, Inscriptions inscriptions) {
        if (inscriptions.colours() == 4) {
            throw new InvalidValue("This JPEG has the four colours of print (CMYK); save it in RGB and send it again");
        }
        var profile = format == Format.PNG ? ColourProfile.ofPng(bytes) : Optional.<ColourProfile>empty();
        var whole = format == Format.JPEG ? ended(bytes) : bytes;
        var reader = ImageIO.getImageReadersByFormatName(format.reader()).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(whole))) {
            // What is said in the file is not read here, where a few bytes of it could be blown up to gigabytes.
            reader.setInput(in, true, true);
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            checkSize(width, height);
            door.acquireUninterruptibly();
            try {
                return developed(decoded(reader), profile, width, height, inscriptions.orientation());
            } finally {
                door.release();
            }
        } catch (InvalidValue refused) {
            throw refused;
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | CMMException
                | ProfileDataException e) {
            // The readers throw any of these at a file that is not what it says it is.
            throw new InvalidValue("This %s is damaged or cut short: it cannot be read to its end".formatted(format));
        } finally {
            reader.dispose();
        }
    }

    /** Some programs leave out the two bytes that end a JPEG. All of the picture is there, and with them it reads as whole. */
    private static byte[] ended(byte[] jpeg) {
        if (jpeg[jpeg.length - 2] == (byte) 0xFF && jpeg[jpeg.length - 1] == (byte) 0xD9) {
            return jpeg;
        }
        var ended = Arrays.copyOf(jpeg, jpeg.length + 2);
        ended[jpeg.length] = (byte) 0xFF;
        ended[jpeg.length + 1] = (byte) 0xD9;
        return ended;
    }

    private static void checkSize(int width, int height) {
        if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
            throw new InvalidValue(
                    "This picture has %,d × %,d pixels; Stet takes at most %d million, and no side longer than %,d"
                            .formatted(width, height, MOST_PIXELS / 1_000_000, LONGEST_SIDE));
        }
    }

    private static BufferedImage decoded(ImageReader reader) throws IOException {
        var cutShort = new AtomicBoolean();
        reader.addIIOReadWarningListener((_, warning) -> {
            // A JPEG that ends too early is filled up with grey, and only this tells.
            var said = warning.toLowerCase(Locale.ROOT);
            if (said.contains("premature end") || said.contains("truncated")) {
                cutShort.set(true);
            }
        });
        var how = reader.getDefaultReadParam();
        var type = reader.getImageTypes(0).next().getSampleModel();
        var unpacked = (long) reader.getWidth(0)
                * reader.getHeight(0)
                * type.getNumBands()
                * DataBuffer.getDataTypeSize(type.getDataType())
                / 8;
        var every = (int) Math.ceil(Math.sqrt((double) unpacked / MOST_UNPACKED));
        if (every > 1) {
            how.setSourceSubsampling(every, every, 0, 0);
        }
        var decoded = reader.read(0, how);
        if (cutShort.get()) {
            throw new IOException("The reader warned that it ends too early");
        }
        return decoded;
    }

    private static Developed developed(
            BufferedImage decoded, Optional<ColourProfile> profile, int width, int height, int orientation)
            throws IOException {
        var lying = orientation >= 5;
        var held = new Rendition.Size(width, height);
        var size = lying ? held.onItsSide() : held;
        var sizes = sizes(size);
        var largest = sizes.getLast();
        // Turned when it is small already; until then it lies as the camera was held.
        var reduced = scaled(greyAsSeen(decoded), lying ? largest.onItsSide() : largest);
        // Of the reduced picture, which is a fraction of the work.
        var print = upright(profile.map(known -> known.shown(reduced)).orElse(reduced), orientation);
        var transparent = transparent(print);
        var renditions = new ArrayList<Rendition>();
        for (var wanted : sizes.reversed()) {
            print = scaled(print, wanted);
            renditions.addFirst(
                    transparent
                            ? new Rendition("image/png", wanted, png(print))
                            : new Rendition("image/jpeg", wanted, jpeg(print)));
        }
        return new Developed(size, renditions);
    }

    /** Smallest first; a picture that is narrower than the widest is itself the last. */
    private static List<Rendition.Size> sizes(Rendition.Size picture) {
        var sizes = new ArrayList<Rendition.Size>();
        for (var width : WIDTHS) {
            if (width < picture.width()) {
                var height = Math.max(1, Math.round((float) picture.height() * width / picture.width()));
                sizes.add(new Rendition.Size(width, height));
            }
        }
        if (picture.width() <= WIDTHS[WIDTHS.length - 1]) {
            sizes.add(picture);
        }
        return sizes;
    }

    /** In steps of a half, so that every pixel counts; what comes out is in sRGB. */
    private static BufferedImage scaled(BufferedImage from, Rendition.Size to) {
        var now = from;
        do {
            var next = blank(now, Math.max(to.width(), now.getWidth() / 2), Math.max(to.height(), now.getHeight() / 2));
            now = drawn(
                    now,
                    next,
                    AffineTransform.getScaleInstance(
                            (double) next.getWidth() / now.getWidth(), (double) next.getHeight() / now.getHeight()));
        } while (now.getWidth() > to.width() || now.getHeight() > to.height());
        return now;
    }

    private static BufferedImage upright(BufferedImage print, int orientation) {
        var width = print.getWidth();
        var height = print.getHeight();
        // Where the first pixel goes, and which way rows and columns run, as EXIF numbers them.
        var turn =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
                    case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
                    default -> null;
                };
        if (turn == null) {
            return print;
        }
        return drawn(print, orientation >= 5 ? blank(print, height, width) : blank(print, width, height), turn);
    }

    /** Java takes grey for linear light where it comes with transparency, and shows it too bright; without, it does not. */
    private static BufferedImage greyAsSeen(BufferedImage decoded) {
        var raster = decoded.getRaster();
        if (raster.getNumBands() != 2) {
            return decoded;
        }
        var down = DataBuffer.getDataTypeSize(raster.getDataBuffer().getDataType()) - 8;
        var seen = new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_INT_ARGB);
        var row = new int[2 * decoded.getWidth()];
        for (var y = 0; y < decoded.getHeight(); y++) {
            raster.getPixels(0, y, decoded.getWidth(), 1, row);
            for (var x = 0; x < decoded.getWidth(); x++) {
                var grey = row[2 * x] >> down;
                seen.setRGB(x, y, (row[2 * x + 1] >> down) << 24 | grey << 16 | grey << 8 | grey);
            }
        }
        return seen;
    }

    static BufferedImage blank(BufferedImage like, int width, int height) {
        var alpha = like.getColorModel().hasAlpha();
        return new BufferedImage(width, height, alpha ? BufferedImage.TYPE_INT_ARGB_PRE : BufferedImage.TYPE_INT_RGB);
    }

    private static BufferedImage drawn(BufferedImage from, BufferedImage to, AffineTransform how) {
        var graphics = to.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.setComposite(AlphaComposite.Src);
            graphics.drawRenderedImage(from, how);
            return to;
        } finally {
            graphics.dispose();
        }
    }

    private static boolean transparent(BufferedImage print) {
        var alpha = print.getAlphaRaster();
        if (alpha == null) {
            return false;
        }
        var row = new int[print.getWidth()];
        for (var y = 0; y < print.getHeight(); y++) {
            for (var opaque : alpha.getSamples(0, y, row.length, 1, 0, row)) {
                if (opaque < 255) {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[] png(BufferedImage print) throws IOException {
        return written("png", print, BufferedImage.TYPE_INT_ARGB, how -> {});
    }

    private static byte[] jpeg(BufferedImage print) throws IOException {
        return written("jpeg", print, BufferedImage.TYPE_INT_RGB, how -> {
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(JPEG_QUALITY);
        });
    }

    private static byte[] written(String format, BufferedImage print, int type, Consumer<ImageWriteParam> asked)
            throws IOException {
        var plain = new BufferedImage(print.getWidth(), print.getHeight(), type);
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            asked.accept(how);
            writer.write(null, new IIOImage(drawn(print, plain, new AffineTransform()), null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
