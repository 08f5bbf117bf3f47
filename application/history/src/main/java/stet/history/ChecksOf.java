package stet.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.article.Check;

/** Who signed what off, what fell and why, and what was said of each claim and each caption? */
public record ChecksOf(ArticleId article) {
    /**
     * Everything in the order in which it happened, whether or not it still stands.
     *
     * @param ofClaims questions to the writer, and the answers
     * @param ofCaptions approvals, what they were sent back for, and why an approval fell
     */
    public record Checks(
            List<SignOff> signOffs,
            List<Fall> falls,
            Map<ClaimId, List<Remark>> ofClaims,
            Map<BlockId, List<Remark>> ofCaptions) {
        public Checks {
            signOffs = List.copyOf(signOffs);
            falls = List.copyOf(falls);
            ofClaims = Map.copyOf(ofClaims);
            ofCaptions = Map.copyOf(ofCaptions);
        }

        /** The same, with each change of words told once. */
        public Checks eachChangeOnce() {
            return new Checks(signOffs, Fall.eachChangeOnce(falls), ofClaims, ofCaptions);
        }

        /** The last sign-off of the facts, or of the captions; empty if nobody ever did. */
        public Optional<SignOff> last(Check check) {
            return signOffs.reversed().stream()
                    .filter(signOff -> signOff.check() == check)
                    .findFirst();
        }

        /** What fell since the facts were last signed off, newest first. */
        public List<Fall> fallenSinceSignOff() {
            var since = last(Check.FACTS).map(signOff -> signOff.deed().sequence());
            return falls.reversed().stream()
                    .filter(fall -> since.isEmpty() || fall.deed().sequence() > since.orElseThrow())
                    .toList();
        }
    }

    /**
     * Somebody signed off the facts or the captions.
     *
     * @param deed who did it, when and why
     * @param check {@code FACTS} or {@code CAPTIONS}
     * @param revision the one that they had read
     * @param passages the keys of those that it is of, as they stood then. Before there were passages it was of all, and none were named
     * @param cuts the keys of passages whose going it is of
     */
    public record SignOff(Entry deed, Check check, int revision, List<String> passages, List<String> cuts) {
        public SignOff {
            passages = List.copyOf(passages);
            cuts = List.copyOf(cuts);
        }
    }

    /**
     * Something that had been found, signed, approved or scheduled stands no longer.
     *
     * @param deed whose act it was, or followed from
     * @param reason a sentence
     * @param claims those whose verdicts fell, or are open
     * @param passages the keys of those that are no longer signed off
     * @param figures those whose captions are no longer approved
     * @param changed what changed in the words by the same act
     * @param changedWith the sequence of the deed with which that is told, where it is told with another of the same act; otherwise null
     */
    public record Fall(
            Entry deed,
            What what,
            String reason,
            List<ClaimId> claims,
            List<String> passages,
            List<BlockId> figures,
            List<Entry.Redline> changed,
            @Nullable Long changedWith) {
        public Fall {
            claims = List.copyOf(claims);
            passages = List.copyOf(passages);
            figures = List.copyOf(figures);
            changed = List.copyOf(changed);
        }

        Fall(
                Entry deed,
                What what,
                String reason,
                List<ClaimId> claims,
                List<String> passages,
                List<BlockId> figures,
                List<Entry.Redline> changed) {
            this(deed, what, reason, claims, passages, figures, changed, null);
        }

        /** The same, each change told with the first of those that fell by it: by one act there may be thousands. */
        public static List<Fall> eachChangeOnce(List<Fall> falls) {
            var told = new HashMap<CommandId, Long>();
            return falls.stream()
                    .map(fall -> {
                        var first = told.putIfAbsent(
                                fall.deed().command(), fall.deed().sequence());
                        return first == null || fall.changed().isEmpty() ? fall : fall.changedWith(first);
                    })
                    .toList();
        }

        private Fall changedWith(long first) {
            return new Fall(deed, what, reason, claims, passages, figures, List.of(), first);
        }

        public enum What {
            /** What was found of a claim; its words may be others now. */
            VERDICT,
            /** A claim, since its words are gone. */
            CLAIM,
            /** A sign-off of the facts. */
            FACTS,
            /** The approval of one caption. */
            APPROVAL,
            /** A sign-off of the captions. */
            CAPTIONS,
            SCHEDULE
        }
    }

    /**
     * Something that was said of one claim or one caption.
     *
     * @param words the question, the answer, what is wrong, or why it fell; empty where nothing had to be said
     */
    public record Remark(Entry deed, Kind kind, String words) {
        public enum Kind {
            QUERIED,
            ANSWERED,
            APPROVED,
            RETURNED,
            FELL
        }
    }
}
