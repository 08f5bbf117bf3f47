package stet.domain.checking;

import java.util.HashMap;
import java.util.Map;
import stet.domain.content.Anchor;
import stet.domain.content.Content;
import stet.domain.content.Place;

/** The sentences of a content. A passage is read once, however many anchors in it are asked about; one thread at a time. */
public final class SentencesOf {
    private final Content content;
    private final Map<Place, Statements.Passage> read = new HashMap<>();

    public SentencesOf(Content content) {
        this.content = content;
    }

    /** The words of the passage that an anchor is in. */
    public String passage(Anchor anchor) {
        return content.words(anchor.place());
    }

    /** The sentence that an anchor stands in, see {@link Statements.Passage#sentence}. */
    public Statements.Span around(Anchor anchor) {
        return read.computeIfAbsent(
                        anchor.place(), place -> new Statements.Passage(content.words(place), content.locale()))
                .sentence(anchor.start(), anchor.end());
    }
}
