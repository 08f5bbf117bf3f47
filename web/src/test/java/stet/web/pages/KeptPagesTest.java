package stet.web.pages;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of the pages that were made, and when it is sent. */
class KeptPagesTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void a_page_is_sent_while_nothing_has_happened_and_made_anew_only_if_it_shows_something_else() {
        var pages = new PublicPages(() -> "here");

        var first = pages.shows("/", "1", new Sheets.Sheet("tag", true, this::html));

        assertThat(pages.at("/", "1")).isSameAs(first);
        assertThat(pages.at("/", "2")).isNull();
        assertThat(pages.shows("/", "2", new Sheets.Sheet("tag", true, this::html)))
                .isSameAs(first);
        assertThat(pages.at("/", "2")).isSameAs(first);
        assertThat(made).hasValue(1);
        assertThat(pages.shows("/", "3", new Sheets.Sheet("other", true, this::html)))
                .isNotSameAs(first);
        assertThat(made).hasValue(2);
    }

    @Test
    void what_may_change_by_itself_is_looked_at_each_time() {
        var pages = new PublicPages(() -> "here");

        pages.shows("/", "1", new Sheets.Sheet("tag", false, this::html));

        assertThat(pages.at("/", "1")).isNull();
    }

    @Test
    void they_take_no_more_room_than_they_may() {
        var pages = new PublicPages(() -> "here");
        var megabyte = IntStream.range(0, 1 << 20)
                .mapToObj(n -> "%c".formatted('a' + (n * 31 + n / 7) % 26))
                .collect(Collectors.joining());

        for (var page = 0; page < 100; page++) {
            pages.shows(page, "1", new Sheets.Sheet("tag" + page, true, () -> megabyte));
        }

        await().atMost(10, SECONDS)
                .until(() -> IntStream.range(0, 100)
                                .filter(page -> pages.at(page, "1") != null)
                                .count()
                        <= 32);
    }

    @Test
    void whoever_comes_while_a_question_is_under_way_shares_the_next_one_and_not_that() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var pages = new PublicPages(() -> {
            var question = asked.incrementAndGet();
            if (question == 1) {
                begun.countDown();
                waitFor(go);
            }
            return "place " + question;
        });
        var answers = new ConcurrentLinkedQueue<String>();
        var first = Thread.ofPlatform().start(() -> answers.add(pages.now()));
        waitFor(begun);
        var later = IntStream.range(0, 20)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> answers.add(pages.now())))
                .toList();
        await().atMost(10, SECONDS)
                .until(() -> later.stream().allMatch(reader -> reader.getState() == Thread.State.WAITING));
        go.countDown();
        first.join();
        for (var reader : later) {
            reader.join();
        }

        assertThat(answers).hasSize(21).containsOnlyOnce("place 1");
        assertThat(answers.stream().filter("place 2"::equals)).hasSize(20);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_question_that_fails_is_put_again_for_whoever_comes_next() {
        var pages = new PublicPages(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("The database is away");
            }
            return "here";
        });

        assertThatThrownBy(pages::now).hasMessage("The database is away");
        assertThat(pages.now()).isEqualTo("here");
    }

    private String html() {
        return "<p>" + made.incrementAndGet();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
