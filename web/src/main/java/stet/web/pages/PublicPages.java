package stet.web.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import stet.eventstore.Ledger;

/**
 * The public pages that are made already, as many as there is room for. A page is sent only while the read model is where it was when
 * somebody last looked at what the page shows; so nobody is sent what the read model shows no more, whichever node wrote.
 */
@Component
final class PublicPages {
    private static final long ROOM = 32L << 20;

    private final Cache<Object, Kept> kept = Caffeine.newBuilder()
            .maximumWeight(ROOM)
            .weigher((Object address, Kept page) -> page.page().bytes())
            .build();
    private final Supplier<String> place;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable CompletableFuture<String> next;

    private record Kept(PublicPage page, String asOf) {}

    @Autowired
    PublicPages(Ledger ledger) {
        this(() -> ledger.asOf("published"));
    }

    /** @param place tells where the read model of what is published is; equal only while nothing has changed there */
    PublicPages(Supplier<String> place) {
        this.place = place;
    }

    /**
     * Where the read model is, asked no earlier than now. Whoever comes before the question is put shares its answer, so that many readers
     * are one question.
     */
    String now() {
        var first = false;
        CompletableFuture<String> answer;
        synchronized (this) {
            answer = next;
            if (answer == null) {
                first = true;
                answer = new CompletableFuture<>();
                next = answer;
            }
        }
        if (first) {
            answer(answer);
        }
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void answer(CompletableFuture<String> question) {
        turn.lock();
        try {
            synchronized (this) {
                next = null;
            }
            question.complete(place.get());
        } catch (Throwable failed) {
            // Or those who share it would wait for ever.
            question.completeExceptionally(failed);
        } finally {
            turn.unlock();
        }
    }

    /**
     * The page at an address if it is as somebody has seen it already.
     *
     * @param now where the read model is, and what else the page depends on
     */
    @Nullable
    PublicPage at(Object address, String now) {
        var before = kept.getIfPresent(address);
        return before != null && before.asOf().equals(now) ? before.page() : null;
    }

    /**
     * The page at an address whose content was looked at after {@code now} was asked for. It is made only if it is not the one that was
     * made before.
     *
     * @param shown kept only if it lasts
     */
    PublicPage shows(Object address, String now, Sheets.Sheet shown) {
        var before = kept.getIfPresent(address);
        var page = before != null && before.page().tag().equals(shown.tag())
                ? before.page()
                : new PublicPage(shown.tag(), shown.html().get());
        if (shown.lasts()) {
            kept.put(address, new Kept(page, now));
        }
        return page;
    }
}
