package stet.web.newsroom.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.desk.WorkingCopy;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ArticleHeld;
import stet.domain.article.ArticleEvent.CheckWaived;
import stet.domain.article.ArticleEvent.EmbargoSet;
import stet.domain.article.ArticleEvent.PublicationScheduled;
import stet.domain.article.Waiver;
import stet.domain.events.StoredNames;
import stet.history.Entry;

/**
 * Something that keeps an article back, sends it out by itself or lets it go without a check, and whose word that is: whoever opens the
 * article sees it before the words.
 *
 * @param kind {@code hold}, {@code embargo}, {@code schedule} or {@code waiver}
 * @param says what stands, before its time if it has one
 * @param due when it ends or what is scheduled happens, or null
 * @param by the name of who did it, or empty while the history does not know yet
 * @param since when they did it, or null likewise
 * @param fact the whole of it as the history says it, or empty likewise
 */
public record Standing(
        String kind,
        String says,
        @Nullable Instant due,
        String by,
        @Nullable Instant since,
        String fact) {

    /** The same in a word or two, for where there is room for no more. */
    public String brief() {
        return switch (kind) {
            case "hold" -> "On hold";
            case "embargo" -> "Embargo";
            case "schedule" -> "Goes out by itself";
            default -> "Waiver";
        };
    }

    /** @param deeds asks the history, which is asked only where something stands */
    static List<Standing> of(
            WorkingCopy.Answer copy, Function<Set<Class<? extends ArticleEvent>>, List<Entry>> deeds, Instant now) {
        var article = copy.article();
        if (article.killed() || article.spiked()) {
            return List.of();
        }
        var kinds = new HashSet<Class<? extends ArticleEvent>>();
        if (article.held()) {
            kinds.add(ArticleHeld.class);
        }
        var embargo = article.embargo();
        if (embargo != null && embargo.isAfter(now)) {
            kinds.add(EmbargoSet.class);
        }
        var schedule = article.schedule();
        if (schedule != null) {
            kinds.add(PublicationScheduled.class);
        }
        if (article.publication().waivers().stream().anyMatch(article::stands)) {
            kinds.add(CheckWaived.class);
        }
        if (kinds.isEmpty()) {
            return List.of();
        }
        var done = deeds.apply(kinds);
        var standing = new ArrayList<Standing>();
        if (article.held()) {
            standing.add(of("hold", "On hold", null, last(done, ArticleHeld.class)));
        }
        if (kinds.contains(EmbargoSet.class)) {
            standing.add(of("embargo", "Embargo until", embargo, last(done, EmbargoSet.class)));
        }
        if (schedule != null) {
            standing.add(of("schedule", "Goes out", schedule.due(), last(done, PublicationScheduled.class)));
        }
        standing.addAll(waivers(article, all(done, CheckWaived.class)));
        return standing;
    }

    /** @param deeds by which they were given, in the same order as the waivers of the article */
    private static List<Standing> waivers(Article article, List<Entry> deeds) {
        var given = article.publication().waivers();
        var standing = new ArrayList<Standing>();
        for (var at = 0; at < given.size(); at++) {
            if (article.stands(given.get(at))) {
                standing.add(
                        of("waiver", says(article, given.get(at)), null, at < deeds.size() ? deeds.get(at) : null));
            }
        }
        return standing;
    }

    private static String says(Article article, Waiver waiver) {
        return switch (waiver.check()) {
            case FACTS -> "Sign-off of the facts waived";
            case CAPTIONS -> "Sign-off of the captions waived";
            case PRIMARY_SOURCE -> {
                var claim = waiver.claim() == null ? null : article.claims().get(waiver.claim());
                yield claim == null
                        ? "Primary source waived"
                        : "Primary source waived for " + claim.anchor().words();
            }
        };
    }

    private static Standing of(String kind, String says, @Nullable Instant due, @Nullable Entry deed) {
        return deed == null
                ? new Standing(kind, says, due, "", null, "")
                : new Standing(kind, says, due, deed.name(), deed.at(), deed.fact());
    }

    private static @Nullable Entry last(List<Entry> done, Class<? extends ArticleEvent> kind) {
        var deeds = all(done, kind);
        return deeds.isEmpty() ? null : deeds.getLast();
    }

    private static List<Entry> all(List<Entry> done, Class<? extends ArticleEvent> kind) {
        return done.stream()
                .filter(deed -> deed.kind().equals(StoredNames.of(kind)))
                .toList();
    }
}
