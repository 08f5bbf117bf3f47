package stet.domain.article;

import static stet.domain.article.Workflow.alreadySo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.ConfirmClaims;
import stet.domain.article.ArticleCommand.CorrectClaim;
import stet.domain.article.ArticleCommand.DisputeClaim;
import stet.domain.article.ArticleCommand.ReopenOnDoubt;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.SourceDiscredited;
import stet.domain.checking.Locator;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.newsroom.Newsroom;

/** Rule 43: nothing rests on a source that the newsroom doubts. Who a confidential source is, nobody compares with anything. */
final class DoubtRules {
    private DoubtRules() {}

    /** @throws Refused if a verdict would rest on a source that is doubted */
    static void check(ArticleCommand command, Newsroom newsroom) {
        if (newsroom.doubted().isEmpty()) {
            return;
        }
        for (var source : sources(command)) {
            var locator = Locator.of(source);
            var reason = locator.map(newsroom.doubted()::get);
            if (reason.isPresent()) {
                throw new Refused(
                        RefusalCode.SOURCE_DOUBTED,
                        "“%s” is not relied on here any more: %s. Name another source"
                                .formatted(locator.get(), withoutFullStop(reason.get())));
            }
        }
    }

    /** All of an article that rests on a source, in the order in which its claims were raised. Asked a second time, there is none. */
    static List<ArticleEvent> reopen(Article article, ReopenOnDoubt command, Newsroom newsroom) {
        var locator = Locator.of(command.locator());
        var reason = newsroom.doubted().get(locator);
        if (reason == null) {
            throw alreadySo("Nobody doubts “%s”".formatted(locator));
        }
        var resting = restingOn(locator, article.claims().values().stream());
        var published = restingOn(locator, article.publication().editionClaims().values().stream());
        if (resting.isEmpty() && published.isEmpty()) {
            throw alreadySo("Nothing in it rests on “%s”".formatted(locator));
        }
        var passages = new LinkedHashSet<String>();
        Stream.concat(resting.stream(), published.stream())
                .forEach(claim -> passages.add(claim.anchor().place().key()));
        var events = new ArrayList<ArticleEvent>();
        events.add(new SourceDiscredited(
                article.id(),
                locator.value(),
                reason,
                resting.stream().map(Claim::id).toList(),
                published.stream().map(Claim::id).toList(),
                List.copyOf(passages)));
        for (var claim : resting) {
            events.add(new ClaimReopened(
                    article.id(),
                    claim.id(),
                    claim.verdict(),
                    claim.anchor().words(),
                    claim.anchor(),
                    "The source “%s” is not relied on any more: %s".formatted(locator, reason)));
        }
        return events;
    }

    /** The same events; but words that come back do not bring back what was found of them from a source that is doubted since. */
    static List<ArticleEvent> withoutDoubted(List<ArticleEvent> events, Newsroom newsroom) {
        if (newsroom.doubted().isEmpty() || events.stream().noneMatch(ClaimRestored.class::isInstance)) {
            return events;
        }
        return events.stream()
                .map(event -> event instanceof ClaimRestored restored && isDoubted(restored, newsroom)
                        ? new ClaimRestored(
                                restored.articleId(),
                                restored.claimId(),
                                restored.kind(),
                                restored.now(),
                                Verdict.UNCHECKED,
                                List.of())
                        : event)
                .toList();
    }

    private static boolean isDoubted(ClaimRestored restored, Newsroom newsroom) {
        var claim = Claim.raised(restored.claimId(), restored.kind(), restored.now())
                .found(restored.verdict(), restored.sources());
        return newsroom.doubted().keySet().stream().anyMatch(claim::restsOn);
    }

    private static List<Claim> restingOn(Locator locator, Stream<Claim> claims) {
        return claims.filter(claim -> claim.restsOn(locator)).toList();
    }

    private static List<Source> sources(ArticleCommand command) {
        return switch (command) {
            case ConfirmClaim c -> c.sources();
            case ConfirmClaims c -> c.sources();
            case DisputeClaim c -> c.sources();
            case CorrectClaim c -> c.sources();
            default -> List.of();
        };
    }

    private static String withoutFullStop(String reason) {
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }
}
