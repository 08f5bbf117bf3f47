package stet.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;

/** What a batch of events has made of the articles in it; each is written once, when the batch is about to commit. */
final class ArticlesOfBatch {
    private final Map<ArticleId, Folded> known = new LinkedHashMap<>();
    private final Set<ArticleId> changed = new LinkedHashSet<>();
    private final Map<ArticleId, Folded> kept = new LinkedHashMap<>();
    private final Map<Sort, Integer> counted = new LinkedHashMap<>();
    private final Set<ArticleId> reassigned = new LinkedHashSet<>();
    private final Map<ArticleId, NavigableMap<Integer, Ended>> stays = new LinkedHashMap<>();
    private final List<Folded> firstEditions = new ArrayList<>();
    private final Set<ArticleId> lookedFor = new HashSet<>();
    private final Set<ArticleId> begun = new HashSet<>();
    private final NoticesOfBatch notices = new NoticesOfBatch();
    private final RelianceOfBatch reliance = new RelianceOfBatch();
    private final PastOfBatch past = new PastOfBatch();

    @Nullable
    Folded known(ArticleId article) {
        return known.get(article);
    }

    void read(Folded folded) {
        known.put(folded.article().id(), folded);
    }

    /** This article, if nobody has looked for it yet, and others that are looked for along with it; they count as looked for. */
    List<ArticleId> toLookFor(ArticleId article, Supplier<Stream<ArticleId>> others) {
        return lookedFor.contains(article)
                ? List.of()
                : Stream.concat(Stream.of(article), others.get())
                        .filter(id -> !known.containsKey(id))
                        .filter(lookedFor::add)
                        .toList();
    }

    /** Whether it began in this batch, so that no row of it can have been there before. */
    boolean begun(ArticleId article) {
        return begun.contains(article);
    }

    /** @param before what it was until this event, or null where there was none */
    void changed(@Nullable Folded before, Folded after) {
        read(after);
        changed.add(after.article().id());
        if (before == null) {
            begun.add(after.article().id());
        } else {
            count(before, -1);
        }
        count(after, 1);
        course(before == null ? null : before.course(), after);
        past.happened(before, after);
    }

    /** It is kept whole as it is now. */
    void kept(Folded after) {
        kept.put(after.article().id(), after);
    }

    /** The articles that are kept whole, each as it last was to be. */
    Collection<Folded> kept() {
        return kept.values();
    }

    /** What stands at a step is written as it is after the batch: an act may come in two batches, and take back what it passed through. */
    private void course(@Nullable Course before, Folded after) {
        var now = after.course();
        if (before != null && before.stay().equals(now.stay())) {
            return;
        }
        var stays = this.stays.computeIfAbsent(after.article().id(), _ -> new TreeMap<>());
        var last = now.before();
        if (last != null) {
            stays.put(last.number(), new Ended(last, now.stay().since()));
        }
        stays.put(now.stay().number(), new Ended(now.stay(), null));
        stays.tailMap(now.stay().number(), false).clear();
    }

    /** @param at null where it has not ended */
    record Ended(Course.Stay stay, @Nullable Instant at) {}

    /** The stays that this batch began or ended, of each article in their order; there are none behind the last. */
    Map<ArticleId, NavigableMap<Integer, Ended>> stays() {
        return stays;
    }

    void published(Folded first) {
        firstEditions.add(first);
    }

    /** The articles as they were when their first edition came out. */
    List<Folded> firstEditions() {
        return firstEditions;
    }

    /** Confidential ones are counted when somebody asks, since hardly anybody sees them. */
    private void count(Folded folded, int by) {
        if (folded.article().confided() == null) {
            counted.merge(Sort.of(folded), by, Integer::sum);
        }
    }

    NoticesOfBatch notices() {
        return notices;
    }

    RelianceOfBatch reliance() {
        return reliance;
    }

    PastOfBatch past() {
        return past;
    }

    /** How many more articles there are of each sort than before this batch, or fewer; nothing of those of which there are as many. */
    Map<Sort, Integer> more() {
        var more = new LinkedHashMap<>(counted);
        more.values().removeIf(by -> by == 0);
        return more;
    }

    void reassigned(ArticleId article) {
        reassigned.add(article);
    }

    List<Folded> changed() {
        return of(changed);
    }

    List<Folded> reassigned() {
        return of(reassigned);
    }

    private List<Folded> of(Set<ArticleId> ids) {
        var found = new ArrayList<Folded>();
        known.forEach((id, folded) -> {
            if (ids.contains(id)) {
                found.add(folded);
            }
        });
        return found;
    }
}
