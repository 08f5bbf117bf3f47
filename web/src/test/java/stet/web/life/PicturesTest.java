package stet.web.life;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.content.Hash;
import stet.eventstore.Databases;

/** A picture comes in by the door, and goes out to the world with the edition that it stands in, and not a moment longer. */
@Tag("program")
@ParameterizedClass
@EnumSource
class PicturesTest {
    @SuppressWarnings("NullAway.Init")
    private static RunningStet stet;

    @SuppressWarnings("NullAway.Init")
    private static Newcomers people;

    PicturesTest(Databases databases) {
        assertThat(databases).isNotNull();
    }

    @BeforeParameterizedClassInvocation
    static void the_newsroom_opens(Databases databases) {
        stet = RunningStet.on(databases.fresh());
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterParameterizedClassInvocation
    static void it_closes() {
        stet.close();
    }

    @Test
    void a_picture_is_kept_once_and_told_with_its_sizes_whichever_way_it_is_sent() {
        var bytes = Photograph.jpeg(1_000, 500);
        var hash = Hash.ofBytes(bytes).value();

        var first = people.pia().uploads("/api/pictures", "ferry.jpg", bytes).with(201);
        var again = people.wanda().posts("/api/pictures", "image/jpeg", bytes).with(200);

        assertThat(first.header("Location")).endsWith("/api/pictures/" + hash);
        assertThat(again.text()).isEqualTo(first.text());
        var told = people.wanda().sees("/api/pictures/" + hash);
        assertThat(told).isEqualTo(first.json());
        assertThat(told.path("picture").asString()).isEqualTo(hash);
        assertThat(told.path("mediaType").asString()).isEqualTo("image/jpeg");
        assertThat(told.path("bytes").asInt()).isEqualTo(bytes.length);
        assertThat(told.path("width").asInt()).isEqualTo(1_000);
        assertThat(told.path("renditions")
                        .valueStream()
                        .map(each -> each.path("address").asString()))
                .containsExactly(
                        "/newsroom/pictures/" + hash + "/480",
                        "/newsroom/pictures/" + hash + "/960",
                        "/newsroom/pictures/" + hash + "/1000");
        assertThat(told.path("suggestions").path("caption").asString()).isEmpty();
    }

    @Test
    void colleagues_see_it_in_the_size_that_they_have_room_for_and_can_save_the_file() throws IOException {
        var bytes = Photograph.jpeg(1_001, 500);
        var hash = people.keeps(bytes);
        people.chidi().gets("/api/pictures/" + hash).refused(404, "no-such-picture");
        people.shows(people.drafts("city", "A ferry sails", "Many saw it."), "f1", hash);

        for (var room : Map.of(480, 480, 500, 960, 961, 1_001, 9_999, 1_001).entrySet()) {
            var shown = people.chidi()
                    .gets("/newsroom/pictures/" + hash + "/" + room.getKey())
                    .with(200);
            assertThat(shown.header("Content-Type")).isEqualTo("image/jpeg");
            assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(shown.header("Cache-Control")).contains("private").doesNotContain("public");
            assertThat(ImageIO.read(new ByteArrayInputStream(shown.bytes())).getWidth())
                    .isEqualTo(room.getValue());
        }
        var original =
                people.chidi().gets("/api/pictures/" + hash + "/original").with(200);
        assertThat(original.bytes()).isEqualTo(bytes);
        assertThat(original.header("Content-Disposition")).startsWith("attachment");
    }

    @Test
    void an_article_cannot_name_a_file_that_nobody_has_sent() {
        var article = people.drafts("city", "A ferry is lost", "Nobody saw it.");
        var bytes = Photograph.jpeg(61, 50);
        var hash = Hash.ofBytes(bytes).value();

        var refused = people.showing(article, "f1", hash).refused(422, "invalid");
        assertThat(refused.sentence()).contains(hash, "send the file first");
        assertThat(people.wanda()
                        .sees("/api/articles/" + article)
                        .path("revision")
                        .asInt())
                .isEqualTo(1);

        people.showing(article, "f1", people.keeps(bytes)).with(200);
    }

    @Test
    void nobody_else_may_send_or_see_one() {
        var bytes = Photograph.jpeg(60, 50);
        var hash = people.keeps(bytes);

        stet.world().posts("/api/pictures", "image/jpeg", bytes).refused(401, "not-signed-in");
        stet.administrator().posts("/api/pictures", "image/jpeg", bytes).refused(403, "role-missing");
        people.stella().uploads("/api/pictures", "a.jpg", bytes).refused(403, "role-missing");
        stet.world().gets("/api/pictures/" + hash).refused(401, "not-signed-in");
        stet.world().gets("/api/pictures/" + hash + "/original").refused(401, "not-signed-in");
        assertThat(stet.world().gets("/newsroom/pictures/" + hash + "/480").status())
                .isNotEqualTo(200);
        var none = Hash.ofBytes(new byte[] {9}).value();
        people.wanda().gets("/api/pictures/" + none).refused(404, "no-such-picture");
        people.wanda().gets("/api/pictures/" + none + "/original").refused(404, "no-such-picture");
        people.wanda().gets("/newsroom/pictures/" + none + "/480").with(404);
        people.wanda().gets("/api/pictures/none").refused(422, "invalid");
    }

    @Test
    void a_picture_whose_form_is_refused_leaves_nothing_behind_and_one_whose_form_is_not_is_kept_with_the_article() {
        var article = people.drafts("city", "The ferry is late", "It left at noon.");
        var form = "/newsroom/articles/" + article + "/pictures";
        var bytes = Photograph.jpeg(700, 300);
        var hash = Hash.ofBytes(bytes).value();
        var before = List.of("media_piece", "media_rendition", "media_picture").stream()
                .map(stet::rows)
                .toList();

        people.wanda().uploads(form + "?figure=gone", "ferry.jpg", bytes).with(404);
        stet.administrator().uploads(form, "ferry.jpg", bytes).with(403);
        people.wanda()
                .uploads("/newsroom/articles/none/pictures", "ferry.jpg", bytes)
                .with(404);
        people.wanda().gets("/api/pictures/" + hash).refused(404, "no-such-picture");
        assertThat(List.of("media_piece", "media_rendition", "media_picture").stream()
                        .map(stet::rows)
                        .toList())
                .isEqualTo(before);

        people.wanda().uploads(form + "?after=b1", "ferry.jpg", bytes).with(303);
        people.wanda().gets("/api/pictures/" + hash + "/original").with(200);
        assertThat(people.wanda().sees("/api/articles/" + article).toString()).contains(hash);
    }

    @Test
    void what_is_no_picture_is_refused_with_a_sentence_and_leaves_nothing_behind() {
        var before = stet.rows("media_piece").size();

        refused(
                "page.jpg",
                "<!DOCTYPE html><script>alert(1)</script>".getBytes(UTF_8),
                "no picture that Stet can show");
        refused(
                "drawing.svg",
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                        .getBytes(UTF_8),
                "no picture that Stet can show");
        refused("cut.jpg", Arrays.copyOf(noise(), 20_000), "damaged or cut short");
        refused("bomb.png", bomb(), "50,000 × 50,000 pixels");
        refused("nothing.jpg", new byte[0], "The file is empty");
        refused("clip.gif", "GIF89a".getBytes(UTF_8), "damaged or cut short");
        refused("phone.heic", "\0\0\0\30ftypheic\0\0\0\0mif1heic".getBytes(UTF_8), "looks like HEIC");
        people.pia()
                .posts("/api/pictures", "image/svg+xml", "<svg onload='alert(1)'/>".getBytes(UTF_8))
                .refused(422, "invalid");
        people.pia().posts("/api/pictures", Map.of("file", "x")).with(415);
        var large = new byte[21 << 20];
        assertThat(people.pia()
                        .uploads("/api/pictures", "large.jpg", large)
                        .refused(413, "too-large")
                        .sentence())
                .isEqualTo("This is larger than 20 MB, more than any picture. Nothing was taken");
        people.pia()
                .sends(
                        "POST",
                        "/api/pictures",
                        "image/jpeg",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .refused(413, "too-large");
        people.pia()
                .sends(
                        "POST",
                        "/api/pictures",
                        "multipart/form-data; boundary=x",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(ByteBuffer.allocate(
                                        large.length + 64)
                                .put("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                                        .getBytes(US_ASCII))
                                .array())))
                .refused(413, "too-large");

        assertThat(stet.rows("media_piece")).hasSize(before);
        assertThat(stet.rows("media_picture").toString()).doesNotContain("script");
    }

    private static long readings() {
        return stet.rows("people_access").stream()
                .filter(row -> row.contains("READ_IN_CONFIDENCE"))
                .count();
    }

    @Test
    void the_world_sees_a_picture_with_its_edition_and_not_before_nor_while_it_is_held_nor_after_it_is_killed() {
        var hash = people.keeps(Photograph.jpeg(1_200, 800));
        var article = people.shows(people.drafts("city", "A ferry sails", "It sailed all night."), "f1", hash);
        gone(hash);

        people.publishesPictured(article, "f1");

        var picture = "/pictures/" + hash + "/480";
        var shown = stet.world().gets(picture).with(200);
        assertThat(shown.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(shown.header("Cache-Control")).isEqualTo("max-age=60, must-revalidate, public");
        assertThat(shown.headers().allValues("Set-Cookie")).isEmpty();
        var asked = stet.world().with("If-None-Match", shown.header("ETag"));
        var same = asked.gets(picture).with(304);
        assertThat(same.header("Cache-Control")).isEqualTo("max-age=60, must-revalidate, public");
        assertThat(same.bytes()).isEmpty();
        stet.world()
                .sends("HEAD", picture, "text/plain", BodyPublishers.noBody())
                .with(200);
        stet.world().gets("/pictures/" + hash).with(200);

        var img = Jsoup.parse(stet.world().gets("/news/" + people.slug(article)).text())
                .select("figure img");
        assertThat(img.attr("src")).isEqualTo("/pictures/" + hash);
        assertThat(img.attr("srcset"))
                .isEqualTo(
                        "/pictures/%1$s/480 480w, /pictures/%1$s/960 960w, /pictures/%1$s/1200 1200w".formatted(hash));
        assertThat(img.attr("sizes")).isNotEmpty();
        assertThat(img.attr("width")).isEqualTo("1200");
        assertThat(img.attr("height")).isEqualTo("800");
        assertThat(img.attr("alt")).isEqualTo("A white ferry at a pier");
        assertThat(img.attr("loading")).isEqualTo("lazy");
        var lead = Jsoup.parse(stet.world().gets("/").text())
                .select(".teaser:has(a[href$='%s']) img".formatted(people.slug(article)));
        assertThat(lead.attr("src")).isEqualTo("/pictures/" + hash);
        assertThat(lead.attr("srcset")).isEqualTo(img.attr("srcset"));
        assertThat(lead.attr("width")).isEqualTo("1200");
        assertThat(lead.attr("height")).isEqualTo("800");
        assertThat(lead.attr("alt")).isEqualTo("A white ferry at a pier");
        assertThat(Jsoup.parse(stet.world().gets("/").text()).select(".teaser:not(.lead) img:not([loading=lazy])"))
                .isEmpty();
        var told = stet.world().sees("/api/published/" + people.slug(article)).at("/body/1/renditions/0");
        assertThat(told.path("address").asString()).isEqualTo(picture);
        assertThat(told.path("height").asInt()).isEqualTo(320);

        people.paul()
                .asks(article, "hold-article", Map.of("reason", "A complaint"))
                .with(200);
        gone(hash);
        asked.gets(picture).with(404);
        people.paul().asks(article, "release-hold", Map.of()).with(200);
        stet.world().gets(picture).with(200);

        people.stella()
                .asks(article, "kill-article", Map.of("reason", "It did not sail", "notice", "We were wrong"))
                .with(200);
        gone(hash);

        var before = readings();
        var archived = people.stella().gets(picture).with(200);
        assertThat(archived.bytes()).isEqualTo(shown.bytes());
        assertThat(archived.header("Cache-Control")).isEqualTo("no-store, private");
        assertThat(readings()).as("it is the picture of a killed story").isEqualTo(before + 1);
        for (var other : List.of(people.wanda(), people.paul(), stet.administrator())) {
            other.gets(picture).with(404);
        }
        people.stella()
                .gets("/pictures/" + people.keeps(Photograph.jpeg(1_300, 800)))
                .with(404);
        people.wanda().gets("/newsroom" + picture).with(404);
        people.stella().gets("/newsroom" + picture).with(200);
    }

    @Test
    void a_picture_that_only_the_working_copy_has_is_not_the_worlds() {
        var shown = people.keeps(Photograph.jpeg(300, 200));
        var replacement = people.keeps(Photograph.jpeg(302, 200));
        var article = people.shows(people.drafts("city", "A ferry returns", "It came back."), "f1", shown);
        people.publishesPictured(article, "f1");

        var _ = people.shows(article, "f1", replacement);

        stet.world().gets("/pictures/" + shown + "/480").with(200);
        gone(replacement);
        var preview = people.wanda()
                .gets("/newsroom/articles/" + article + "/preview/story")
                .with(200);
        var address = Jsoup.parse(preview.text()).select("figure img").attr("src");
        assertThat(address).isEqualTo("/newsroom/pictures/" + replacement);
        people.wanda().gets(address).with(200);
    }

    private static void gone(String hash) {
        for (var address : List.of("/pictures/" + hash, "/pictures/" + hash + "/480", "/pictures/" + hash + "/1600")) {
            var answer = stet.world().gets(address).with(404);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.bytes()).isEmpty();
        }
    }

    private static void refused(String name, byte[] bytes, String sentence) {
        assertThat(people.pia()
                        .uploads("/api/pictures", name, bytes)
                        .refused(422, "invalid")
                        .sentence())
                .contains(sentence);
    }

    private static byte[] noise() {
        var random = new Random(7);
        var image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < 300; x++) {
            for (var y = 0; y < 200; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return Photograph.written(image);
    }

    /** The header of a picture of billions of pixels, and nothing behind it. */
    private static byte[] bomb() {
        var header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(US_ASCII))
                .putInt(50_000)
                .putInt(50_000)
                .put((byte) 8)
                .put((byte) 6);
        var sum = new CRC32();
        sum.update(header.array());
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
                .putInt(13)
                .put(header.array())
                .putInt((int) sum.getValue())
                .array();
    }
}
