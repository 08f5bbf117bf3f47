package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stet.eventstore.Databases;

/** Nobody holds a connection for as long as they like. */
@Tag("program")
class ConnectionsTest {
    private static RunningStet stet;

    @BeforeAll
    static void a_newsroom_is_on_the_internet() {
        stet = RunningStet.on(
                Databases.H2.fresh(),
                "--stet.connections.head-within=1s",
                "--stet.connections.grace=1s",
                "--stet.connections.least-speed=1000",
                "--stet.live.per-person=2",
                "--stet.live.per-network=3");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void headers_that_come_one_letter_at_a_time_are_not_waited_for() throws Exception {
        try (var wire = new Wire(stet.port())) {
            wire.sends("GET / HTTP/1.1\r\nHost: localhost\r\n");
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        trickles(wire, "a");
                        return wire.isClosed();
                    });
        }
    }

    @Test
    void a_body_that_comes_one_letter_at_a_time_is_refused_with_a_sentence() throws Exception {
        try (var wire = new Wire(stet.port())) {
            wire.sends("POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 8000\r\n\r\n{");
            var answer = trickled(wire);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("/api/problems/request-timeout");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void a_form_that_comes_one_letter_at_a_time_is_not_waited_for() throws Exception {
        try (var wire = new Wire(stet.port())) {
            wire.sends(
                    "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: 8000\r\n\r\nname=");
            trickled(wire);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void a_body_that_nobody_reads_is_not_waited_for_either() throws Exception {
        try (var wire = new Wire(stet.port())) {
            wire.sends("POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 5000000\r\n\r\n{");
            assertThat(wire.hears(Duration.ofSeconds(2))).startsWith("HTTP/1.1 413");
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        trickles(wire, " ");
                        return wire.isClosed();
                    });
        }
    }

    @Test
    void what_comes_at_a_fair_speed_is_taken_and_the_connection_goes_on() throws Exception {
        try (var wire = new Wire(stet.port())) {
            var body = "{\"name\":\"nobody\",\"password\":\"a guess\"}";
            for (var n = 0; n < 2; n++) {
                wire.sends(
                        "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(body.length(), body));
                assertThat(wire.hears(Duration.ofSeconds(2))).startsWith("HTTP/1.1 422");
            }
        }
    }

    @Test
    void so_many_pages_of_one_person_and_of_one_network_hear_and_no_more() throws Exception {
        var wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER");
        var sam = stet.welcomes("sam", "Sam", "WRITER");
        var lines = new ArrayList<HttpResponse<?>>();
        try {
            lines.add(listens(wanda, "127.0.0.2"));
            lines.add(listens(wanda, "127.0.0.2"));
            assertThat(lines).allSatisfy(line -> assertThat(line.statusCode()).isEqualTo(200));

            var hers = wanda.gets("/newsroom/live").refused(429, "too-many-lines");
            assertThat(hers.sentence()).isEqualTo("You have 2 pages open that hear what happens; close one of them");
            assertThat(hers.header("Retry-After")).isEqualTo("15");

            lines.add(listens(sam, "127.0.0.2"));
            assertThat(lines.getLast().statusCode()).isEqualTo(200);
            assertThat(listens(stet.administrator(), "127.0.0.2").statusCode()).isEqualTo(429);
            lines.add(listens(stet.administrator(), "127.0.0.3"));
            assertThat(lines.getLast().statusCode()).isEqualTo(200);
        } finally {
            for (var line : lines) {
                ((InputStream) line.body()).close();
            }
        }
    }

    private static HttpResponse<InputStream> listens(Colleague who, String from) throws Exception {
        var http = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(from))
                .build();
        return http.send(
                HttpRequest.newBuilder(URI.create(who.address() + "/newsroom/live"))
                        .header("Authorization", "Bearer " + who.token())
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Sends a letter, and another later than the program waits for; what is sent after its answer would break the connection. */
    private static String trickled(Wire wire) throws IOException {
        trickles(wire, " ");
        assertThat(wire.hears(Duration.ofSeconds(3))).isEmpty();
        trickles(wire, " ");
        return wire.hears(Duration.ofSeconds(30));
    }

    private static void trickles(Wire wire, String letter) {
        try {
            wire.sends(letter);
        } catch (IOException closed) {
            // That is what is waited for.
        }
    }
}
