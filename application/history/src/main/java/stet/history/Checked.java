package stet.history;

import static stet.history.ChecksOf.Fall.What.APPROVAL;
import static stet.history.ChecksOf.Fall.What.CAPTIONS;
import static stet.history.ChecksOf.Fall.What.CLAIM;
import static stet.history.ChecksOf.Fall.What.FACTS;
import static stet.history.ChecksOf.Fall.What.SCHEDULE;
import static stet.history.ChecksOf.Fall.What.VERDICT;
import static stet.history.ChecksOf.Remark.Kind.ANSWERED;
import static stet.history.ChecksOf.Remark.Kind.APPROVED;
import static stet.history.ChecksOf.Remark.Kind.FELL;
import static stet.history.ChecksOf.Remark.Kind.QUERIED;
import static stet.history.ChecksOf.Remark.Kind.RETURNED;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.*;
import stet.domain.article.Check;
import stet.history.ChecksOf.Fall;
import stet.history.ChecksOf.Remark;
import stet.history.ChecksOf.SignOff;

/** A deed of which more is asked than its sentence says, with what happened by it. */
record Checked(Entry deed, ArticleEvent event) {
    /** These are kept whole beside their sentence. One that is added here is missing from what an earlier version made. */
    private static final Set<Class<? extends ArticleEvent>> KEPT = Set.of(
            ClaimQueried.class,
            QueryAnswered.class,
            ClaimReopened.class,
            ClaimLapsed.class,
            FactsSignedOff.class,
            FactsReopened.class,
            CaptionApproved.class,
            CaptionReturned.class,
            CaptionReopened.class,
            CaptionsSignedOff.class,
            CaptionsReopened.class,
            CheckWaived.class,
            PublicationUnscheduled.class);

    static boolean keeps(ArticleEvent event) {
        return KEPT.contains(event.getClass());
    }

    /** @param changed what changed in words by the same command as an event, by that event's sequence */
    static ChecksOf.Checks of(List<Checked> all, Map<Long, List<Entry.Redline>> changed) {
        var signOffs = new ArrayList<SignOff>();
        var falls = new ArrayList<Fall>();
        var ofClaims = new HashMap<ClaimId, List<Remark>>();
        var ofCaptions = new HashMap<BlockId, List<Remark>>();
        for (var each : all) {
            var deed = each.deed;
            var words = changed.getOrDefault(deed.sequence(), List.of());
            switch (each.event) {
                case ClaimQueried e -> add(ofClaims, e.claimId(), new Remark(deed, QUERIED, e.question()));
                case QueryAnswered e -> add(ofClaims, e.claimId(), new Remark(deed, ANSWERED, e.answer()));
                case CaptionApproved e -> add(ofCaptions, e.figure(), new Remark(deed, APPROVED, ""));
                case CaptionReturned e -> add(ofCaptions, e.figure(), new Remark(deed, RETURNED, e.note()));
                case FactsSignedOff e ->
                    signOffs.add(new SignOff(deed, Check.FACTS, e.revision(), e.covers(), e.cuts()));
                case CaptionsSignedOff e ->
                    signOffs.add(new SignOff(deed, Check.CAPTIONS, e.revision(), List.of(), List.of()));
                case ClaimReopened e ->
                    falls.add(new Fall(deed, VERDICT, e.reason(), List.of(e.claimId()), List.of(), List.of(), words));
                case ClaimLapsed e -> {
                    var gone = "“%s” stands there no longer".formatted(e.words());
                    falls.add(new Fall(deed, CLAIM, gone, List.of(e.claimId()), List.of(), List.of(), words));
                }
                case FactsReopened e ->
                    falls.add(new Fall(deed, FACTS, e.reason(), e.claims(), e.passages(), List.of(), words));
                case CaptionReopened e -> {
                    add(ofCaptions, e.figure(), new Remark(deed, FELL, e.reason()));
                    falls.add(new Fall(deed, APPROVAL, e.reason(), List.of(), List.of(), List.of(e.figure()), words));
                }
                case CaptionsReopened e ->
                    falls.add(new Fall(deed, CAPTIONS, e.reason(), List.of(), List.of(), e.figures(), words));
                // It stands in the list of waivers.
                case CheckWaived _ -> {}
                case PublicationUnscheduled e ->
                    falls.add(new Fall(deed, SCHEDULE, e.reason(), List.of(), List.of(), List.of(), words));
                default -> throw new IllegalStateException("Nothing is asked of " + deed.kind());
            }
        }
        return new ChecksOf.Checks(signOffs, falls, ofClaims, ofCaptions);
    }

    private static <K> void add(Map<K, List<Remark>> talk, K about, Remark remark) {
        talk.computeIfAbsent(about, _ -> new ArrayList<>()).add(remark);
    }
}
