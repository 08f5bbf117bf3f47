package stet.domain.content;

import java.util.List;
import java.util.Optional;
import stet.domain.BlockId;
import stet.domain.InvalidValue;

/**
 * Where words stand in an article: the headline, the standfirst, one block (a figure's words are its caption), or what is printed with
 * a figure besides its caption.
 *
 * @param key {@code headline}, {@code standfirst}, or {@code block/} and the block's id; of a figure, perhaps with {@code #} and one of
 *     {@link #PARTS} after it
 */
public record Place(String key) {
    public static final Place HEADLINE = new Place("headline");
    public static final Place STANDFIRST = new Place("standfirst");
    /** What is printed with a figure besides its caption. */
    public static final List<String> PARTS = List.of("who_or_what", "where", "when", "credit", "label");

    private static final String BLOCK = "block/";
    private static final char PART = '#';

    /** @throws InvalidValue if the key names no place */
    public Place {
        if (key.startsWith(BLOCK)) {
            var end = key.indexOf(PART);
            new BlockId(key.substring(BLOCK.length(), end < 0 ? key.length() : end));
            if (end >= 0 && !PARTS.contains(key.substring(end + 1))) {
                throw new InvalidValue("A part of a figure is one of " + PARTS);
            }
        } else if (!key.equals("headline") && !key.equals("standfirst")) {
            throw new InvalidValue("A place is 'headline', 'standfirst' or 'block/' and a block's id");
        }
    }

    public static Place of(BlockId block) {
        return new Place(BLOCK + block.value());
    }

    /** The key of a block's own words, for whoever needs no place. */
    static String keyOf(BlockId block) {
        return BLOCK + block.value();
    }

    /** @param part one of {@link #PARTS} */
    public static Place of(BlockId figure, String part) {
        return new Place(BLOCK + figure.value() + PART + part);
    }

    /** The block, unless this is the headline or the standfirst. */
    public Optional<BlockId> block() {
        if (!key.startsWith(BLOCK)) {
            return Optional.empty();
        }
        var end = key.indexOf(PART);
        return Optional.of(new BlockId(key.substring(BLOCK.length(), end < 0 ? key.length() : end)));
    }

    /** One of {@link #PARTS}, unless this is the block's own words or no block. */
    public Optional<String> part() {
        var at = key.indexOf(PART);
        return at < 0 ? Optional.empty() : Optional.of(key.substring(at + 1));
    }

    @Override
    public String toString() {
        return key;
    }
}
