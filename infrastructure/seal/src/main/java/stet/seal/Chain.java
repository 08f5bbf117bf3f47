package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes over records in their order and says of each whether it fits those before it, and its payload. */
public final class Chain {
    private static final long UNKNOWN = -1;

    private final Findings findings;
    private final Scope scope;
    private final Map<String, Last> lasts = new HashMap<>();
    private final Redacted redacted;
    private final Frontier tree = new Frontier();
    /** The index that the next record has, or the least that it may have. */
    private long next;

    private record Last(long seq, String prev) {}

    /** @param scope which records will come */
    public Chain(Findings findings, Scope scope) {
        this.findings = findings;
        this.scope = scope;
        redacted = new Redacted(findings);
        next = scope == Scope.LOG ? 0 : UNKNOWN;
    }

    /** The tree of what has been gone over; it is the log's where that was all. */
    public Frontier tree() {
        return tree;
    }

    /**
     * The next record.
     *
     * @param place how to call it where it cannot be read
     * @return what it says; null if it cannot be read
     */
    public @Nullable SealedRecord next(Evidence evidence, String place) {
        var bytes = evidence.record().getBytes(UTF_8);
        tree.add(Merkle.leaf(bytes));
        SealedRecord record;
        try {
            record = SealedRecord.of(evidence.record());
        } catch (Jcs.Unfit unfit) {
            findings.problem("%s is no record: %s".formatted(place, unfit.getMessage()));
            return null;
        }
        findings.read(record);
        if (scope.withoutGap() && next != UNKNOWN && record.index() != next) {
            findings.problem("%s stands where record %d belongs".formatted(named(record), next));
        } else if (record.index() < next) {
            findings.problem("%s comes after record %d".formatted(named(record), next - 1));
        }
        next = scope == Scope.LOG ? next + 1 : record.index() + 1;
        follows(record, SealedRecord.prev(bytes));
        payload(record, evidence);
        return record;
    }

    /**
     * A record that belongs to none of those that come here, and says that words were taken out of some of them; it must be in the tree.
     *
     * @param place how to call it where it cannot be read
     * @return what it says; null if it cannot be read
     */
    public @Nullable SealedRecord besides(Evidence evidence, String place) {
        try {
            var record = SealedRecord.of(evidence.record());
            redacted.besides(record, evidence);
            return record;
        } catch (Jcs.Unfit unfit) {
            findings.problem("%s is no record: %s".formatted(place, unfit.getMessage()));
            return null;
        }
    }

    /** What an event tells that is about to be sealed. */
    public void about(String stream, long seq, String payload) {
        redacted.about(stream, seq, payload);
    }

    /** All have come that there are: what words were taken out of, and nothing tells so, was changed. */
    public void end() {
        redacted.end();
    }

    private void follows(SealedRecord record, String hash) {
        var last = lasts.put(record.stream(), new Last(record.seq(), hash));
        var expected = last == null ? 0 : last.seq() + 1;
        if (record.seq() == expected) {
            if (!record.prev().equals(last == null ? SealedRecord.NONE_BEFORE : last.prev())) {
                findings.problem("%s does not follow what stands before it in its history".formatted(named(record)));
            }
        } else if (scope.wholeHistories() || record.seq() < expected || (scope.withoutGap() && last != null)) {
            findings.problem("%s has number %d in its history, where number %d belongs"
                    .formatted(named(record), record.seq(), expected));
        }
    }

    private void payload(SealedRecord record, Evidence evidence) {
        if (evidence.payload() == null || evidence.salt() == null) {
            findings.lacking();
            findings.problem("The payload of %s is missing".formatted(lower(record)));
        } else {
            redacted.payload(record, evidence.payload(), evidence.salt());
        }
        if (evidence.meta() == null || evidence.metaSalt() == null) {
            findings.problem("What was stored with %s is missing".formatted(lower(record)));
        } else {
            redacted.meta(record, evidence.meta(), evidence.metaSalt());
        }
        redacted.told(record, evidence);
    }

    private static String named(SealedRecord record) {
        return "R" + lower(record).substring(1);
    }

    static String lower(SealedRecord record) {
        return "record %d (%s of %s, event %s)"
                .formatted(record.index(), record.type(), record.stream(), record.eventId());
    }
}
