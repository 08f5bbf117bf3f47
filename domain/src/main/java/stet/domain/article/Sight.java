package stet.domain.article;

import static stet.domain.RefusalCode.CHANGED_SINCE;
import static stet.domain.RefusalCode.NO_SUCH_REVISION;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import stet.domain.Obstacle;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.ApproveCaption;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.SchedulePublication;
import stet.domain.article.ArticleCommand.SignOffCaptions;
import stet.domain.article.ArticleCommand.WaiveCheck;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.newsroom.Newsroom;

/** Whether what somebody approves is still as they saw it (rule 28). */
final class Sight {
    private static final int LONGEST_EXCERPT = 60;

    private final Article article;
    private final Content seen;
    private final int revision;
    private final Newsroom newsroom;

    private Sight(Article article, Content seen, int revision, Newsroom newsroom) {
        this.article = article;
        this.seen = seen;
        this.revision = revision;
        this.newsroom = newsroom;
    }

    /**
     * @param revision the one that whoever asks had before them
     * @throws Refused if there was none of that number, or if what they ask about has changed since: with each change, and whose it is
     */
    static void check(Article article, ArticleCommand command, int revision, Newsroom newsroom) {
        if (revision == article.revision()) {
            return;
        }
        var seen = article.copy()
                .content(revision)
                .orElseThrow(() ->
                        new Refused(NO_SUCH_REVISION, "There is no revision %d of this article".formatted(revision)));
        var sight = new Sight(article, seen, revision, newsroom);
        switch (command) {
            case ApproveCaption c -> sight.same(Place.of(c.figure()).key()::equals);
            case SignOffCaptions c -> sight.same(sight::isFigure);
            case WaiveCheck c
            when c.check() == Check.FACTS -> {
                if (!seen.wordsAndLinksHash().equals(article.content().wordsAndLinksHash())) {
                    sight.same(key -> true);
                }
            }
            case WaiveCheck c when c.check() == Check.CAPTIONS -> sight.same(sight::isFigure);
            case WaiveCheck c ->
                sight.saidThen(c.claim() == null ? null : article.claims().get(c.claim()));
            case SchedulePublication c -> sight.sameOrder();
            case PublishArticle c -> sight.sameOrder();
            // A sign-off of the facts covers what still stands of what was seen.
            default -> {}
        }
    }

    /** A quotation may have moved since, but it must have stood there word for word. */
    private void saidThen(@Nullable Claim claim) {
        if (claim != null
                && seen.passages().values().stream()
                        .noneMatch(words -> words.contains(claim.anchor().words()))) {
            same(claim.anchor().place().key()::equals);
        }
    }

    private boolean isFigure(String key) {
        return block(article.content(), key).or(() -> block(seen, key)).orElse(null) instanceof Block.Figure;
    }

    private void sameOrder() {
        same(key -> true);
        if (!seen.printedHash().equals(article.content().printedHash())) {
            throw refused(List.of(new Obstacle(CHANGED_SINCE, "The order of the paragraphs is another")));
        }
    }

    /** @throws Refused if any of these pieces is not as it was */
    private void same(Predicate<String> concerned) {
        var keys = new LinkedHashSet<>(article.content().printed().keySet());
        keys.addAll(seen.printed().keySet());
        var obstacles = new ArrayList<Obstacle>();
        for (var key : keys) {
            if (concerned.test(key) && !piece(seen, key).equals(piece(article.content(), key))) {
                obstacles.add(new Obstacle(CHANGED_SINCE, "%s %s".formatted(who(key), what(key)), key, null));
            }
        }
        if (!obstacles.isEmpty()) {
            throw refused(obstacles);
        }
    }

    private Refused refused(List<Obstacle> obstacles) {
        return new Refused(
                CHANGED_SINCE,
                "This has changed since revision %d, which you saw. Read what is new, and ask again"
                        .formatted(revision),
                obstacles,
                List.of());
    }

    /** Everybody who has changed this piece since. */
    private String who(String key) {
        var names = new LinkedHashSet<String>();
        for (var each = article.copy(); each.number() > revision; each = before(each)) {
            var by = each.by();
            if (by != null
                    && !piece(each.content(), key).equals(piece(before(each).content(), key))) {
                names.add(newsroom.person(by).map(Newsroom.Person::name).orElse(by.value()));
            }
        }
        return names.isEmpty() ? "Somebody" : String.join(" and ", names);
    }

    private static Revision before(Revision revision) {
        return Objects.requireNonNull(revision.before(), "A revision that was found has those after it");
    }

    private String what(String key) {
        var was = words(seen, key);
        var now = words(article.content(), key);
        var called = called(key);
        if (was.isEmpty()) {
            return "put in %s: “%s”".formatted(called, excerpt(now, 0));
        }
        if (now.isEmpty()) {
            return "took out %s: “%s”".formatted(called, excerpt(was, 0));
        }
        if (was.equals(now)) {
            return "changed what belongs to %s “%s”".formatted(called, excerpt(now, 0));
        }
        var from = sameBefore(was, now);
        return "changed %s: “%s” is now “%s”".formatted(called, excerpt(was, from), excerpt(now, from));
    }

    private String called(String key) {
        return called(block(article.content(), key).or(() -> block(seen, key)).orElse(null), key);
    }

    /** A piece as it is spoken of in a sentence, such as {@code the paragraph “The ferry …”}. */
    static String named(Content content, String key) {
        var block = block(content, key).orElse(null);
        return block == null
                ? called(null, key)
                : "%s “%s”".formatted(called(block, key), excerpt(words(content, key), 0));
    }

    private static String called(@Nullable Block block, String key) {
        return switch (block) {
            case Block.Paragraph p -> "the paragraph";
            case Block.Crosshead c -> "the crosshead";
            case Block.Quotation q -> "the quotation";
            case Block.Listing l -> "the list";
            case Block.Figure f -> "the picture";
            case null -> "the " + key;
        };
    }

    private static Optional<Block> block(Content content, String key) {
        return content.blocks().stream()
                .filter(block -> Place.of(block.id()).key().equals(key))
                .findFirst();
    }

    private static List<String> piece(Content content, String key) {
        return content.printed().getOrDefault(key, List.of());
    }

    private static String words(Content content, String key) {
        return block(content, key)
                .map(block -> block.words().replace('\n', ' '))
                .orElseGet(() -> String.join(", ", piece(content, key)));
    }

    /** How many characters both begin with, up to the beginning of a word. */
    private static int sameBefore(String was, String now) {
        var same = 0;
        while (same < was.length() && same < now.length() && was.charAt(same) == now.charAt(same)) {
            same++;
        }
        return was.lastIndexOf(' ', Math.max(0, same - 1)) + 1;
    }

    private static String excerpt(String words, int from) {
        var start =
                words.length() <= LONGEST_EXCERPT ? 0 : Math.max(0, words.lastIndexOf(' ', Math.max(0, from - 2)) + 1);
        var rest = words.substring(Math.min(start, words.length()));
        if (rest.length() > LONGEST_EXCERPT) {
            var end = rest.lastIndexOf(' ', LONGEST_EXCERPT);
            rest = rest.substring(0, end > 0 ? end : rest.offsetByCodePoints(0, LONGEST_EXCERPT / 2)) + " …";
        }
        return (start > 0 ? "… " : "") + rest;
    }
}
