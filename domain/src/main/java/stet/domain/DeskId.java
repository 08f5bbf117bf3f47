package stet.domain;

/** Names one desk, such as {@code politics}. */
public record DeskId(String value) {
    /** @throws InvalidValue unless 1 to 64 letters, digits, hyphens or underscores */
    public DeskId {
        Ids.checked("The id of a desk", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
