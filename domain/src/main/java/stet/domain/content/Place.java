package stet.domain.content;

import java.util.Optional;
import stet.domain.BlockId;
import stet.domain.InvalidValue;

/**
 * Where words stand in an article: the headline, the standfirst, or one block (a figure's words are its caption).
 *
 * @param key {@code headline}, {@code standfirst} or {@code block/} and the block's id
 */
public record Place(String key) {
    public static final Place HEADLINE = new Place("headline");
    public static final Place STANDFIRST = new Place("standfirst");
    private static final String BLOCK = "block/";

    /** @throws InvalidValue if the key names no place */
    public Place {
        if (key.startsWith(BLOCK)) {
            new BlockId(key.substring(BLOCK.length()));
        } else if (!key.equals("headline") && !key.equals("standfirst")) {
            throw new InvalidValue("A place is 'headline', 'standfirst' or 'block/' and a block's id");
        }
    }

    public static Place of(BlockId block) {
        return new Place(BLOCK + block.value());
    }

    /** The block, unless this is the headline or the standfirst. */
    public Optional<BlockId> block() {
        return key.startsWith(BLOCK) ? Optional.of(new BlockId(key.substring(BLOCK.length()))) : Optional.empty();
    }

    @Override
    public String toString() {
        return key;
    }
}
