package stet.domain.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.SourceId;
import stet.domain.article.ArticleEvent.*;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.Authorship;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Changes;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Passage;

/**
 * What each event does to an article. Its fields are those of {@link Article}, open for the time of one fold: each collection is
 * copied when an event first touches it, so that a long history is folded without copying the whole article for each event.
 */
final class Folding {
    private @Nullable ArticleId id;
    private @Nullable DeskId desk;
    private @Nullable Revision copy;
    private @Nullable Hash contentHash;
    private Set<BlockId> blocksEver = Set.of();
    private Map<String, Authorship> authors = Map.of();
    private boolean submitted;
    private List<Assignment> assignments = List.of();
    private Map<ClaimId, Claim> claims = Map.of();
    private Set<ClaimId> claimsEver = Set.of();
    private Map<String, PersonId> signed = Map.of();
    private Set<String> signedOnce = Set.of();
    private List<Cut> cuts = List.of();
    private List<Scrap> scraps = List.of();
    private Map<BlockId, Hash> approvals = Map.of();
    private @Nullable Hash captionsSignedOff;
    private Set<CommentId> commentsEver = Set.of();
    private Set<CommentId> openComments = Set.of();
    private Set<SourceId> sources = Set.of();
    private List<Waiver> waivers = List.of();
    private @Nullable Instant embargo;
    private @Nullable Schedule schedule;
    private @Nullable Edition edition;
    private @Nullable Hash editionHash;
    private Map<ClaimId, Claim> editionClaims = Map.of();
    private Set<Check> fallen = Set.of();
    private boolean held;
    private boolean spiked;
    private boolean killed;
    private Looked looked = new Looked();
    private final Set<Object> ours = Collections.newSetFromMap(new java.util.IdentityHashMap<>());

    Folding(@Nullable Article before) {
        if (before == null) {
            return;
        }
        id = before.id();
        desk = before.desk();
        copy = before.copy();
        contentHash = before.contentHash();
        blocksEver = before.blocksEver();
        authors = before.authors();
        submitted = before.submitted();
        assignments = before.assignments();
        claims = before.claims();
        claimsEver = before.claimsEver();
        signed = before.signed();
        signedOnce = before.signedOnce();
        cuts = before.cuts();
        scraps = before.scraps();
        approvals = before.approvals();
        captionsSignedOff = before.captionsSignedOff();
        commentsEver = before.commentsEver();
        openComments = before.openComments();
        sources = before.sources();
        waivers = before.waivers();
        embargo = before.embargo();
        schedule = before.schedule();
        edition = before.edition();
        editionHash = before.editionHash();
        editionClaims = before.editionClaims();
        fallen = before.fallen();
        held = before.held();
        spiked = before.spiked();
        killed = before.killed();
        looked = java.util.Objects.requireNonNull(before.looked());
    }

    @Nullable
    Article done() {
        if (id == null || desk == null || copy == null || contentHash == null) {
            return null;
        }
        return new Article(
                id,
                desk,
                copy,
                contentHash,
                Collections.unmodifiableSet(blocksEver),
                Collections.unmodifiableMap(authors),
                submitted,
                assignments,
                Collections.unmodifiableMap(claims),
                Collections.unmodifiableSet(claimsEver),
                Collections.unmodifiableMap(signed),
                Collections.unmodifiableSet(signedOnce),
                cuts,
                scraps,
                Collections.unmodifiableMap(approvals),
                captionsSignedOff,
                Collections.unmodifiableSet(commentsEver),
                Collections.unmodifiableSet(openComments),
                Collections.unmodifiableSet(sources),
                waivers,
                embargo,
                schedule,
                edition,
                editionHash,
                editionClaims,
                Collections.unmodifiableSet(fallen),
                held,
                spiked,
                killed,
                looked);
    }

    void forgetEarlierRevisions() {
        if (copy != null) {
            copy = new Revision(copy.number(), copy.content(), copy.by(), null);
        }
    }

    void forgetScraps() {
        scraps = List.of();
    }

    void fold(ArticleEvent event, Act act) {
        if (event instanceof ArticleDrafted drafted) {
            drafted(drafted, act);
        } else if (copy != null) {
            happened(event, act, copy);
        }
    }

    private void drafted(ArticleDrafted e, Act act) {
        if (id != null) {
            return;
        }
        id = e.articleId();
        desk = e.desk();
        copy = new Revision(1, e.content(), act.who(), null);
        contentHash = e.content().hash();
        blocksEver = own(blocksEver);
        e.content().blocks().forEach(block -> blocksEver.add(block.id()));
        authors = own(authors);
        e.content().written().forEach((part, words) -> authors.put(part, Authorship.by(act.who(), words)));
    }

    private void happened(ArticleEvent event, Act act, Revision now) {
        switch (event) {
            case ArticleDrafted e -> throw new IllegalStateException("folded above: " + e.articleId());
            case ContentRevised e -> revised(e, act, now);
            case ArticleAssigned e -> {
                assignments = without(e.person(), e.role());
                assignments = plus(assignments, new Assignment(e.person(), e.role(), e.due()));
            }
            case ArticleUnassigned e -> assignments = without(e.person(), e.role());
            case MovedToDesk e -> desk = e.desk();
            case SubmittedForChecking e -> submitted = true;
            case ChangesRequested e -> submitted = false;
            case CommentAdded e -> {
                commentsEver = own(commentsEver);
                commentsEver.add(e.commentId());
                openComments = own(openComments);
                openComments.add(e.commentId());
            }
            case CommentResolved e -> {
                openComments = own(openComments);
                openComments.remove(e.commentId());
            }

            case ClaimRaised e -> {
                claims = own(claims);
                claims.put(e.claimId(), Claim.raised(e.claimId(), e.kind(), e.anchor()));
                claimsEver = own(claimsEver);
                claimsEver.add(e.claimId());
            }
            case ClaimQueried e -> claim(e.claimId(), claim -> claim.queried(e.question()));
            case QueryAnswered e -> claim(e.claimId(), claim -> claim.found(Verdict.UNCHECKED, claim.sources()));
            case ClaimConfirmed e -> {
                claim(e.claimId(), claim -> claim.found(Verdict.CONFIRMED, e.sources()));
                consulted(e.sources());
            }
            case ClaimDisputed e -> {
                claim(e.claimId(), claim -> claim.found(Verdict.DISPUTED, e.sources()));
                consulted(e.sources());
            }
            case ClaimCorrected e -> {
                corrected(e);
                consulted(e.sources());
            }
            case ClaimMarkedNotCheckable e ->
                claim(e.claimId(), claim -> claim.found(Verdict.NOT_CHECKABLE, claim.sources()));
            case ClaimReopened e ->
                claim(e.claimId(), claim -> claim.at(e.now()).found(Verdict.UNCHECKED, List.of()));
            case ClaimLapsed e -> gone(e.claimId());
            case ClaimWithdrawn e -> gone(e.claimId());
            case ClaimRestored e -> {
                claims = own(claims);
                claims.put(
                        e.claimId(),
                        Claim.raised(e.claimId(), e.kind(), e.now()).found(e.verdict(), e.sources()));
            }
            case FactsSignedOff e -> signedOff(e, act, now.content());
            case FactsReopened e -> {
                signed = own(signed);
                signedOnce = own(signedOnce);
                var doubted = e.passages().isEmpty() ? List.copyOf(signed.keySet()) : e.passages();
                doubted.stream()
                        .filter(passage -> signed.remove(passage) != null)
                        .forEach(signedOnce::add);
                fell(Check.FACTS);
            }
            case SourceShredded e -> {
                sources = own(sources);
                sources.remove(e.source());
            }

            case CaptionApproved e -> {
                approvals = own(approvals);
                approvals.put(e.figure(), e.words());
            }
            case CaptionReturned e -> unapproved(e.figure());
            case CaptionReopened e -> unapproved(e.figure());
            case CaptionsSignedOff e -> {
                captionsSignedOff = e.words();
                fallen = own(fallen);
                fallen.remove(Check.CAPTIONS);
            }
            case CaptionsReopened e -> {
                captionsSignedOff = null;
                fell(Check.CAPTIONS);
            }

            case CheckWaived e -> waivers = plus(waivers, new Waiver(e.check(), e.claim(), e.words()));
            case EmbargoSet e -> embargo = e.until();
            case EmbargoLifted e -> embargo = null;
            case PublicationScheduled e -> schedule = new Schedule(e.due(), e.words(), e.kind(), e.note(), act.who());
            case PublicationUnscheduled e -> schedule = null;
            case EditionPublished e -> {
                edition = e.edition();
                editionHash = e.edition().content().hash();
                editionClaims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
                fallen = Set.of();
                schedule = null;
            }
            case EditorsNoteAttached e -> {}
            case ArticleHeld e -> held = true;
            case HoldReleased e -> held = false;
            case ArticleKilled e -> {
                killed = true;
                schedule = null;
            }
            case ArticleSpiked e -> {
                spiked = true;
                schedule = null;
            }
            case ArticleRevived e -> spiked = false;
        }
    }

    private void revised(ContentRevised e, Act act, Revision now) {
        var was = now.content();
        var content = Changes.apply(was, e.changes());
        copy = new Revision(e.revision(), content, act.who(), now);
        contentHash = e.contentHash();
        looked = looked.next();
        for (var change : e.changes()) {
            if (change instanceof Change.BlockInserted inserted) {
                blocksEver = own(blocksEver);
                blocksEver.add(inserted.block().id());
            }
        }
        var before = touched(was, e.changes());
        var after = touched(content, e.changes());
        scrapped(before, after);
        rewritten(before, after, e, act);
        signedStill(was, content, e, act);
        if (!e.moved().isEmpty()) {
            claims = own(claims);
            e.moved().forEach((claimId, anchor) -> claims.computeIfPresent(claimId, (id, claim) -> claim.at(anchor)));
        }
        if (!e.anchors().isEmpty()) {
            claims = own(claims);
            e.anchors()
                    .forEach((claimId, start) -> claims.computeIfPresent(
                            claimId, (id, claim) -> claim.at(claim.anchor().movedTo(Math.max(0, start)))));
        }
        if (!approvals.isEmpty()) {
            approvals = own(approvals);
            approvals
                    .keySet()
                    .removeIf(figure -> content.block(figure)
                            .filter(Block.Figure.class::isInstance)
                            .isEmpty());
        }
    }

    private void signedOff(FactsSignedOff e, Act act, Content content) {
        signed = own(signed);
        var passages = Passage.of(content).keySet();
        if (e.ofAll()) {
            passages.forEach(passage -> signed.put(passage, act.who()));
            cuts = List.of();
        } else {
            e.covers().stream().filter(passages::contains).forEach(passage -> signed.put(passage, act.who()));
            cuts = cuts.stream()
                    .filter(cut -> !e.cuts().contains(cut.passage()))
                    .toList();
        }
        signedOnce = own(signedOnce);
        signedOnce.removeAll(signed.keySet());
        if (cuts.isEmpty() && signed.keySet().containsAll(passages)) {
            fallen = own(fallen);
            fallen.remove(Check.FACTS);
        }
    }

    /** Only what a change touched is looked at: a story of many blocks has seldom more than one of them rewritten. */
    private void rewritten(Map<String, String> before, Map<String, String> after, ContentRevised e, Act act) {
        authors = own(authors);
        before.keySet().stream().filter(part -> !after.containsKey(part)).forEach(authors::remove);
        after.forEach((part, words) -> {
            var old = before.get(part);
            var author = authors.get(part);
            var told = e.writers().get(part);
            if (told != null) {
                authors.put(part, told);
            } else if (old == null || author == null) {
                authors.put(part, Authorship.by(act.who(), words));
            } else if (!old.equals(words)) {
                authors.put(part, author.rewritten(old, words, act.who()));
            }
        });
    }

    /** Keeps what was cut, while it is still known who wrote it and what was found of it. */
    private void scrapped(Map<String, String> before, Map<String, String> after) {
        before.forEach((part, words) -> {
            var author = authors.get(part);
            if (author != null) {
                Authorship.cut(words, after.getOrDefault(part, ""))
                        .forEach(range -> scraps = Scrap.with(scraps, scrap(part, words, author, range)));
            }
        });
    }

    private Scrap scrap(String part, String words, Authorship author, Authorship.Range range) {
        var inIt = claims.values().stream()
                .filter(claim -> claim.anchor().place().key().equals(part)
                        && claim.anchor().start() >= range.start()
                        && claim.anchor().end() <= range.end())
                .map(claim -> claim.at(claim.anchor().movedTo(claim.anchor().start() - range.start())))
                .toList();
        return new Scrap(part, words.substring(range.start(), range.end()), author.of(words, range), inIt);
    }

    /** A sign-off is of passages as they stood: whatever changed one, by whichever command, it is signed by nobody. */
    private void signedStill(Content was, Content content, ContentRevised e, Act act) {
        var before = passages(was, e.changes());
        var after = passages(content, e.changes());
        if (!signed.isEmpty() || !signedOnce.isEmpty()) {
            signed = own(signed);
            var changed = before.entrySet().stream()
                    .filter(each -> {
                        var its = after.get(each.getKey());
                        return its == null
                                || !its.words().equals(each.getValue().words());
                    })
                    .map(Map.Entry::getKey)
                    .filter(key -> signed.remove(key) != null || signedOnce.contains(key))
                    .toList();
            e.stillSigned().forEach((key, who) -> {
                if (after.containsKey(key)) {
                    signed.put(key, who);
                }
            });
            knownTo(changed, after.keySet(), e.cut());
        }
        if (!e.cut().isEmpty() || !cuts.isEmpty()) {
            var open = new ArrayList<>(cuts);
            open.removeIf(cut -> e.putBack().contains(cut.passage()));
            for (var key : e.cut()) {
                var passage = before.get(key);
                if (passage != null) {
                    open.removeIf(cut -> cut.passage().equals(key));
                    open.add(new Cut(key, passage.words(), act.who()));
                }
            }
            cuts = List.copyOf(open);
        }
    }

    /** A passage that was signed and reads otherwise now is one of those that stand there now, perhaps under another key. */
    private void knownTo(List<String> changed, Set<String> now, List<String> cut) {
        if (changed.isEmpty()) {
            return;
        }
        signedOnce = own(signedOnce);
        changed.stream().filter(key -> !now.contains(key)).forEach(signedOnce::remove);
        if (!cut.containsAll(changed)) {
            now.stream().filter(key -> !signed.containsKey(key)).forEach(signedOnce::add);
        }
    }

    private static Map<String, Passage> passages(Content content, List<Change> changes) {
        var passages = new LinkedHashMap<String, Passage>();
        Set<BlockId> looked = new java.util.HashSet<>();
        for (var change : changes) {
            switch (change) {
                case Change.FieldChanged(Field field, var now) ->
                    Passage.of(content, field).ifPresent(passage -> passages.put(passage.key(), passage));
                case Change.BlockInserted(var block, var after) -> passages(passages, content, block.id(), looked);
                case Change.BlockRewritten(var block) -> passages(passages, content, block.id(), looked);
                case Change.BlockRemoved(var block) -> passages(passages, content, block, looked);
                case Change.SubjectsChanged c -> {}
                case Change.UrgencyChanged c -> {}
                case Change.BlockMoved c -> {}
            }
        }
        return passages;
    }

    private static void passages(Map<String, Passage> passages, Content content, BlockId id, Set<BlockId> looked) {
        if (looked.add(id)) {
            content.block(id).ifPresent(block -> passages.putAll(Passage.of(block)));
        }
    }

    private static Map<String, String> touched(Content content, List<Change> changes) {
        var touched = new LinkedHashMap<String, String>();
        for (var change : changes) {
            switch (change) {
                case Change.FieldChanged(Field field, var now)
                when field.isRead() -> touched.put(field.key(), content.field(field));
                case Change.BlockInserted(var block, var after) -> touch(touched, content, block.id());
                case Change.BlockRewritten(var block) -> touch(touched, content, block.id());
                case Change.BlockRemoved(var block) -> touch(touched, content, block);
                case Change.FieldChanged c -> {}
                case Change.SubjectsChanged c -> {}
                case Change.UrgencyChanged c -> {}
                case Change.BlockMoved c -> {}
            }
        }
        return touched;
    }

    private static void touch(Map<String, String> touched, Content content, BlockId id) {
        content.block(id).ifPresent(block -> touched.putAll(block.written()));
    }

    private void corrected(ClaimCorrected e) {
        var now = e.now();
        if (now == null) {
            gone(e.claimId());
            return;
        }
        claim(e.claimId(), claim -> {
            // Our own words that say what somebody said are an attribution, no longer a quotation.
            var kind = e.remedy() == Remedy.PARAPHRASED ? ClaimKind.ATTRIBUTION : claim.kind();
            return claim.at(now).as(kind).found(Verdict.CORRECTED, e.sources());
        });
    }

    private void claim(ClaimId claimId, java.util.function.UnaryOperator<Claim> change) {
        claims = own(claims);
        claims.computeIfPresent(claimId, (key, claim) -> change.apply(claim));
    }

    private void gone(ClaimId claimId) {
        claims = own(claims);
        claims.remove(claimId);
    }

    private void consulted(List<Source> on) {
        for (var source : on) {
            if (source instanceof Source.Confidential confidential) {
                sources = own(sources);
                sources.add(confidential.id());
            }
        }
    }

    private void unapproved(BlockId figure) {
        approvals = own(approvals);
        approvals.remove(figure);
    }

    private void fell(Check check) {
        if (edition != null) {
            fallen = own(fallen);
            fallen.add(check);
        }
    }

    private List<Assignment> without(stet.domain.PersonId person, stet.domain.Role role) {
        return assignments.stream()
                .filter(each -> !(each.person().equals(person) && each.role() == role))
                .toList();
    }

    private static <T> List<T> plus(List<T> list, T one) {
        var longer = new ArrayList<>(list);
        longer.add(one);
        return Collections.unmodifiableList(longer);
    }

    private <T> Set<T> own(Set<T> set) {
        if (ours.contains(set)) {
            return set;
        }
        Set<T> mine = new java.util.LinkedHashSet<>(set);
        ours.add(mine);
        return mine;
    }

    private <K, V> Map<K, V> own(Map<K, V> map) {
        if (ours.contains(map)) {
            return map;
        }
        Map<K, V> mine = new LinkedHashMap<>(map);
        ours.add(mine);
        return mine;
    }
}
