package stet.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.iptc.IptcReader;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.jpeg.JpegReader;
import com.drew.metadata.photoshop.PhotoshopReader;
import com.drew.metadata.xmp.XmpDirectory;
import com.drew.metadata.xmp.XmpReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Words;

/**
 * What a picture's file says of it, in EXIF, IPTC and XMP. A file that says nonsense says nothing: it may come from anybody.
 *
 * @param orientation 1 to 8, as EXIF numbers the ways in which a camera can be held; 1 is upright
 * @param colours how many there are for each pixel of a JPEG; 0 where that is not known
 */
record Inscriptions(int orientation, int colours, PictureMetadata suggestions) {
    /** As long as a part of a caption may be. */
    private static final int LONGEST = 1_000;

    private static final Pattern CAMERA_TIME =
            Pattern.compile("(\\d{4}):(\\d\\d):(\\d\\d) (\\d\\d:\\d\\d)(?::\\d\\d.*)?", Pattern.DOTALL);
    /** The makers' own words, names of files, and descriptions of one word, such as a camera gives for its mode. */
    private static final Pattern NO_CAPTION =
            Pattern.compile("(?i)sony dsc|dcf \\d.*|.*\\bdigital (still )?camera\\b.*|.*\\bcamera pictures\\b.*|\\S*");

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern OFFSET = Pattern.compile("[+-]\\d\\d:\\d\\d");
    private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d\\S*)?");
    private static final Pattern IPTC_DAY = Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)");
    private static final byte[] MORE_XMP = "http://ns.adobe.com/xmp/extension/".getBytes(ISO_8859_1);
    private static final byte[] XMP_IN_PNG = "XML:com.adobe.xmp\0".getBytes(ISO_8859_1);

    static Inscriptions of(byte[] bytes, Format format) {
        var metadata = new Metadata();
        try {
            switch (format) {
                case JPEG -> readJpeg(bytes, metadata);
                case PNG -> readPng(bytes, metadata);
                case WEBP, GIF -> {
                    // What they say of themselves, next to nobody writes.
                }
            }
            return of(metadata);
        } catch (ImageProcessingException | IOException | MetadataException | RuntimeException e) {
            return new Inscriptions(1, 0, PictureMetadata.NONE);
        }
    }

    private static void readJpeg(byte[] bytes, Metadata metadata) throws ImageProcessingException, IOException {
        var readers =
                List.of(new JpegReader(), new ExifReader(), new XmpReader(), new PhotoshopReader(), new IptcReader());
        var types = readers.stream()
                .flatMap(reader -> stream(reader.getSegmentTypes()))
                .collect(Collectors.toSet());
        var segments = JpegSegmentReader.readSegments(new SequentialByteArrayReader(bytes), types);
        // Each part of an extended XMP says how long the whole is, and the reader believes it: up to two gigabytes.
        for (var n = segments.getSegmentCount(JpegSegmentType.APP1) - 1; n >= 0; n--) {
            if (startsWith(Objects.requireNonNull(segments.getSegment(JpegSegmentType.APP1, n)), MORE_XMP)) {
                segments.removeSegmentOccurrence(JpegSegmentType.APP1, n);
            }
        }
        JpegMetadataReader.processJpegSegmentData(metadata, readers, segments);
    }

    /** Only what is not compressed: the library unpacks a chunk to whatever size it was blown up to. */
    private static void readPng(byte[] bytes, Metadata metadata) throws ImageProcessingException, IOException {
        var wanted = Set.of(PngChunkType.eXIf, PngChunkType.iTXt);
        for (var chunk : new PngChunkReader().extract(new SequentialByteArrayReader(bytes), wanted)) {
            var inside = chunk.getBytes();
            if (chunk.getType().equals(PngChunkType.eXIf)) {
                new ExifReader().extract(new ByteArrayReader(inside), metadata);
            } else if (startsWith(inside, XMP_IN_PNG)
                    && inside.length > XMP_IN_PNG.length
                    && inside[XMP_IN_PNG.length] == 0) {
                new XmpReader().extract(afterLanguages(inside), metadata);
            }
        }
    }

    /** The text of an iTXt chunk, after a byte each for whether and how it is compressed, a language and a translated keyword. */
    private static byte[] afterLanguages(byte[] chunk) {
        var at = XMP_IN_PNG.length + 2;
        for (var ends = 0; ends < 2; at++) {
            ends += chunk[at] == 0 ? 1 : 0;
        }
        return Arrays.copyOfRange(chunk, at, chunk.length);
    }

    private static Inscriptions of(Metadata metadata) throws MetadataException {
        var camera = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        var shot = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        var iptc = metadata.getFirstDirectoryOfType(IptcDirectory.class);
        var jpeg = metadata.getFirstDirectoryOfType(JpegDirectory.class);
        Map<String, String> xmp = new HashMap<>();
        metadata.getDirectoriesOfType(XmpDirectory.class)
                .forEach(directory -> directory.getXmpProperties().forEach(xmp::putIfAbsent));
        var orientation = camera == null ? null : camera.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return new Inscriptions(
                orientation == null || orientation < 1 || orientation > 8 ? 1 : orientation,
                jpeg == null ? 0 : jpeg.getNumberOfComponents(),
                new PictureMetadata(
                        first(
                                xmp.get("dc:description[1]"),
                                said(iptc, IptcDirectory.TAG_CAPTION),
                                ofNoCamera(said(camera, ExifIFD0Directory.TAG_IMAGE_DESCRIPTION))),
                        place(xmp, iptc),
                        coordinates(metadata.getFirstDirectoryOfType(GpsDirectory.class)),
                        taken(shot, xmp, iptc),
                        first(
                                creators(xmp),
                                said(iptc, IptcDirectory.TAG_BY_LINE),
                                said(camera, ExifIFD0Directory.TAG_ARTIST)),
                        first(xmp.get("photoshop:Credit"), said(iptc, IptcDirectory.TAG_CREDIT)),
                        first(xmp.get("Iptc4xmpCore:AltTextAccessibility[1]")),
                        sourceType(first(xmp.get("Iptc4xmpExt:DigitalSourceType")))));
    }

    /** From the smallest to the largest: the pier, the town, the region, the country. */
    private static String place(Map<String, String> xmp, @Nullable Directory iptc) {
        return Stream.of(
                        first(xmp.get("Iptc4xmpCore:Location"), said(iptc, IptcDirectory.TAG_SUB_LOCATION)),
                        first(xmp.get("photoshop:City"), said(iptc, IptcDirectory.TAG_CITY)),
                        first(xmp.get("photoshop:State"), said(iptc, IptcDirectory.TAG_PROVINCE_OR_STATE)),
                        first(
                                xmp.get("photoshop:Country"),
                                said(iptc, IptcDirectory.TAG_COUNTRY_OR_PRIMARY_LOCATION_NAME)))
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String coordinates(@Nullable GpsDirectory gps) {
        var at = gps == null ? null : gps.getGeoLocation();
        return at == null || at.isZero()
                ? ""
                : String.format(Locale.ROOT, "%.5f, %.5f", at.getLatitude(), at.getLongitude());
    }

    private static String taken(@Nullable Directory shot, Map<String, String> xmp, @Nullable Directory iptc) {
        var camera = CAMERA_TIME.matcher(first(said(shot, ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL)));
        if (camera.matches() && !camera.group(1).equals("0000")) {
            var offset = first(said(shot, ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL));
            return "%s-%s-%sT%s%s"
                    .formatted(
                            camera.group(1),
                            camera.group(2),
                            camera.group(3),
                            camera.group(4),
                            OFFSET.matcher(offset).matches() ? offset : "");
        }
        var iso = first(xmp.get("photoshop:DateCreated"));
        if (ISO_DAY.matcher(iso).matches()) {
            return iso;
        }
        var day = IPTC_DAY.matcher(first(said(iptc, IptcDirectory.TAG_DATE_CREATED)));
        return day.matches() ? "%s-%s-%s".formatted(day.group(1), day.group(2), day.group(3)) : "";
    }

    private static @Nullable DigitalSourceType sourceType(String address) {
        var term = address.substring(address.lastIndexOf('/') + 1);
        return Arrays.stream(DigitalSourceType.values())
                .filter(type -> type.term().equals(term))
                .findFirst()
                .orElse(null);
    }

    /** All that are named, in their order. */
    private static String creators(Map<String, String> xmp) {
        return Stream.iterate(1, n -> n + 1)
                .map(n -> xmp.get("dc:creator[%d]".formatted(n)))
                .takeWhile(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    /** Cameras write the same words into every picture, which tell readers nothing of this one. */
    private static @Nullable String ofNoCamera(@Nullable String description) {
        return description == null || NO_CAPTION.matcher(description.strip()).matches() ? null : description;
    }

    /** What a tag says; what it says several times is a list. */
    private static @Nullable String said(@Nullable Directory directory, int tag) {
        if (directory == null) {
            return null;
        }
        var several = directory.getStringValueArray(tag);
        var one = directory.getStringValue(tag);
        return several != null
                ? Arrays.stream(several).map(value -> text(value.getBytes())).collect(Collectors.joining(", "))
                : one == null ? directory.getString(tag) : text(one.getBytes());
    }

    /** Programs of two decades wrote what their computer did, and said of neither which; what is no UTF-8 is of the older kind. */
    private static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, WINDOWS_1252);
        }
    }

    /** The first of these that says anything, as an article would keep it. */
    private static String first(@Nullable String... said) {
        for (var words : said) {
            var clean = words == null ? "" : clean(words);
            if (!clean.isEmpty()) {
                return clean;
            }
        }
        return "";
    }

    private static String clean(String words) {
        try {
            var clean = Words.visible(words);
            if (clean.length() <= LONGEST) {
                return clean;
            }
            return Words.visible(clean.substring(0, clean.offsetByCodePoints(0, clean.codePointCount(0, LONGEST - 1))));
        } catch (InvalidValue e) {
            return "";
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static <T> Stream<T> stream(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false);
    }
}
