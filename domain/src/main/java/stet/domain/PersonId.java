package stet.domain;

/** Names one person of the newsroom. */
public record PersonId(String value) {
    /** @throws InvalidValue unless 1 to 64 letters, digits, hyphens or underscores */
    public PersonId {
        Ids.checked("The id of a person", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
