package stet.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.InvalidValue;

/** What is shown of a picture looks as it did, and nothing that claims to be one does harm. */
class DarkroomTest {
    private static final Inscriptions UPRIGHT = new Inscriptions(1, 3, PictureMetadata.NONE);

    private final Darkroom darkroom = new Darkroom();

    @ParameterizedTest
    @CsvSource({
        "3000, 2000, 480 960 1600",
        "1600, 900, 480 960 1600",
        "1000, 4000, 480 960 1000",
        "480, 20, 480",
        "7, 3, 7"
    })
    void it_is_shown_in_three_sizes_at_most_and_never_larger_than_it_is(int width, int height, String widths) {
        var developed = develop(Camera.flag(width, height));

        assertThat(developed.size()).isEqualTo(new Rendition.Size(width, height));
        assertThat(developed.renditions())
                .extracting(rendition -> Integer.toString(rendition.size().width()))
                .containsExactly(widths.split(" "));
        assertThat(developed.renditions()).allSatisfy(rendition -> {
            var seen = Camera.seen(rendition.bytes());
            assertThat(new Rendition.Size(seen.getWidth(), seen.getHeight())).isEqualTo(rendition.size());
            assertThat((double) seen.getWidth() / seen.getHeight())
                    .isCloseTo((double) width / height, org.assertj.core.data.Percentage.withPercentage(5));
        });
    }

    /** Where the corner that is red, the one that is blue, and the green edge end up, for each way to hold a camera. */
    @ParameterizedTest
    @CsvSource({
        "1, RED, BLUE, BOTTOM",
        "2, BLUE, RED, BOTTOM",
        "3, BLUE, RED, TOP",
        "4, RED, BLUE, TOP",
        "5, RED, BLUE, RIGHT",
        "6, RED, BLUE, LEFT",
        "7, BLUE, RED, LEFT",
        "8, BLUE, RED, RIGHT"
    })
    void it_stands_upright_however_the_camera_was_held(int orientation, String first, String second, String green) {
        var developed = darkroom.develop(
                Camera.jpeg(Camera.flag(600, 400)),
                Format.JPEG,
                new Inscriptions(orientation, 3, PictureMetadata.NONE));

        var lying = orientation >= 5;
        assertThat(developed.size()).isEqualTo(lying ? new Rendition.Size(400, 600) : new Rendition.Size(600, 400));
        var seen = Camera.seen(developed.renditions().getLast().bytes());
        var width = seen.getWidth();
        var height = seen.getHeight();
        assertThat(colour(seen, lying ? width / 2 : width / 4, lying ? height / 4 : height / 2))
                .isEqualTo(first);
        assertThat(colour(seen, lying ? width / 2 : width - width / 4, lying ? height - height / 4 : height / 2))
                .isEqualTo(second);
        var edge =
                switch (green) {
                    case "TOP" -> colour(seen, width / 2, 20);
                    case "BOTTOM" -> colour(seen, width / 2, height - 20);
                    case "LEFT" -> colour(seen, 20, height / 2);
                    default -> colour(seen, width - 20, height / 2);
                };
        assertThat(edge).isEqualTo("GREEN");
    }

    @Test
    void what_shows_through_stays_so_and_what_could_but_does_not_is_a_jpeg() {
        var cutOut = Camera.drawn(700, 700, BufferedImage.TYPE_INT_ARGB, graphics -> {
            graphics.setColor(Color.RED);
            graphics.fillOval(0, 0, 700, 700);
        });
        var shown = develop(Camera.png(cutOut), Format.PNG).renditions();
        assertThat(shown).extracting(Rendition::mediaType).containsOnly("image/png");
        var seen = Camera.seen(shown.getFirst().bytes());
        assertThat(seen.getRGB(2, 2) >>> 24).isZero();
        assertThat(seen.getRGB(240, 240)).isEqualTo(0xFFFF0000);

        var full = Camera.drawn(700, 700, BufferedImage.TYPE_INT_ARGB, graphics -> {
            graphics.setColor(Color.RED);
            graphics.fillRect(0, 0, 700, 700);
        });
        assertThat(develop(Camera.png(full), Format.PNG).renditions())
                .extracting(Rendition::mediaType)
                .containsOnly("image/jpeg");
    }

    @ParameterizedTest
    @CsvSource({"8, 0, 1", "16, 0, 2", "8, 4, 2", "16, 4, 4", "8, 2, 3", "16, 2, 6", "8, 6, 4", "16, 6, 8"})
    void a_middle_grey_is_a_middle_grey_however_it_is_written(int depth, int colours, int bytesPerPixel) {
        var transparent = colours >= 4;
        var line = new byte[1 + 10 * bytesPerPixel];
        var alpha = transparent ? depth / 8 : 0;
        for (var pixel = 0; pixel < 10; pixel++) {
            var start = 1 + pixel * bytesPerPixel;
            for (var at = start; at < start + bytesPerPixel - alpha; at += depth / 8) {
                line[at] = (byte) 128;
            }
            Arrays.fill(line, start + bytesPerPixel - alpha, start + bytesPerPixel, (byte) 255);
        }
        var lines = ByteBuffer.allocate(10 * line.length);
        for (var n = 0; n < 10; n++) {
            lines.put(line);
        }

        var shown = develop(Camera.png(10, 10, depth, colours, lines.array()), Format.PNG)
                .renditions()
                .getLast();

        assertThat(shown.mediaType()).isEqualTo("image/jpeg");
        assertThat(new Color(Camera.seen(shown.bytes()).getRGB(5, 5)).getGreen())
                .isBetween(126, 130);
    }

    @Test
    void colours_of_another_space_are_shown_as_they_look() {
        var linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        var header = Camera.joined("ICC_PROFILE\0".getBytes(ISO_8859_1), new byte[] {1, 1});
        var dark = Camera.drawn(100, 100, BufferedImage.TYPE_INT_RGB, graphics -> {
            graphics.setColor(new Color(55, 55, 55));
            graphics.fillRect(0, 0, 100, 100);
        });
        var jpeg = Camera.with(Camera.jpeg(dark), 0xE2, Camera.joined(header, linear));

        var seen = Camera.seen(develop(jpeg, Format.JPEG).renditions().getLast().bytes());

        assertThat(new Color(seen.getRGB(50, 50)).getGreen()).isBetween(120, 136);
    }

    @Test
    void so_are_those_of_a_png_also_where_something_shows_through() {
        var linear =
                Camera.packed(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        var profile = Camera.joined("linear\0\0".getBytes(ISO_8859_1), linear);
        for (var type : List.of(BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB)) {
            var dark = Camera.drawn(100, 100, type, graphics -> {
                graphics.setColor(new Color(55, 55, 55));
                graphics.fillRect(0, 0, 100, 90);
            });

            var shown = Camera.seen(develop(Camera.withChunk(Camera.png(dark), "iCCP", profile), Format.PNG)
                    .renditions()
                    .getLast()
                    .bytes());

            assertThat(new Color(shown.getRGB(50, 50)).getGreen()).isBetween(120, 136);
            assertThat(shown.getColorModel().hasAlpha()).isEqualTo(type == BufferedImage.TYPE_INT_ARGB);
        }
    }

    @Test
    void a_profile_that_claims_gigabytes_or_makes_no_sense_is_passed_over() {
        // Its head and its table are those of a profile, and what they lead to is nonsense: that shows when it is gone
        // by.
        var broken = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        Arrays.fill(broken, 300, broken.length, (byte) 0x5A);
        for (var profile : List.of(
                Camera.packed(broken),
                Camera.packed(new byte[64 << 20]),
                "nonsense".getBytes(ISO_8859_1),
                new byte[0])) {
            var png = Camera.withChunk(
                    Camera.png(Camera.flag(40, 30)), "iCCP", Camera.joined("odd\0\0".getBytes(ISO_8859_1), profile));

            assertThat(develop(png, Format.PNG).size()).isEqualTo(new Rendition.Size(40, 30));
        }
    }

    /** A flag of 32 × 24 pixels, without and with loss. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UklGRjgAAABXRUJQVlA4TCwAAAAvH8AFABcgEEjaH3qN+RcQFPk/2vwHXwoUtW0DhWRJBmp3vCP6PwGqAH9IPQ==",
                "UklGRqgAAABXRUJQVlA4IJwAAABwBwCdASogABgAPm0sk0WkIqGYBABABsS1AE6ZcbgbwD8Fv10/rvP06Bdk/2dtQH9AwgD+ge3/doH9"
                        + "VCtskNZtmYRKgAD++Hyz/2qyMoEVf/yG+OtJHh/s/ns5pPY8fP9I2rPYNFd1HoXajyDpvSuCUryty4Hh0Y5ky4Hh0Tjd+25x"
                        + "d4IAsgFzYXyXb6Iz8E8Kut+NwDwQp4AAAAA="
            })
    void a_webp_is_shown(String file) {
        var developed = develop(Base64.getDecoder().decode(file), Format.WEBP);

        assertThat(developed.size()).isEqualTo(new Rendition.Size(32, 24));
        var shown = Camera.seen(developed.renditions().getLast().bytes());
        assertThat(new Color(shown.getRGB(4, 4)).getRed()).isGreaterThan(200);
        assertThat(new Color(shown.getRGB(28, 4)).getBlue()).isGreaterThan(200);
    }

    @Test
    void a_gif_is_shown() {
        var shown = Camera.seen(develop(Camera.gif(Camera.flag(40, 30)), Format.GIF)
                .renditions()
                .getLast()
                .bytes());

        assertThat(new Color(shown.getRGB(5, 5)).getRed()).isGreaterThan(200);
        assertThat(new Color(shown.getRGB(35, 5)).getBlue()).isGreaterThan(200);
    }

    @Test
    void one_without_its_last_two_bytes_is_shown_since_all_of_the_picture_is_there() {
        for (var type : List.of(Format.JPEG, Format.PNG)) {
            var whole = type == Format.JPEG ? Camera.jpeg(noise()) : Camera.png(noise());

            var developed = develop(Arrays.copyOf(whole, whole.length - 2), type);

            assertThat(developed.renditions().getLast().bytes())
                    .isEqualTo(develop(whole, type).renditions().getLast().bytes());
        }
    }

    @Test
    void nothing_that_the_file_said_of_itself_is_in_what_is_shown() {
        var secret = "54 Harbour Lane";
        var jpeg = Camera.withXmp(
                Camera.withExif(Camera.jpeg(Camera.flag(600, 400)), Camera.exif(1, "2026:11:20 14:03:05", 54, 10)),
                "<photoshop:City>%s</photoshop:City>".formatted(secret));

        assertThat(develop(jpeg, Format.JPEG).renditions())
                .allSatisfy(rendition -> assertThat(new String(rendition.bytes(), ISO_8859_1))
                        .doesNotContain(secret, "Exif", "2026:11:20", "xmpmeta"));
    }

    @Test
    void a_few_bytes_that_claim_billions_of_pixels_are_not_unpacked() {
        var bomb = Camera.png(50_000, 50_000, 8, 6, new byte[10]);

        assertThatThrownBy(() -> develop(bomb, Format.PNG))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("This picture has 50,000 × 50,000 pixels; Stet takes at most 80 million, and no side longer"
                        + " than 20,000");
        assertThatThrownBy(() -> develop(Camera.png(1, 60_000, 8, 0, new byte[10]), Format.PNG))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("no side longer");
    }

    @Test
    void one_that_is_large_but_within_the_bounds_is_shown() {
        var lines = new byte[9_000 * (1 + 8_000 * 3)];

        var developed = develop(Camera.png(8_000, 9_000, 8, 2, lines), Format.PNG);

        assertThat(developed.size()).isEqualTo(new Rendition.Size(8_000, 9_000));
        assertThat(developed.renditions().getLast().size()).isEqualTo(new Rendition.Size(1_600, 1_800));
    }

    @Test
    void one_that_is_cut_short_anywhere_is_refused() {
        for (var type : List.of(Format.JPEG, Format.PNG)) {
            var whole = type == Format.JPEG ? Camera.jpeg(noise()) : Camera.png(noise());
            for (var share : List.of(0.02, 0.3, 0.6, 0.95)) {
                var cut = Arrays.copyOf(whole, (int) (whole.length * share));
                assertThatThrownBy(() -> develop(cut, type))
                        .as("%s at %s", type, share)
                        .isInstanceOf(InvalidValue.class)
                        .hasMessageContaining("damaged or cut short");
            }
        }
    }

    @Test
    void one_in_the_colours_of_print_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> darkroom.develop(
                        Camera.jpeg(Camera.flag(40, 30)), Format.JPEG, new Inscriptions(1, 4, PictureMetadata.NONE)))
                .hasMessageContaining("save it in RGB");
    }

    private Darkroom.Developed develop(BufferedImage picture) {
        return develop(Camera.jpeg(picture), Format.JPEG);
    }

    private Darkroom.Developed develop(byte[] file, Format type) {
        return darkroom.develop(file, type, UPRIGHT);
    }

    private static BufferedImage noise() {
        var random = new java.util.Random(7);
        var image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < 300; x++) {
            for (var y = 0; y < 200; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static String colour(BufferedImage seen, int x, int y) {
        var colour = new Color(seen.getRGB(x, y));
        return colour.getRed() > 200 ? "RED" : colour.getBlue() > 200 ? "BLUE" : "GREEN";
    }
}
