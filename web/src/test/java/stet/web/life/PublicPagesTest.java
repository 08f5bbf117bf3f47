package stet.web.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import stet.domain.content.Hash;
import stet.eventstore.Databases;

/**
 * Pages that are made once and kept. What the world has asked for, over and over, it is never sent again once the newsroom was told that it is
 * out no more; on PostgreSQL a second program says the same.
 */
@Tag("program")
@ParameterizedClass
@EnumSource
class PublicPagesTest {
    @SuppressWarnings("NullAway.Init")
    private static RunningStet stet;

    @SuppressWarnings("NullAway.Init")
    private static RunningStet other;

    @SuppressWarnings("NullAway.Init")
    private static Newcomers people;

    PublicPagesTest(Databases databases) {
        assertThat(databases).isNotNull();
    }

    @BeforeParameterizedClassInvocation
    static void the_newsroom_opens(Databases databases) {
        var address = databases.fresh();
        stet = RunningStet.on(address);
        other = databases == Databases.POSTGRESQL ? stet.again(address) : stet;
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterParameterizedClassInvocation
    static void it_closes() {
        if (!other.equals(stet)) {
            other.close();
        }
        stet.close();
    }

    @Test
    void what_is_published_corrected_noted_held_released_or_killed_is_what_the_next_reader_sees() {
        shown("/", 200, "", "Rain over Tolvik");
        var article = people.publishes("city", "Rain over Tolvik", "It rained for many days.");
        var story = "/news/" + people.slug(article);
        var first = story + "/editions/1";
        shown("/", 200, "Rain over Tolvik", "Nothing has been published yet");
        shown("/sections/City", 200, "Rain over Tolvik", "Corrected");
        shown(story, 200, "many days", "This is not the latest edition");
        shown(first, 200, "many days", "This is not the latest edition");

        people.rewrites(article, "It rained for some days.");
        people.corrects(article, "We said many days", "It was some days");
        shown("/", 200, "Corrected", "Nothing has been published yet");
        shown("/sections/City", 200, "Corrected", "Nothing");
        shown(story, 200, "It rained for some days.", "It rained for many days.");
        shown(first, 200, "This is not the latest edition", "It rained for some days.");

        people.stella()
                .asks(article, "attach-editors-note", Map.of("note", "Readers told us."))
                .with(200);
        shown(story, 200, "Readers told us.", "It rained for many days.");

        people.stella()
                .asks(article, "hold-article", Map.of("reason", "A complaint"))
                .with(200);
        shown("/", 200, "", "Rain over Tolvik");
        assertThat(stet.world().gets("/sections/City").text()).doesNotContain("Rain over Tolvik");
        assertThat(other.world().gets("/sections/City").text()).doesNotContain("Rain over Tolvik");
        shown(story, 404, "not available", "rained");
        shown(first, 404, "not available", "rained");

        people.stella().asks(article, "release-hold", Map.of()).with(200);
        shown("/", 200, "Rain over Tolvik", "Nothing has been published yet");
        shown(story, 200, "It rained for some days.", "not available");

        people.stella()
                .asks(article, "kill-article", Map.of("reason", "There was no rain", "notice", "We were wrong"))
                .with(200);
        shown("/", 200, "", "Rain over Tolvik");
        shown(story, 410, "We were wrong", "rained");
        shown(first, 410, "We were wrong", "rained");
    }

    @Test
    void readers_who_ask_all_the_while_see_nothing_old_once_the_answer_has_come() throws Exception {
        var article = people.publishes("city", "Fog over Tolvik", "There was fog.");
        var story = "/news/" + people.slug(article);
        for (var round = 0; round < 10; round++) {
            var held = new AtomicBoolean();
            var enough = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var readers = Stream.of(stet, other, stet, other)
                        .map(node -> threads.submit(reading(node, story, held, enough)))
                        .toList();
                people.stella()
                        .asks(article, "hold-article", Map.of("reason", "A complaint"))
                        .with(200);
                held.set(true);
                assertThat(stet.world().gets(story).status()).isEqualTo(404);
                assertThat(other.world().gets(story).status()).isEqualTo(404);
                enough.set(true);
                for (Future<?> reader : readers) {
                    reader.get();
                }
            } finally {
                enough.set(true);
            }
            people.stella().asks(article, "release-hold", Map.of()).with(200);
        }
    }

    private static Callable<Integer> reading(RunningStet node, String story, AtomicBoolean held, AtomicBoolean enough) {
        return () -> {
            var read = 0;
            while (!enough.get()) {
                var heldBefore = held.get();
                var status = node.world().gets(story).status();
                assertThat(status).isIn(200, 404);
                assertThat(heldBefore && status == 200)
                        .as("shown after it was held")
                        .isFalse();
                read++;
            }
            return read;
        };
    }

    @Test
    void every_public_address_is_sent_compressed_to_whoever_takes_it_so_and_not_again_while_it_is_the_same()
            throws IOException {
        var picture = Photograph.jpeg(1_000, 500);
        var hash = people.keeps(picture);
        var article = people.drafts("city", "Sun over Tolvik", "The sun shone for days. ".repeat(200));
        people.shows(article, "p1", hash);
        people.publishesPictured(article, "p1");
        var slug = people.slug(article);
        var instant = Instant.now();
        var compressed = new TreeMap<>(Map.of(
                "/", "/",
                "/sections/{section}", "/sections/City",
                "/search", "/search",
                "/news/{slug}", "/news/" + slug,
                "/news/{slug}/editions/{number:[1-9][0-9]{0,8}}", "/news/" + slug + "/editions/1",
                "/api/published", "/api/published",
                "/api/published/{slug}", "/api/published/" + slug,
                "/api/published/{slug}/editions", "/api/published/" + slug + "/editions",
                "/api/published/{slug}/editions/{number}", "/api/published/" + slug + "/editions/1"));
        Map.of(
                        "/as-of/{instant}", "/as-of/%s",
                        "/as-of/{instant}/sections/{section}", "/as-of/%s/sections/City",
                        "/as-of/{instant}/news/{slug}", "/as-of/%s/news/" + slug,
                        "/as-of/{instant}/news/{slug}/editions/{number:[1-9][0-9]{0,8}}",
                                "/as-of/%s/news/" + slug + "/editions/1",
                        "/api/as-of/{instant}/published", "/api/as-of/%s/published",
                        "/api/as-of/{instant}/published/{slug}", "/api/as-of/%s/published/" + slug,
                        "/api/as-of/{instant}/published/{slug}/editions",
                                "/api/as-of/%s/published/" + slug + "/editions",
                        "/api/as-of/{instant}/published/{slug}/editions/{number}",
                                "/api/as-of/%s/published/" + slug + "/editions/1")
                .forEach((pattern, address) -> compressed.put(pattern, address.formatted(instant)));
        // Pictures are compressed already.
        var asTheyAre = new TreeMap<>(Map.of(
                "/pictures/{picture:[0-9a-f]{64}}",
                "/pictures/" + hash,
                "/pictures/{picture:[0-9a-f]{64}}/{room:[1-9][0-9]{0,4}}",
                "/pictures/" + hash + "/320"));
        var told = new TreeSet<>(compressed.keySet());
        told.addAll(asTheyAre.keySet());
        // A list that has no ETag.
        told.add("/timemap/**");
        // Hashes and signatures, which nothing makes smaller.
        told.addAll(List.of(
                "/seal/checkpoint",
                "/seal/policy",
                "/seal/tile/{*path}",
                "/seal/statements/checkpoint",
                "/seal/statements/tile/{*path}"));
        assertThat(publicAddresses()).as("each of them is asked for here").isEqualTo(told);

        for (var node : List.of(stet, other)) {
            for (var address : compressed.values()) {
                var plain = node.world().gets(address).with(200);
                var packing = node.world().with("Accept-Encoding", "gzip, deflate, br");
                var packed = packing.gets(address).with(200);

                assertThat(packed.header("Content-Encoding")).as(address).isEqualTo("gzip");
                assertThat(unpacked(packed.bytes())).as(address).isEqualTo(plain.text());
                assertThat(packed.bytes().length).as(address).isLessThan(plain.bytes().length);
                assertThat(packed.headers().allValues("Vary"))
                        .as(address)
                        .anyMatch(names -> names.toLowerCase(Locale.ROOT).contains("accept-encoding"));
                assertThat(plain.headers().allValues("Vary"))
                        .as(address)
                        .anyMatch(names -> names.toLowerCase(Locale.ROOT).contains("accept-encoding"));
                assertThat(packed.header("ETag")).as(address).startsWith("W/\"").isEqualTo(plain.header("ETag"));
                var again = packing.with("If-None-Match", packed.header("ETag"))
                        .gets(address)
                        .with(304);
                assertThat(again.bytes()).as(address).isEmpty();
                assertThat(again.header("ETag")).as(address).isEqualTo(packed.header("ETag"));
                assertThat(node.world()
                                .with("Accept-Encoding", "gzip;q=0")
                                .gets(address)
                                .header("Content-Encoding"))
                        .as(address)
                        .isEmpty();
            }
            for (var address : asTheyAre.values()) {
                var answer = node.world()
                        .with("Accept-Encoding", "gzip")
                        .gets(address)
                        .with(200);
                assertThat(answer.header("Content-Encoding")).as(address).isEmpty();
                node.world()
                        .with("Accept-Encoding", "gzip")
                        .with("If-None-Match", answer.header("ETag"))
                        .gets(address)
                        .with(304);
            }
        }
        assertThat(Hash.ofBytes(picture).value()).isEqualTo(hash);
    }

    /** The patterns of all addresses that show what is published. */
    private static Set<String> publicAddresses() {
        var addresses = new TreeSet<String>();
        stet.parts(RequestMappingHandlerMapping.class)
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, method) -> {
                    if (isPublic(method)) {
                        addresses.addAll(info.getPatternValues());
                    }
                }));
        return addresses;
    }

    private static boolean isPublic(HandlerMethod method) {
        return method.getBeanType().getPackageName().equals("stet.web.pages");
    }

    private static String unpacked(byte[] bytes) throws IOException {
        try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(unpacking.readAllBytes(), UTF_8);
        }
    }

    /** On every program, twice, plain and compressed. */
    private static void shown(String address, int status, String words, String never) {
        for (var node : List.of(stet, other)) {
            for (var time = 0; time < 2; time++) {
                var answer = node.world().gets(address).with(status);
                assertThat(answer.text()).as(address).contains(words).doesNotContain(never);
                if (status == 200) {
                    var packed = node.world()
                            .with("Accept-Encoding", "gzip")
                            .gets(address)
                            .with(200);
                    try {
                        assertThat(unpacked(packed.bytes())).as(address).isEqualTo(answer.text());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }
}
