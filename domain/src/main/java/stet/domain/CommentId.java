package stet.domain;

/** Names one comment of one article. */
public record CommentId(String value) {
    /** @throws InvalidValue unless 1 to 64 letters, digits, hyphens or underscores */
    public CommentId {
        Ids.checked("The id of a comment", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
