package stet.domain.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.BlockId;
import stet.domain.Ordered;

/** The difference between two versions of a content, and how it is applied. */
public final class Changes {
    private Changes() {}

    /** What turns the one into the other; nothing if they are the same (rule 2). As few blocks as can be are moved. */
    public static List<Change> between(Content was, Content now) {
        var changes = new ArrayList<Change>();
        for (var field : Field.values()) {
            if (!was.field(field).equals(now.field(field))) {
                changes.add(new Change.FieldChanged(field, now.field(field)));
            }
        }
        if (!was.subjects().equals(now.subjects())) {
            changes.add(new Change.SubjectsChanged(now.subjects()));
        }
        if (was.urgency() != now.urgency()) {
            changes.add(new Change.UrgencyChanged(now.urgency()));
        }
        var before = was.blocksById();
        var after = now.blocksById();
        for (var block : was.blocks()) {
            if (!after.containsKey(block.id())) {
                changes.add(new Change.BlockRemoved(block.id()));
            }
        }
        var staying = staying(was.blocks(), now.blocks());
        @Nullable BlockId previous = null;
        for (var block : now.blocks()) {
            var old = before.get(block.id());
            if (old == null) {
                changes.add(new Change.BlockInserted(block, previous));
            } else {
                if (!staying.contains(block.id())) {
                    changes.add(new Change.BlockMoved(block.id(), previous));
                }
                if (!old.equals(block)) {
                    changes.add(new Change.BlockRewritten(block));
                }
            }
            previous = block.id();
        }
        return List.copyOf(changes);
    }

    /**
     * Makes these changes, in their order. What happened is not argued with: a change to a block that is not there changes nothing,
     * and after a block that is not there means at the end.
     */
    public static Content apply(Content content, List<Change> changes) {
        var result = content;
        var blocks = new ArrayList<>(content.blocks());
        for (var change : changes) {
            switch (change) {
                case Change.FieldChanged(var field, var now) -> result = result.with(field, now);
                case Change.SubjectsChanged(var now) -> result = result.withSubjects(now);
                case Change.UrgencyChanged(var now) -> result = result.withUrgency(now);
                case Change.BlockInserted(var block, var after) -> {
                    remove(blocks, block.id());
                    insert(blocks, block, after);
                }
                case Change.BlockRemoved(var id) -> remove(blocks, id);
                case Change.BlockMoved(var id, var after) -> {
                    var moved = remove(blocks, id);
                    if (moved != null) {
                        insert(blocks, moved, after);
                    }
                }
                case Change.BlockRewritten(var now) -> {
                    var at = indexOf(blocks, now.id());
                    if (at >= 0) {
                        blocks.set(at, now);
                    }
                }
            }
        }
        return result.withBlocks(blocks);
    }

    /** The blocks that can stay where they are while all others move round them: a longest run that is in order on both sides. */
    static Set<BlockId> staying(List<Block> was, List<Block> now) {
        var places = new HashMap<BlockId, Integer>();
        for (var block : was) {
            places.put(block.id(), places.size());
        }
        var kept = new ArrayList<BlockId>(now.size());
        var from = new int[now.size()];
        for (var block : now) {
            var place = places.get(block.id());
            if (place != null) {
                from[kept.size()] = place;
                kept.add(block.id());
            }
        }
        // Patience sorting: the last block of the best run of each length so far, and of each block the one before it
        // in its run.
        var last = new int[kept.size()];
        var before = new int[kept.size()];
        var length = 0;
        for (var i = 0; i < kept.size(); i++) {
            var goesOnFrom = from[i];
            var at = Ordered.first(length, each -> from[last[each]] >= goesOnFrom);
            before[i] = at == 0 ? -1 : last[at - 1];
            last[at] = i;
            length = Math.max(length, at + 1);
        }
        var staying = new HashSet<BlockId>();
        for (var i = length == 0 ? -1 : last[length - 1]; i >= 0; i = before[i]) {
            staying.add(kept.get(i));
        }
        return staying;
    }

    private static void insert(List<Block> blocks, Block block, @Nullable BlockId after) {
        var before = after == null ? -1 : indexOf(blocks, after);
        blocks.add(after != null && before < 0 ? blocks.size() : before + 1, block);
    }

    private static @Nullable Block remove(List<Block> blocks, BlockId id) {
        var at = indexOf(blocks, id);
        return at < 0 ? null : blocks.remove(at);
    }

    private static int indexOf(List<Block> blocks, BlockId id) {
        for (var i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
