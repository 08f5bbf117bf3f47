package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is nearly right is refused wherever it is sent, and never taken for something else. */
@Tag("program")
class ReadStrictlyTest {
    private static final List<String> NO_DAYS = List.of("%2B999999999-12-31", "-999999999-01-01", "%2B10000-01-01");
    private static final List<String> NO_INSTANTS = List.of(
            "%2B1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z", "%2B292278995-01-01T00:00:00Z");

    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static String article;

    @BeforeAll
    static void opens() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
        article = people.publishes("city", "Rain over Tolvik", "It rained, and Anna Example was there.");
    }

    @AfterAll
    static void closes() {
        stet.close();
    }

    private static Reply stella(String path, String body) {
        return people.stella().sends("POST", path, Colleague.JSON, BodyPublishers.ofString(body));
    }

    @Test
    void words_are_not_taken_out_for_good_by_a_request_that_is_misspelt() {
        var events = stet.events();
        for (var command : List.of("redaction-preview", "redact-words")) {
            var path = "/api/articles/%s/%s".formatted(article, command);
            stella(path, "{\"words\": [\"anna\"], \"as_written\": true}").refused(422, "unknown-field");
            stella(path, "{\"words\": [\"Anna\"], \"words\": [\"Example\"]}").refused(400, "malformed");
            stella(path, "{\"words\": [\"Anna\"], \"asWritten\": 1}").refused(422, "invalid");
            stella(path, "{\"words\": [1]}").refused(422, "invalid");
        }
        stella("/api/articles/%s/redact-words".formatted(article), "{\"words\": [\"Anna\"], \"ground\": 1}")
                .refused(422, "invalid");
        assertThat(stet.events()).isEqualTo(events);
    }

    @Test
    void nobody_is_let_in_by_a_request_that_is_misspelt() {
        stet.administrator()
                .posts("/api/people/invitations", Map.of("name", "Zoë Marin", "role", List.of("WRITER")))
                .refused(422, "unknown-field");
    }

    @Test
    void an_instant_that_no_newsroom_speaks_of_is_refused_wherever_it_is_asked_about() {
        for (var instant : NO_INSTANTS) {
            for (var path : List.of(
                    "/api/deeds?by=chidi&from=",
                    "/api/deeds?by=chidi&until=",
                    "/api/times?from=",
                    "/api/times?until=",
                    "/api/times.csv?until=",
                    "/api/search?q=rain&since=",
                    "/api/search?q=rain&until=",
                    "/api/search/history?q=rain&since=",
                    "/api/search/history?q=rain&until=",
                    "/api/rehearsals?require=no-waived-check&since=",
                    "/api/articles?stageBefore=",
                    "/api/newsroom/as-of?at=",
                    "/api/articles/" + article + "/as-of?at=",
                    "/api/articles/" + article + "/state-as-of?at=",
                    "/api/articles/" + article + "/redline?from=")) {
                people.stella().gets(path + instant).refused(422, "invalid");
            }
        }
    }

    @Test
    void nor_is_a_day_that_is_typed_on_a_page() {
        for (var day : NO_DAYS) {
            for (var path : List.of(
                    "/newsroom/deeds?by=chidi&since=",
                    "/newsroom/deeds?by=chidi&until=",
                    "/newsroom/times?from=",
                    "/newsroom/times?until=",
                    "/newsroom/search?q=rain&since=",
                    "/newsroom/search?q=rain&until=",
                    "/newsroom/search/history?q=rain&since=",
                    "/newsroom/search/history?q=rain&until=",
                    "/newsroom/rehearsal?require=no-waived-check&since=",
                    "/newsroom/as-of?at=",
                    "/newsroom/articles/" + article + "/as-of?at=")) {
                people.stella().gets(path + day).with(422);
            }
        }
    }

    @Test
    void a_cursor_that_somebody_made_up_leads_nowhere() {
        for (var place : List.of(
                "{\"at\":\"+1000000000-12-31T23:59:59Z\",\"stream\":\"%s\",\"sequence\":0}".formatted(article),
                "{\"at\":\"2026-11-30T10:00:00Z\",\"stream\":\"%s\",\"sequence\":0,\"more\":1}".formatted(article),
                "{\"count\":5}")) {
            var after = Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
            people.stella().gets("/api/deeds?by=chidi&after=" + after).refused(422, "invalid");
        }
    }

    /** By no colleague, who sends only what the description of the API allows. */
    private static HttpResponse<String> asks(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var asked = HttpRequest.newBuilder(URI.create(people.stella().address() + path))
                    .header("Authorization", "Bearer " + people.stella().token());
            return http.send(asked.build(), BodyHandlers.ofString());
        }
    }

    @Test
    void a_list_with_an_empty_place_in_it_has_nothing_there() throws Exception {
        for (var kinds : List.of("%20", "%00", ",COMMENT,", "COMMENT,,NOTE", "&kind=COMMENT")) {
            assertThat(asks("/api/search/history?q=rain&kind=" + kinds).statusCode())
                    .as(kinds)
                    .isEqualTo(200);
        }
        assertThat(asks("/api/search/history?q=rain&kind=COMMENT,GOSSIP").statusCode())
                .isEqualTo(422);
    }

    @Test
    void what_is_said_twice_is_told_without_the_insides() throws Exception {
        assertThat(asks("/api/deeds?by=chidi&limit=a&limit=b").body()).contains("'limit' is said more than once");
    }
}
