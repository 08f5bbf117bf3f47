package stet.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.InvalidValue;
import stet.domain.content.Hash;
import stet.eventstore.Databases;
import stet.eventstore.tables.Migrations;

@Tag("database")
@ParameterizedClass
@EnumSource
class PicturesTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    private final HikariDataSource database;
    private final Pictures pictures;

    PicturesTest(Databases databases) {
        database = databases.fresh().open();
        Migrations.run(database, "media");
        pictures = new Pictures(JdbcClient.create(database));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_picture_comes_back_byte_for_byte_with_its_sizes_and_what_it_says_of_itself() {
        var bytes = Camera.withExif(
                Camera.withIptc(Camera.jpeg(Camera.flag(1_200, 800)), Map.of(120, "Workers leave the mill.")),
                Camera.exif(6, "2026:11:20 14:03:05", 54, 10));

        var arrival = pictures.keep(bytes, MONDAY);

        assertThat(arrival.isNew()).isTrue();
        var picture = arrival.picture();
        assertThat(picture.hash()).isEqualTo(Hash.ofBytes(bytes));
        assertThat(picture.mediaType()).isEqualTo("image/jpeg");
        assertThat(picture.bytes()).isEqualTo(bytes.length);
        assertThat(picture.size()).isEqualTo(new Rendition.Size(800, 1_200));
        assertThat(picture.renditions()).containsExactly(new Rendition.Size(480, 720), new Rendition.Size(800, 1_200));
        assertThat(picture.suggestions().caption()).isEqualTo("Workers leave the mill.");
        assertThat(picture.suggestions().taken()).isEqualTo("2026-11-20T14:03");
        assertThat(pictures.find(picture.hash())).contains(picture);
        assertThat(pictures.original(picture.hash())).hasValueSatisfying(original -> {
            assertThat(original.bytes()).isEqualTo(bytes);
            assertThat(original.mediaType()).isEqualTo("image/jpeg");
            assertThat(original.name()).endsWith(".jpg");
        });
        assertThat(pictures.rendition(picture.hash(), 480))
                .hasValueSatisfying(rendition ->
                        assertThat(Camera.seen(rendition.bytes()).getHeight()).isEqualTo(720));
        assertThat(pictures.rendition(picture.hash(), 500))
                .hasValueSatisfying(
                        rendition -> assertThat(rendition.size().width()).isEqualTo(800));
        assertThat(pictures.rendition(picture.hash(), 5_000))
                .hasValueSatisfying(
                        rendition -> assertThat(rendition.size().width()).isEqualTo(800));
        assertThat(pictures.rendition(Hash.ofBytes(new byte[] {9}), 480)).isEmpty();
    }

    @Test
    void the_same_bytes_are_kept_once_and_answered_the_same() {
        var bytes = Camera.png(Camera.flag(50, 40));

        var first = pictures.keep(bytes, MONDAY);
        var again = pictures.keep(bytes, MONDAY.plusSeconds(60));

        assertThat(again.isNew()).isFalse();
        assertThat(again.picture()).isEqualTo(first.picture());
        assertThat(rows("media_picture")).isEqualTo(1);
    }

    @Test
    void one_of_many_megabytes_is_kept_in_pieces_and_comes_back_whole() {
        var random = new Random(7);
        var noise = new BufferedImage(1_100, 1_000, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < 1_100; x++) {
            for (var y = 0; y < 1_000; y++) {
                noise.setRGB(x, y, random.nextInt());
            }
        }
        var bytes = Camera.png(noise);
        assertThat(bytes.length).isGreaterThan(3 << 20);

        var hash = pictures.keep(bytes, MONDAY).picture().hash();

        assertThat(rows("media_piece")).isEqualTo(4);
        assertThat(pictures.original(hash))
                .hasValueSatisfying(original -> assertThat(original.bytes()).isEqualTo(bytes));
    }

    @Test
    void what_was_killed_half_way_is_finished_when_the_picture_comes_again() {
        var bytes = Camera.jpeg(Camera.flag(50, 40));
        var hash = pictures.keep(bytes, MONDAY).picture().hash();
        var jdbc = JdbcClient.create(database);
        jdbc.sql("DELETE FROM media_picture").update();
        jdbc.sql("DELETE FROM media_rendition").update();
        assertThat(pictures.find(hash)).isEmpty();
        assertThat(pictures.original(hash)).isEmpty();

        assertThat(pictures.keep(bytes, MONDAY).isNew()).isTrue();

        assertThat(pictures.original(hash))
                .hasValueSatisfying(original -> assertThat(original.bytes()).isEqualTo(bytes));
    }

    @Test
    void many_who_send_the_same_picture_at_once_all_succeed_and_one_was_first() throws Exception {
        try (var senders = Executors.newFixedThreadPool(8)) {
            for (var round = 0; round < 5; round++) {
                var bytes = Camera.png(Camera.flag(20 + round, 20));
                var sent = IntStream.range(0, 8)
                        .<Callable<Pictures.Arrival>>mapToObj(_ -> () -> pictures.keep(bytes, MONDAY))
                        .toList();
                var first = 0;
                for (var answer : senders.invokeAll(sent)) {
                    assertThat(answer.get().picture().hash()).isEqualTo(Hash.ofBytes(bytes));
                    first += answer.get().isNew() ? 1 : 0;
                }
                assertThat(first).isEqualTo(1);
            }
        }
    }

    @Test
    void several_are_found_at_once_and_those_that_are_not_kept_are_left_out() {
        var one = pictures.keep(Camera.png(Camera.flag(50, 40)), MONDAY).picture();
        var two = pictures.keep(Camera.png(Camera.flag(40, 50)), MONDAY).picture();

        assertThat(pictures.find(List.of(two.hash(), Hash.ofBytes(new byte[] {9}), one.hash())))
                .containsOnly(Map.entry(one.hash(), one), Map.entry(two.hash(), two));
        assertThat(pictures.find(List.of())).isEmpty();
    }

    @Test
    void what_is_no_picture_is_refused_with_a_sentence_and_not_kept() {
        refused(new byte[0], "The file is empty");
        refused(
                "<!DOCTYPE html><script>alert(1)</script>".getBytes(UTF_8),
                "This file is no picture that Stet can show; it takes JPEG, PNG, WebP and GIF");
        refused(
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".getBytes(UTF_8),
                "This file is no picture that Stet can show; it takes JPEG, PNG, WebP and GIF");
        refused("GIF89a and more".getBytes(UTF_8), "This GIF is damaged or cut short: it cannot be read to its end");
        refused(
                "RIFF\30\0\0\0WEBPVP8 and more".getBytes(UTF_8),
                "This WEBP is damaged or cut short: it cannot be read to its end");
        refused(
                "\0\0\0\30ftypheic\0\0\0\0mif1heic".getBytes(UTF_8),
                "This file looks like HEIC, which Stet cannot show; save it as JPEG and send it again");
        refused(
                "\0\0\0\34ftypavif\0\0\0\0avifmif1miaf".getBytes(UTF_8),
                "This file looks like AVIF, which Stet cannot show; save it as JPEG and send it again");
        refused(new byte[Pictures.LARGEST + 1], "This picture is larger than 20 MB");
        refused(
                new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 0, 0, 0},
                "This JPEG is damaged or cut short: it cannot be read to its end");
        assertThat(rows("media_picture") + rows("media_piece") + rows("media_rendition"))
                .isZero();
    }

    private void refused(byte[] bytes, String sentence) {
        assertThatThrownBy(() -> pictures.keep(bytes, MONDAY))
                .isInstanceOf(InvalidValue.class)
                .hasMessage(sentence);
    }

    private int rows(String table) {
        return JdbcClient.create(database)
                .sql("SELECT COUNT(*) FROM " + table)
                .query(Integer.class)
                .single();
    }
}
