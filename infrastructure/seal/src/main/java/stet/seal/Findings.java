package stet.seal;

import java.util.ArrayList;
import java.util.List;

/** What a verification has looked at, and what of it does not fit. Both are told, since who has looked at nothing has found nothing. */
public final class Findings {
    /** Whoever has changed much has changed enough to be found out by the first. */
    private static final int MOST = 20;
    /** The stored name of the event that tells that a confidential source was shredded. */
    private static final String SHREDDED = "article.source-shredded";

    private long records;
    private long payloads;
    private long shredded;
    private long missing;
    private long problems;
    private final List<String> told = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    public Findings() {}

    /** @param sentence what does not fit, with its place, without a full stop */
    public void problem(String sentence) {
        problems++;
        if (told.size() < MOST) {
            told.add(sentence);
        }
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    void read(SealedRecord record) {
        records++;
        if (record.type().equals(SHREDDED)) {
            shredded++;
        }
    }

    void fit() {
        payloads++;
    }

    /** A payload is there, words were taken out of it, and it is what is left as that was sealed. */
    void redacted() {
        payloads++;
        shredded++;
    }

    void lacking() {
        missing++;
    }

    /** How many records were read, and found to fit or not. */
    public long records() {
        return records;
    }

    /** How many payloads were there and are those that were sealed, with words or without those that were taken out openly. */
    public long payloads() {
        return payloads;
    }

    /**
     * How many payloads are what is left since words were taken out of them, as a sealed event says, and how many records tell that who a
     * confidential source is was shredded, which never was in a payload.
     */
    public long shredded() {
        return shredded;
    }

    /** How many payloads are not there, so that nothing can be said of them. */
    public long missing() {
        return missing;
    }

    /** How many things do not fit. */
    public long problems() {
        return problems;
    }

    public boolean fits() {
        return problems == 0;
    }

    /** The first things that do not fit, as sentences without full stops. */
    public List<String> told() {
        return List.copyOf(told);
    }

    /** What whoever reads this should know of its limits. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }
}
