package stet.domain.article;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stet.domain.PersonId;
import stet.domain.content.Anchor;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.content.Reanchoring;

/**
 * A comment that nobody has resolved (rule 35).
 *
 * @param calls whoever was called in it, now or in words that it had before
 * @param anchor where the words are now that it is about; null where it is about none, or they are gone
 */
public record OpenComment(
        PersonId writer, Set<PersonId> calls, @Nullable Anchor anchor) {
    OpenComment calling(Collection<PersonId> more) {
        var all = new LinkedHashSet<>(calls);
        all.addAll(more);
        return new OpenComment(writer, all, anchor);
    }

    /**
     * After a revision. Words that stand elsewhere, and only there, have moved; otherwise it is about what became of them.
     *
     * @param was the content in which it is about its words
     * @param rewritten a place's words before and after, compared once for all comments
     * @param passages of the content that there is now, collected once for all comments
     */
    OpenComment follow(
            Content was, Content now, Function<Place, Reanchoring> rewritten, Supplier<Map<Place, String>> passages) {
        if (anchor == null || was.words(anchor.place()).equals(now.words(anchor.place()))) {
            return this;
        }
        // A history is not argued with, even if its words never stood where it says.
        var stood = anchor.standsIn(was.words(anchor.place()));
        return new OpenComment(
                writer, calls, stood ? followed(anchor, now, rewritten.apply(anchor.place()), passages) : null);
    }

    private static @Nullable Anchor followed(
            Anchor anchor, Content now, Reanchoring rewritten, Supplier<Map<Place, String>> passages) {
        if (!now.words(anchor.place()).contains(anchor.words())) {
            var elsewhere = passages.get().entrySet().stream()
                    .map(passage -> standing(anchor.words(), passage.getKey(), passage.getValue()))
                    .filter(Objects::nonNull)
                    .toList();
            if (elsewhere.size() == 1) {
                return elsewhere.getFirst();
            }
        }
        return switch (rewritten.follow(anchor)) {
            case Reanchoring.Outcome.Stands(var there) -> there;
            case Reanchoring.Outcome.Changed(var there) -> there;
            case Reanchoring.Outcome.Gone() -> null;
        };
    }

    private static @Nullable Anchor standing(String words, Place place, String text) {
        var at = text.indexOf(words);
        return at < 0 ? null : new Anchor(place, at, words);
    }
}
