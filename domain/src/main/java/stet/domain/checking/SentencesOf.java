package stet.domain.checking;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import stet.domain.content.Anchor;
import stet.domain.content.Content;
import stet.domain.content.Place;

/** The sentences of a content. A passage is read once, however many anchors in it are asked about; one thread at a time. */
public final class SentencesOf {
    private final Content content;
    private final Supplier<Findings> findings;
    private final Map<Place, Statements.Passage> read = new HashMap<>();

    /** @param findings of this content, asked for once a sentence is: a number in which none ends was mostly found already */
    public SentencesOf(Content content, Supplier<Findings> findings) {
        this.content = content;
        this.findings = findings;
    }

    /** The words of the passage that an anchor is in. */
    public String passage(Anchor anchor) {
        return content.words(anchor.place());
    }

    /** The sentence that an anchor stands in, see {@link Statements.Passage#sentence}. */
    public Statements.Span around(Anchor anchor) {
        return read.computeIfAbsent(anchor.place(), this::passage).sentence(anchor.start(), anchor.end());
    }

    private Statements.Passage passage(Place place) {
        var words = content.words(place);
        return new Statements.Passage(words, findings.get().requiredIn(words), content.locale());
    }
}
