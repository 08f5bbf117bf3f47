package stet.domain;

/** Names one block of one article; it is never used again, even after the block is gone. */
public record BlockId(String value) {
    /** @throws InvalidValue unless 1 to 64 letters, digits, hyphens or underscores */
    public BlockId {
        Ids.checked("The id of a block", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
