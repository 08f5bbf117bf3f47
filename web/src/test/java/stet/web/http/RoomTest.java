package stet.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** What many send at once waits until there is memory for it, before any of it is read. */
class RoomTest {
    private static final int MB = 1 << 20;

    @Test
    void the_next_body_waits_until_one_before_it_has_gone() throws Exception {
        var room = new Room(10 * MB, Duration.ofMinutes(1));
        var first = room.enter(6 * MB);
        var second = CompletableFuture.supplyAsync(() -> room.enter(6 * MB));
        assertThat(second).isNotDone();
        room.leave(first);
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(first);
    }

    @Test
    void who_has_waited_long_enough_is_sent_away_and_takes_nothing() {
        var room = new Room(10 * MB, Duration.ofMillis(10));
        var first = room.enter(6 * MB);
        assertThatThrownBy(() -> room.enter(6 * MB)).isInstanceOf(Room.Crowded.class);
        room.leave(first);
        assertThat(room.enter(6 * MB)).isEqualTo(first);
    }

    @Test
    void what_is_larger_than_all_of_it_has_it_alone() {
        var room = new Room(10 * MB, Duration.ofMillis(10));
        var all = room.enter(40 * MB);
        assertThatThrownBy(() -> room.enter(MB)).isInstanceOf(Room.Crowded.class);
        room.leave(all);
        assertThat(room.enter(10 * MB)).isEqualTo(all);
    }

    @Test
    void a_picture_takes_room_when_it_is_first_read_and_gives_it_back_with_the_answer() throws Exception {
        var room = new Room(MB, Duration.ofMillis(10));
        var limit = new BodyLimit(new Problems(JsonMapper.shared()), room);
        limit.doFilter(picture(), new MockHttpServletResponse(), new MockFilterChain(new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            public void service(ServletRequest request, ServletResponse response) throws IOException {
                room.leave(room.enter(MB));
                assertThat(request.getInputStream().readAllBytes()).hasSize(MB / 2 + 1);
                assertThatThrownBy(() -> room.enter(MB)).isInstanceOf(Room.Crowded.class);
            }
        }));
        room.leave(room.enter(MB));
    }

    /** A session is a row of the database, and public pages and pictures must not wait for that. */
    @Test
    void nobody_is_looked_up_for_what_a_stranger_may_send_as_well() throws Exception {
        var request = new MockHttpServletRequest("GET", "/assets/stet.css") {
            @Override
            public boolean isRequestedSessionIdValid() {
                throw new AssertionError("The session was looked up");
            }
        };
        var chain = new MockFilterChain();
        new BodyLimit(new Problems(JsonMapper.shared()), new Room(MB, Duration.ofMillis(10)))
                .doFilter(request, new MockHttpServletResponse(), chain);
        assertThat(chain.getRequest()).isNotNull();
    }

    private static MockHttpServletRequest picture() {
        var request = new MockHttpServletRequest("POST", "/api/pictures");
        request.setServletPath("/api/pictures");
        request.addHeader("Authorization", "Bearer a-token");
        request.setContent(new byte[MB / 2 + 1]);
        return request;
    }
}
