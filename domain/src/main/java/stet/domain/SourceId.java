package stet.domain;

/** Names one confidential source in place of its identity, which is kept apart from the ledger so that it can be shredded. */
public record SourceId(String value) {
    /** @throws InvalidValue unless 1 to 64 letters, digits, hyphens or underscores */
    public SourceId {
        Ids.checked("The id of a source", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
