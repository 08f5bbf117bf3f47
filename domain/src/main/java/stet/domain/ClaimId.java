package stet.domain;

/** Names one claim of one article. */
public record ClaimId(String value) {
    /** @throws InvalidValue unless 1 to 64 letters, digits, hyphens or underscores */
    public ClaimId {
        Ids.checked("The id of a claim", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
