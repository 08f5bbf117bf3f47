package stet.domain;

/** Names one article for ever. */
public record ArticleId(String value) {
    /** The id of the newsroom's own history. */
    public static final String NEWSROOM = "newsroom";

    /** @throws InvalidValue unless 1 to 64 letters, digits, hyphens or underscores, and not {@link #NEWSROOM} */
    public ArticleId {
        Ids.checked("The id of an article", value);
        // One ledger holds the histories of all articles and of the newsroom, each under its id.
        if (value.equals(NEWSROOM)) {
            throw new InvalidValue("An article cannot be called '%s'".formatted(NEWSROOM));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
