package stet.domain;

/** Names one article for ever. */
public record ArticleId(String value) {
    /** @throws InvalidValue unless 1 to 64 letters, digits, hyphens or underscores */
    public ArticleId {
        Ids.checked("The id of an article", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
