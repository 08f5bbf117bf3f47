package stet.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Takes pictures, and writes into their files what cameras and agencies write there. */
final class Camera {
    private Camera() {}

    /** Red on the left, blue on the right, and green along the lower edge: whichever way it is turned, one can tell. */
    static BufferedImage flag(int width, int height) {
        return drawn(width, height, BufferedImage.TYPE_INT_RGB, graphics -> {
            graphics.setColor(Color.RED);
            graphics.fillRect(0, 0, width / 2, height);
            graphics.setColor(Color.BLUE);
            graphics.fillRect(width / 2, 0, width - width / 2, height);
            graphics.setColor(Color.GREEN);
            graphics.fillRect(0, height - height / 4, width, height / 4);
        });
    }

    static BufferedImage drawn(int width, int height, int type, Consumer<Graphics2D> how) {
        var image = new BufferedImage(width, height, type);
        var graphics = image.createGraphics();
        how.accept(graphics);
        graphics.dispose();
        return image;
    }

    static byte[] jpeg(BufferedImage image) {
        return written(image, "jpeg");
    }

    static byte[] png(BufferedImage image) {
        return written(image, "png");
    }

    static byte[] gif(BufferedImage image) {
        return written(image, "gif");
    }

    private static byte[] written(BufferedImage image, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static BufferedImage seen(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JPEG with one more segment, right after its start. */
    static byte[] with(byte[] jpeg, int marker, byte[] said) {
        return ByteBuffer.allocate(jpeg.length + said.length + 4)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (said.length + 2))
                .put(said)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static byte[] withXmp(byte[] jpeg, String properties) {
        return with(jpeg, 0xE1, joined("http://ns.adobe.com/xap/1.0/\0".getBytes(ISO_8859_1), xmp(properties)));
    }

    static byte[] xmp(String properties) {
        return """
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
                  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
                  xmlns:xmpNote="http://ns.adobe.com/xmp/note/"
                  xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
                  xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">%s</rdf:Description></rdf:RDF></x:xmpmeta>
                """.formatted(properties).getBytes(UTF_8);
    }

    /** An orientation, when it was taken, and a place north of the equator and east of Greenwich. */
    static byte[] exif(int orientation, String taken, int north, int east) {
        var tiff = ByteBuffer.allocate(300);
        tiff.put("MM\0*".getBytes(ISO_8859_1)).putInt(8);
        tiff.putShort((short) 3);
        entry(tiff, 0x0112, 3, 1, orientation << 16);
        entry(tiff, 0x8769, 4, 1, 60);
        entry(tiff, 0x8825, 4, 1, 120);
        tiff.putInt(0);
        tiff.position(60).putShort((short) 1);
        entry(tiff, 0x9003, 2, 20, 90);
        tiff.putInt(0);
        tiff.position(90).put((taken + "\0").getBytes(ISO_8859_1));
        tiff.position(120).putShort((short) 4);
        entry(tiff, 1, 2, 2, 'N' << 24);
        entry(tiff, 2, 5, 3, 200);
        entry(tiff, 3, 2, 2, 'E' << 24);
        entry(tiff, 4, 5, 3, 224);
        tiff.putInt(0);
        tiff.position(200);
        for (var degrees : new int[] {north, east}) {
            tiff.putInt(degrees).putInt(1).putInt(30).putInt(1).putInt(0).putInt(1);
        }
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /** A description, as the camera wrote it. */
    static byte[] exif(String description) {
        var words = (description + "\0").getBytes(UTF_8);
        var tiff = ByteBuffer.allocate(40 + words.length);
        tiff.put("MM\0*".getBytes(ISO_8859_1)).putInt(8);
        tiff.putShort((short) 1);
        entry(tiff, 0x010E, 2, words.length, 40);
        tiff.putInt(0);
        tiff.position(40).put(words);
        return tiff.array();
    }

    static byte[] withExif(byte[] jpeg, byte[] exif) {
        return with(jpeg, 0xE1, joined("Exif\0\0".getBytes(ISO_8859_1), exif));
    }

    /** By the numbers of IPTC's second record, and said to be UTF-8. */
    static byte[] withIptc(byte[] jpeg, Map<Integer, String> said) {
        return withIptc(jpeg, new byte[] {0x1C, 1, 90, 0, 3, 0x1B, '%', 'G'}, List.copyOf(said.entrySet()), UTF_8);
    }

    /** By programs that say nothing of how they write. */
    static byte[] withOldIptc(byte[] jpeg, List<Map.Entry<Integer, String>> said) {
        return withIptc(jpeg, new byte[0], said, ISO_8859_1);
    }

    private static byte[] withIptc(
            byte[] jpeg, byte[] charset, List<Map.Entry<Integer, String>> said, Charset written) {
        var records = new ByteArrayOutputStream();
        records.writeBytes(charset);
        said.forEach(record -> {
            var number = record.getKey();
            var bytes = record.getValue().getBytes(written);
            records.writeBytes(ByteBuffer.allocate(5)
                    .put((byte) 0x1C)
                    .put((byte) 2)
                    .put(number.byteValue())
                    .putShort((short) bytes.length)
                    .array());
            records.writeBytes(bytes);
        });
        if (records.size() % 2 == 1) {
            records.write(0);
        }
        var resource = ByteBuffer.allocate(12)
                .put("8BIM".getBytes(ISO_8859_1))
                .putShort((short) 0x0404)
                .putShort((short) 0)
                .putInt(records.size())
                .array();
        return with(jpeg, 0xED, joined("Photoshop 3.0\0".getBytes(ISO_8859_1), resource, records.toByteArray()));
    }

    /** A PNG of these lines, each preceded by its filter; colours and depth as the format numbers them. */
    static byte[] png(int width, int height, int depth, int colours, byte[] lines) {
        return joined(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10},
                chunk(
                        "IHDR",
                        ByteBuffer.allocate(13)
                                .putInt(width)
                                .putInt(height)
                                .put((byte) depth)
                                .put((byte) colours)
                                .array()),
                chunk("IDAT", packed(lines)),
                chunk("IEND", new byte[0]));
    }

    static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** The PNG with one more chunk, right after its header. */
    static byte[] withChunk(byte[] png, String type, byte[] said) {
        var chunk = chunk(type, said);
        return ByteBuffer.allocate(png.length + chunk.length)
                .put(png, 0, 33)
                .put(chunk)
                .put(png, 33, png.length - 33)
                .array();
    }

    private static byte[] chunk(String type, byte[] said) {
        var sum = new CRC32();
        sum.update(type.getBytes(ISO_8859_1));
        sum.update(said);
        return ByteBuffer.allocate(said.length + 12)
                .putInt(said.length)
                .put(type.getBytes(ISO_8859_1))
                .put(said)
                .putInt((int) sum.getValue())
                .array();
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
