package stet.domain.content;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.BlockId;

/** One thing that is different between two versions of a content. A list of them, in order, turns the one into the other. */
public sealed interface Change {

    record FieldChanged(Field field, String now) implements Change {}

    record SubjectsChanged(List<String> now) implements Change {
        public SubjectsChanged {
            now = List.copyOf(now);
        }
    }

    /** @param now 1 to 9 */
    record UrgencyChanged(int now) implements Change {
        public UrgencyChanged {
            Content.checkUrgency(now);
        }
    }

    /** @param after the block before it, or null where it is the first */
    record BlockInserted(Block block, @Nullable BlockId after) implements Change {}

    record BlockRemoved(BlockId block) implements Change {}

    /** @param after the block before it, or null where it is the first */
    record BlockMoved(BlockId block, @Nullable BlockId after) implements Change {}

    /** The block as it is now; its words, its formatting or its kind differ from before. */
    record BlockRewritten(Block now) implements Change {}
}
