package stet.domain.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.PersonId;
import stet.domain.Refused;
import stet.domain.article.ArticleEvent.CaptionApproved;
import stet.domain.article.ArticleEvent.CaptionReopened;
import stet.domain.article.ArticleEvent.CaptionsReopened;
import stet.domain.article.ArticleEvent.CaptionsSignedOff;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.ClaimLapsed;
import stet.domain.article.ArticleEvent.ClaimMarkedNotCheckable;
import stet.domain.article.ArticleEvent.ClaimQueried;
import stet.domain.article.ArticleEvent.ClaimRaised;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.ClaimWithdrawn;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.article.ArticleEvent.PublicationScheduled;
import stet.domain.article.ArticleEvent.PublicationUnscheduled;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Authorship;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Changes;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.domain.content.Passage;
import stet.domain.content.Place;
import stet.domain.content.Reanchoring;
import stet.domain.content.Trace;
import stet.domain.content.Words;

/**
 * What falls because of what happened. A sign-off is about exact words: whatever changes them, by whichever command, makes just the
 * verdicts, approvals and sign-offs about them fall, each in an event of its own (rules 6, 15 and 18).
 */
final class Consequences {
    private Consequences() {}

    /**
     * The events that turn the working copy into this content, or none if it is that already (rule 2).
     *
     * @param besides a claim whose new words somebody is about to record, or null
     * @param editor whose words they are
     * @throws Refused if the content would have no headline or be too long
     */
    static List<ArticleEvent> revision(
            Article article, Content content, int basedOn, @Nullable ClaimId besides, PersonId editor) {
        var was = article.content();
        var changes = Changes.between(was, content);
        if (changes.isEmpty()) {
            return List.of();
        }
        Bounds.check(content);
        var trace = Trace.of(
                was, content, article.scraps().stream().map(Scrap::words).toList());
        var anchors = new HashMap<ClaimId, Integer>();
        var moved = new HashMap<ClaimId, Anchor>();
        var fallen = new ArrayList<ArticleEvent>();
        var rewritten = new HashMap<Place, Reanchoring>();
        for (var claim : article.claims().values()) {
            if (claim.id().equals(besides)) {
                continue;
            }
            var anchor = claim.anchor();
            switch (followed(trace, anchor, rewritten)) {
                case Reanchoring.Outcome.Stands(var now) -> {
                    var speaker = otherSpeaker(claim, now, was, content);
                    if (speaker != null && claim.verdict() != Verdict.UNCHECKED) {
                        fallen.add(reopened(article, claim, now, speaker));
                    } else if (!now.place().equals(anchor.place())
                            || !now.words().equals(anchor.words())) {
                        moved.put(claim.id(), now);
                    } else if (now.start() != anchor.start()) {
                        anchors.put(claim.id(), now.start());
                    }
                }
                case Reanchoring.Outcome.Changed(var now)
                when claim.verdict() == Verdict.UNCHECKED -> moved.put(claim.id(), now);
                case Reanchoring.Outcome.Changed(var now) ->
                    fallen.add(reopened(
                            article,
                            claim,
                            now,
                            now.words().equals(anchor.words())
                                    ? "The words now stand more than once"
                                    : "The words changed"));
                case Reanchoring.Outcome.Gone() ->
                    fallen.add(new ClaimLapsed(article.id(), claim.id(), claim.verdict(), anchor.words()));
            }
        }
        fallen.addAll(restored(article, trace, content));
        var events = new ArrayList<ArticleEvent>();
        events.add(new ContentRevised(
                article.id(),
                article.revision() + 1,
                basedOn,
                changes,
                content.hash(),
                anchors,
                moved,
                writers(article, trace, editor),
                stillSigned(article, trace),
                cut(article, trace, editor),
                putBack(article, trace)));
        events.addAll(fallen);
        return events;
    }

    private static ClaimReopened reopened(Article article, Claim claim, Anchor now, String reason) {
        return new ClaimReopened(
                article.id(), claim.id(), claim.verdict(), claim.anchor().words(), now, reason);
    }

    private static Reanchoring.Outcome followed(Trace trace, Anchor anchor, Map<Place, Reanchoring> rewritten) {
        var before = trace.writtenBefore().getOrDefault(anchor.place().key(), "");
        var after = trace.writtenAfter().getOrDefault(anchor.place().key(), "");
        if (before.equals(after)) {
            return new Reanchoring.Outcome.Stands(anchor);
        }
        var elsewhere = trace.follow(anchor);
        // A number that stands once more or once less than before could be another one that looks the same.
        if (elsewhere.isPresent()
                && trace.standsAsOften(anchor.words())
                && Reanchoring.isAsWhole(
                        anchor,
                        before,
                        elsewhere.get(),
                        trace.writtenAfter()
                                .getOrDefault(elsewhere.get().place().key(), ""))) {
            return new Reanchoring.Outcome.Stands(elsewhere.get());
        }
        if (!after.isEmpty()) {
            var found = rewritten
                    .computeIfAbsent(anchor.place(), place -> new Reanchoring(before, after))
                    .follow(anchor);
            if (!(found instanceof Reanchoring.Outcome.Gone)) {
                return found;
            }
        }
        return elsewhere
                .or(() -> trace.replacement(anchor))
                .<Reanchoring.Outcome>map(Reanchoring.Outcome.Changed::new)
                .orElseGet(Reanchoring.Outcome.Gone::new);
    }

    /** Why a quotation is another one though its words are the same: it is now said by somebody else. Null where it is not. */
    private static @Nullable String otherSpeaker(Claim claim, Anchor now, Content was, Content content) {
        if (claim.kind() != ClaimKind.QUOTE) {
            return null;
        }
        var before = speaker(was, claim.anchor());
        var after = speaker(content, now);
        return Words.same(before, after)
                ? null
                : "The speaker was %s and is now %s"
                        .formatted(
                                before.isEmpty() ? "not named" : "“" + before + "”",
                                after.isEmpty() ? "not named" : "“" + after + "”");
    }

    static String speaker(Content content, Anchor anchor) {
        return anchor.place()
                .block()
                .flatMap(content::block)
                .filter(Block.Quotation.class::isInstance)
                .map(block -> ((Block.Quotation) block).speaker())
                .orElse("");
    }

    /**
     * Claims that had lapsed and whose words somebody put back: what was found of them was found of these words, and of a quotation, of who
     * said them.
     */
    private static List<ArticleEvent> restored(Article article, Trace trace, Content content) {
        var restored = new LinkedHashMap<ClaimId, ArticleEvent>();
        var scraps = article.scraps();
        var standing = new HashSet<On>();
        article.claims().values().forEach(claim -> standing.add(new On(claim.kind(), claim.anchor())));
        for (var i = scraps.size() - 1; i >= 0; i--) {
            var said = scraps.get(i).said();
            for (var claim : scraps.get(i).claims()) {
                if (!article.claims().containsKey(claim.id()) && !restored.containsKey(claim.id())) {
                    trace.followScrap(i, claim.anchor().start(), claim.anchor().end())
                            .filter(now -> !standing.contains(new On(claim.kind(), now)))
                            .ifPresent(now -> restored.put(
                                    claim.id(),
                                    new ClaimRestored(
                                            article.id(),
                                            claim.id(),
                                            claim.kind(),
                                            now,
                                            claim.verdict() == Verdict.QUERIED
                                                            || (claim.kind() == ClaimKind.QUOTE
                                                                    && !Words.same(said, speaker(content, now)))
                                                    ? Verdict.UNCHECKED
                                                    : claim.verdict(),
                                            claim.sources())));
                }
            }
        }
        return List.copyOf(restored.values());
    }

    /** What a claim is of. */
    record On(ClaimKind kind, Anchor anchor) {}

    /** Those that do not follow from the words of their own part, as {@link Folding} would have it. */
    private static Map<String, Authorship> writers(Article article, Trace trace, PersonId editor) {
        var told = new HashMap<String, Authorship>();
        var was = trace.writtenBefore();
        var now = trace.writtenAfter();
        trace.writers(
                        article.authors(),
                        article.scraps().stream().map(Scrap::writers).toList(),
                        editor)
                .forEach((part, authorship) -> {
                    var words = now.getOrDefault(part, "");
                    var old = was.get(part);
                    var author = article.authors().get(part);
                    var usual = old == null || author == null
                            ? Authorship.by(editor, words)
                            : author.rewritten(old, words, editor);
                    if (!usual.equals(authorship)) {
                        told.put(part, authorship);
                    }
                });
        now.forEach((part, address) -> {
            if (Passage.isLink(part) && !was.containsKey(part)) {
                writers(article, was, now.keySet(), address).ifPresent(authorship -> told.put(part, authorship));
            }
        });
        return told;
    }

    /** Who wrote an address that came with its words from a block where it no longer stands, or that was cut earlier. */
    private static Optional<Authorship> writers(
            Article article, Map<String, String> was, Set<String> parts, String address) {
        var gone = was.entrySet().stream()
                .filter(each -> Passage.isLink(each.getKey())
                        && !parts.contains(each.getKey())
                        && each.getValue().equals(address))
                .flatMap(each -> Optional.ofNullable(article.authors().get(each.getKey())).stream())
                .findFirst();
        return gone.or(() -> article.scraps().reversed().stream()
                .filter(scrap -> Passage.isLink(scrap.part()) && scrap.words().equals(address))
                .map(Scrap::writers)
                .findFirst());
    }

    private static Map<String, PersonId> stillSigned(Article article, Trace trace) {
        var still = new HashMap<String, PersonId>();
        if (!article.signed().isEmpty()) {
            trace.stillSigned(article.signed().keySet())
                    .forEach((passage, from) -> still.put(
                            passage, Objects.requireNonNull(article.signed().get(from))));
        }
        return still;
    }

    /** Who takes out words that only they have seen takes nothing from anybody. */
    private static List<String> cut(Article article, Trace trace, PersonId editor) {
        var cuts = trace.cuts();
        if (cuts.isEmpty()) {
            return List.of();
        }
        var edition = article.edition();
        var published = edition == null ? Map.<String, Passage>of() : Passage.of(edition.content());
        return cuts.stream()
                .filter(passage -> article.signed().containsKey(passage.key())
                        || article.facts().signedOnce().contains(passage.key())
                        || isIn(published, passage)
                        || !article.writers(passage).equals(Set.of(editor)))
                .map(Passage::key)
                .toList();
    }

    /** Under another id, too: what readers have read may have been cut once before, and put back. */
    private static boolean isIn(Map<String, Passage> published, Passage passage) {
        return published.containsKey(passage.key())
                || published.values().stream().anyMatch(other -> Words.same(other.words(), passage.words()));
    }

    private static List<String> putBack(Article article, Trace trace) {
        var back = new ArrayList<String>();
        var scraps = article.scraps();
        for (var cut : article.cuts()) {
            for (var i = scraps.size() - 1; i >= 0; i--) {
                if (scraps.get(i).words().contains(cut.words()) && trace.isBack(i)) {
                    back.add(cut.passage());
                    break;
                }
            }
        }
        return back;
    }

    /** These events, followed by whatever can no longer stand after them. Each is folded once. */
    static Decision of(Article before, List<ArticleEvent> events, Act act) {
        if (!mayFall(before, events)) {
            return decision(events, before, 0, act);
        }
        var all = new ArrayList<>(events);
        var after = after(before, events, act);
        if (after.killed() || after.spiked()) {
            if (before.schedule() != null) {
                all.add(new PublicationUnscheduled(
                        after.id(), after.killed() ? "The story was killed" : "The draft was spiked"));
            }
            return decision(all, after, events.size(), act);
        }
        for (var figure : after.content().figures()) {
            var approved = after.approvals().get(figure.id());
            if (approved != null && !approved.equals(Hash.of(figure.picture()))) {
                all.add(new CaptionReopened(after.id(), figure.id(), "The picture or what is said of it changed"));
            }
        }
        var folded = all.size();
        after = after(after, all.subList(events.size(), folded), act);
        if (events.stream().noneMatch(FactsReopened.class::isInstance)) {
            var unsigned = noLongerSigned(before, after, events);
            // In this order, since they mostly stand, before as well as after.
            if (unsigned.isEmpty() && !after.factsStand() && before.factsStand()) {
                unsigned = open(after);
            }
            if (!unsigned.isEmpty()) {
                all.add(new FactsReopened(
                        after.id(),
                        fallenClaims(after, events),
                        whyFactsFell(before, after, events, unsigned),
                        List.copyOf(unsigned)));
            }
        }
        if (after.captionsSignedOff() != null && !after.captions().stands(after.content())) {
            all.add(new CaptionsReopened(
                    after.id(),
                    after.captions().unapproved(after.content()),
                    "The pictures or their captions changed"));
        }
        var schedule = after.schedule();
        if (schedule != null) {
            var why = whyNotScheduled(before, after, schedule);
            if (why != null) {
                all.add(new PublicationUnscheduled(after.id(), why));
            }
        }
        return decision(all, after, folded, act);
    }

    /** @param folded how many of the events are in the article already */
    private static Decision decision(List<ArticleEvent> all, Article after, int folded, Act act) {
        return new Decision(all, after(after, all.subList(folded, all.size()), act));
    }

    /** Whether anything stands, or comes to stand by these events, that could fall: most of the time nobody has signed anything yet. */
    private static boolean mayFall(Article before, List<ArticleEvent> events) {
        return !before.signed().isEmpty()
                || !before.approvals().isEmpty()
                || before.captionsSignedOff() != null
                || before.schedule() != null
                || events.stream().anyMatch(Consequences::stands);
    }

    private static boolean stands(ArticleEvent event) {
        return switch (event) {
            case FactsSignedOff _, CaptionApproved _, CaptionsSignedOff _, PublicationScheduled _ -> true;
            default -> false;
        };
    }

    /** What takes a schedule back; null where it may stand. */
    private static @Nullable String whyNotScheduled(Article before, Article after, Schedule schedule) {
        // A hold took no schedule back once; whatever happens next to such a story does.
        if (before.held() || after.held()) {
            return "The story was put on hold";
        }
        if (!schedule.isOf(after.content())) {
            return "The words changed after the publication was scheduled";
        }
        var embargo = after.embargo();
        if (embargo != null && schedule.due().isBefore(embargo)) {
            return "It is under embargo until %s, and was scheduled for before that".formatted(embargo);
        }
        return null;
    }

    /** The article after these events; the same where there are none. */
    static Article after(@Nullable Article before, List<ArticleEvent> events, Act act) {
        return Objects.requireNonNull(Article.evolve(before, Happened.by(act, events)));
    }

    /** The passages of which a sign-off falls: their words changed, or what was found of them is now less than what was signed. */
    private static SequencedSet<String> noLongerSigned(Article before, Article after, List<ArticleEvent> events) {
        if (before.signed().isEmpty() && after.signed().isEmpty()) {
            return new LinkedHashSet<>();
        }
        var now = Passage.of(after.content());
        var fallen = new LinkedHashSet<>(before.signed().keySet());
        fallen.removeAll(after.signed().keySet());
        // A passage that was joined to another is gone, and yet nothing that it says is.
        fallen.removeIf(passage -> !now.containsKey(passage)
                && after.cuts().stream().noneMatch(cut -> cut.passage().equals(passage)));
        var passages = now.values();
        for (var event : events) {
            doubted(event)
                    .map(claim ->
                            after.claims().getOrDefault(claim, before.claims().get(claim)))
                    .ifPresent(claim -> passages.stream()
                            .filter(passage -> passage.isAt(claim.anchor()))
                            .forEach(passage -> fallen.add(passage.key())));
            if (event instanceof ContentRevised revised) {
                for (var change : revised.changes()) {
                    if (change instanceof Change.BlockRewritten(var block)) {
                        var its = Passage.of(block).keySet();
                        // What is signed no longer has fallen already, and looking takes longer than all the rest.
                        if (its.stream().anyMatch(after.signed()::containsKey)
                                && after.lacksClaims(Place.of(block.id()))) {
                            fallen.addAll(its);
                        }
                    }
                }
            }
        }
        fallen.removeIf(passage ->
                !before.signed().containsKey(passage) && !after.signed().containsKey(passage));
        return fallen;
    }

    /** The claim of which less is known than before, by this event. */
    private static Optional<ClaimId> doubted(ArticleEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case ClaimRaised e -> e.claimId();
                    case ClaimQueried e -> e.claimId();
                    case ClaimDisputed e -> e.claimId();
                    case ClaimMarkedNotCheckable e -> e.claimId();
                    case ClaimReopened e -> e.claimId();
                    case ClaimWithdrawn e -> e.claimId();
                    default -> null;
                });
    }

    /** What nobody has signed, and where a claim is open, in an article whose facts stood before. */
    private static SequencedSet<String> open(Article after) {
        var open = new LinkedHashSet<String>();
        after.unsigned().forEach(passage -> open.add(passage.key()));
        after.factObstacles().stream()
                .flatMap(obstacle -> Optional.ofNullable(obstacle.place()).stream())
                .forEach(open::add);
        after.cuts().forEach(cut -> open.add(cut.passage()));
        return open;
    }

    private static List<ClaimId> fallenClaims(Article after, List<ArticleEvent> events) {
        var claims = new LinkedHashSet<ClaimId>();
        for (var event : events) {
            switch (event) {
                case ClaimReopened e -> claims.add(e.claimId());
                case ClaimLapsed e -> claims.add(e.claimId());
                default -> {}
            }
        }
        after.openClaims().forEach(claim -> claims.add(claim.id()));
        return List.copyOf(claims);
    }

    private static String whyFactsFell(Article before, Article after, List<ArticleEvent> events, Set<String> unsigned) {
        for (var event : events) {
            switch (event) {
                case ClaimReopened e
                when !e.wordsWere().equals(e.now().words()) -> {
                    return "The checked words “%s” now read “%s”"
                            .formatted(e.wordsWere(), e.now().words());
                }
                case ClaimLapsed e -> {
                    return "The checked words “%s” are gone".formatted(e.words());
                }
                case ClaimMarkedNotCheckable e -> {
                    return "A claim turned out not to be checkable";
                }
                default -> {}
            }
        }
        for (var obstacle : after.factObstacles()) {
            if (obstacle.place() != null && unsigned.contains(obstacle.place())) {
                return obstacle.sentence();
            }
        }
        var now = Passage.of(after.content());
        for (var passage : Passage.of(before.content()).values()) {
            if (unsigned.contains(passage.key())) {
                return "%s %s"
                        .formatted(
                                capitalised(passage.title()),
                                now.containsKey(passage.key()) ? "now reads otherwise" : "is no longer there");
            }
        }
        return now.values().stream()
                .filter(passage -> unsigned.contains(passage.key()))
                .findFirst()
                .map(passage -> "%s is new".formatted(capitalised(passage.title())))
                .orElse("What was checked is no longer what was signed off");
    }

    private static String capitalised(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }
}
