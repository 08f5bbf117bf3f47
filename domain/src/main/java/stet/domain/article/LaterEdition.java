package stet.domain.article;

import static stet.domain.RefusalCode.NOTE_UNFIT;
import static stet.domain.RefusalCode.NOTHING_NEW;
import static stet.domain.RefusalCode.NO_SUCH_BLOCK;
import static stet.domain.RefusalCode.REFILE_CHANGES_WORDS;
import static stet.domain.RefusalCode.REFILE_TOUCHES_CLAIM;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import stet.domain.Obstacle;
import stet.domain.Refused;
import stet.domain.content.Change;
import stet.domain.content.Changes;
import stet.domain.content.Content;
import stet.domain.content.Place;

/** What a later edition may change of the one before it, and what it must, by its kind (rule 19). */
final class LaterEdition {
    private LaterEdition() {}

    /** @throws Refused if what has changed since the last edition is not what an edition of this kind changes */
    static void check(Article article, Edition last, EditionKind kind, @Nullable Note note) {
        switch (kind) {
            case REFILE -> checkRefile(article, last);
            case CORRECTION, CLARIFICATION -> {
                if (note != null) {
                    checkCorrection(article, last, kind, note);
                }
            }
            case UPDATE -> {
                if (note != null && !note.passages().isEmpty()) {
                    throw new Refused(
                            NOTE_UNFIT, "Only a correction or a clarification names the passages that were wrong");
                }
            }
            case ORIGINAL -> {}
        }
    }

    /** The note as it is kept: a correction that names no passage is one of all that have changed. */
    static @Nullable Note told(Article article, @Nullable Note note, EditionKind kind) {
        var last = article.edition();
        return note == null
                        || last == null
                        || kind == EditionKind.UPDATE
                        || !note.passages().isEmpty()
                ? note
                : new Note(note.wrong(), note.right(), List.copyOf(changed(last.content(), article.content())));
    }

    /** The pieces that readers read otherwise, or elsewhere, by their keys; see {@link Content#printed()}. */
    static SequencedSet<String> changed(Content was, Content now) {
        var before = was.printed();
        var after = now.printed();
        var changed = new LinkedHashSet<String>();
        var keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        keys.removeIf(key -> before.getOrDefault(key, List.of()).equals(after.getOrDefault(key, List.of())));
        changed.addAll(keys);
        for (var change : Changes.between(was, now)) {
            if (change instanceof Change.BlockMoved moved) {
                changed.add(Place.of(moved.block()).key());
            }
        }
        return changed;
    }

    private static void checkRefile(Article article, Edition last) {
        if (article.publication().touchedSince(article.claims())) {
            throw new Refused(
                    REFILE_TOUCHES_CLAIM,
                    "A refile is for typography; words that were checked have changed, so this is a correction, a clarification or an update");
        }
        var obstacles = Typography.beyond(last.content(), article.content());
        if (!obstacles.isEmpty()) {
            throw new Refused(
                    REFILE_CHANGES_WORDS,
                    "A refile changes signs, spaces and case and nothing else; this is a correction, a clarification or an update",
                    obstacles,
                    List.of());
        }
    }

    private static void checkCorrection(Article article, Edition last, EditionKind kind, Note note) {
        for (var each : last.notes()) {
            if (sameWords(each.note(), note)
                    && (each.kind() == EditionKind.CORRECTION || each.kind() == EditionKind.CLARIFICATION)) {
                throw new Refused(
                        NOTHING_NEW,
                        "Readers were told just this with edition %d, and it stands on this one, too"
                                .formatted(each.edition()));
            }
        }
        var changed = changed(last.content(), article.content());
        if (changed.isEmpty()) {
            throw new Refused(
                    NOTHING_NEW,
                    "Nothing that readers read has changed since edition %d, so there is nothing yet to tell them of"
                            .formatted(last.number()));
        }
        var known = new LinkedHashSet<>(article.content().printed().keySet());
        known.addAll(last.content().printed().keySet());
        var obstacles = new ArrayList<Obstacle>();
        for (var passage : note.passages()) {
            if (!known.contains(passage)) {
                throw new Refused(NO_SUCH_BLOCK, "There is no passage '%s' in this article".formatted(passage));
            }
            if (!changed.contains(passage)) {
                obstacles.add(new Obstacle(
                        NOTHING_NEW,
                        "Since edition %d, nothing has changed in %s"
                                .formatted(last.number(), Sight.named(article.content(), passage)),
                        passage,
                        null));
            }
        }
        if (!obstacles.isEmpty()) {
            throw new Refused(
                    NOTHING_NEW,
                    "A %s names passages that have been put right, and one of these has not changed"
                            .formatted(kind == EditionKind.CORRECTION ? "correction" : "clarification"),
                    obstacles,
                    List.of());
        }
    }

    private static boolean sameWords(Note one, Note other) {
        return Typography.folded(one.wrong()).equals(Typography.folded(other.wrong()))
                && Typography.folded(one.right()).equals(Typography.folded(other.right()));
    }
}
