package stet.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.content.DigitalSourceType;

/** What files say of their pictures is read, and what they say only to do harm is not. */
class InscriptionsTest {
    private static final byte[] JPEG = Camera.jpeg(Camera.flag(40, 30));
    private static final byte[] PNG = Camera.png(Camera.flag(40, 30));

    @Test
    void a_camera_says_when_and_where_and_how_it_was_held() {
        var said = Inscriptions.of(Camera.withExif(JPEG, Camera.exif(6, "2026:11:20 14:03:05", 54, 10)), Format.JPEG);

        assertThat(said.orientation()).isEqualTo(6);
        assertThat(said.suggestions().taken()).isEqualTo("2026-11-20T14:03");
        assertThat(said.suggestions().coordinates()).isEqualTo("54.50000, 10.50000");
    }

    @Test
    void an_agency_says_in_iptc_what_the_caption_needs() {
        var said = suggestions(Camera.withIptc(
                JPEG,
                Map.of(
                        120, "Workers  leave the mill at Łódź.\n",
                        92, "Gate 3",
                        90, "Harrow Bridge",
                        101, "Norway",
                        55, "20261120",
                        80, "Ada Marsh",
                        110, "Harrow Pictures")));

        assertThat(said.caption()).isEqualTo("Workers leave the mill at Łódź.");
        assertThat(said.where()).isEqualTo("Gate 3, Harrow Bridge, Norway");
        assertThat(said.taken()).isEqualTo("2026-11-20");
        assertThat(said.creator()).isEqualTo("Ada Marsh");
        assertThat(said.credit()).isEqualTo("Harrow Pictures");
    }

    @Test
    void words_of_programs_that_do_not_say_how_they_write_are_read_all_the_same() {
        var said = suggestions(Camera.withOldIptc(JPEG, List.of(Map.entry(120, "Café déjà vu"))));

        assertThat(said.caption()).isEqualTo("Café déjà vu");
    }

    @Test
    void all_who_made_it_are_named() {
        assertThat(suggestions(Camera.withOldIptc(
                                JPEG, List.of(Map.entry(80, "Ada Marsh"), Map.entry(80, "Øyvind Holm"))))
                        .creator())
                .isEqualTo("Ada Marsh, Øyvind Holm");
        assertThat(suggestions(
                                Camera.withXmp(
                                        JPEG,
                                        "<dc:creator><rdf:Seq><rdf:li>Ada Marsh</rdf:li><rdf:li>Øyvind Holm</rdf:li></rdf:Seq></dc:creator>"))
                        .creator())
                .isEqualTo("Ada Marsh, Øyvind Holm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SONY DSC",
                "OLYMPUS DIGITAL CAMERA",
                "Minolta digital camera ",
                "SAMSUNG CAMERA PICTURES",
                "DCF 1.0",
                "hdr",
                "IMG_2041.JPG",
                "Exif_JPEG_PICTURE"
            })
    void what_a_camera_writes_into_every_picture_is_no_caption(String description) {
        assertThat(suggestions(Camera.withExif(JPEG, Camera.exif(description))).caption())
                .isEmpty();
    }

    @Test
    void what_somebody_wrote_into_the_camera_is_one() {
        assertThat(suggestions(Camera.withExif(JPEG, Camera.exif("The mill at dawn")))
                        .caption())
                .isEqualTo("The mill at dawn");
    }

    @Test
    void xmp_says_how_the_picture_came_to_be_and_what_it_is_to_those_who_cannot_see_it() {
        var said = suggestions(Camera.withXmp(JPEG, """
                <dc:description><rdf:Alt><rdf:li xml:lang="x-default">How the site could look</rdf:li></rdf:Alt></dc:description>
                <dc:creator><rdf:Seq><rdf:li>Ada Marsh</rdf:li></rdf:Seq></dc:creator>
                <photoshop:Credit>Harrow Bridge Council</photoshop:Credit>
                <photoshop:City>Harrow Bridge</photoshop:City>
                <photoshop:DateCreated>2026-11-20T14:03:05+01:00</photoshop:DateCreated>
                <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Houses along a river</rdf:li></rdf:Alt>
                </Iptc4xmpCore:AltTextAccessibility>
                <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>
                """));

        assertThat(said)
                .isEqualTo(new PictureMetadata(
                        "How the site could look",
                        "Harrow Bridge",
                        "",
                        "2026-11-20T14:03:05+01:00",
                        "Ada Marsh",
                        "Harrow Bridge Council",
                        "Houses along a river",
                        DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA));
    }

    @Test
    void a_png_says_it_in_the_same_words() {
        var xmp = Camera.joined(
                "XML:com.adobe.xmp\0\0\0\0\0".getBytes(ISO_8859_1),
                Camera.xmp("<photoshop:City>Harrow Bridge</photoshop:City>"));
        var png = Camera.withChunk(
                Camera.withChunk(PNG, "iTXt", xmp), "eXIf", Camera.exif(3, "2026:11:20 14:03:05", 54, 10));

        var said = Inscriptions.of(png, Format.PNG);

        assertThat(said.orientation()).isEqualTo(3);
        assertThat(said.suggestions().where()).isEqualTo("Harrow Bridge");
        assertThat(said.suggestions().taken()).isEqualTo("2026-11-20T14:03");
    }

    @Test
    void words_that_no_article_could_keep_are_not_suggested() {
        assertThat(suggestions(Camera.withIptc(JPEG, Map.of(80, "Ada\u0007Marsh")))
                        .creator())
                .isEmpty();
        assertThat(suggestions(Camera.withIptc(JPEG, Map.of(120, "𝄞".repeat(2_000))))
                        .caption())
                .hasSizeLessThanOrEqualTo(1_000)
                .hasSizeGreaterThan(990)
                .endsWith("𝄞");
        assertThat(suggestions(Camera.withXmp(
                                JPEG, "<Iptc4xmpExt:DigitalSourceType>oil on canvas</Iptc4xmpExt:DigitalSourceType>"))
                        .sourceType())
                .isNull();
    }

    @Test
    void a_file_that_claims_gigabytes_of_words_does_not_get_them() throws IOException {
        var guid = "0123456789ABCDEF0123456789ABCDEF";
        var more = Camera.joined(
                "http://ns.adobe.com/xmp/extension/\0".getBytes(ISO_8859_1),
                guid.getBytes(ISO_8859_1),
                ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE - 8).putInt(0).array(),
                "<x/>".getBytes(ISO_8859_1));
        var extended = Camera.withXmp(
                Camera.with(JPEG, 0xE1, more), "<xmpNote:HasExtendedXMP>" + guid + "</xmpNote:HasExtendedXMP>");
        assertThat(suggestions(extended)).isEqualTo(PictureMetadata.NONE);

        var packed = new ByteArrayOutputStream();
        packed.writeBytes("XML:com.adobe.xmp\0\1\0\0\0".getBytes(ISO_8859_1));
        try (var deflater = new DeflaterOutputStream(packed)) {
            for (var megabyte = 0; megabyte < 700; megabyte++) {
                deflater.write(new byte[1 << 20]);
            }
        }
        assertThat(Inscriptions.of(Camera.withChunk(PNG, "iTXt", packed.toByteArray()), Format.PNG)
                        .suggestions())
                .isEqualTo(PictureMetadata.NONE);
    }

    @Test
    void nonsense_of_any_kind_says_nothing_and_stops_nobody() {
        var random = new Random(7);
        var whole = Camera.withExif(
                Camera.withIptc(
                        Camera.withXmp(JPEG, "<photoshop:City>Harrow Bridge</photoshop:City>"),
                        Map.of(120, "Workers leave")),
                Camera.exif(6, "2026:11:20 14:03:05", 54, 10));
        for (var n = 0; n < 1_000; n++) {
            var broken = whole.clone();
            for (var hits = 1 + random.nextInt(8); hits > 0; hits--) {
                broken[2 + random.nextInt(whole.length - 2)] = (byte) random.nextInt(256);
            }
            assertThat(Inscriptions.of(broken, Format.JPEG).orientation()).isBetween(1, 8);
        }
    }

    private static PictureMetadata suggestions(byte[] jpeg) {
        return Inscriptions.of(jpeg, Format.JPEG).suggestions();
    }
}
