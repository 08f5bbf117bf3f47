package stet.domain.checking;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;

/**
 * What must be checked in an article, place by place: every number, date and quotation. A quotation that runs over several paragraphs
 * is found in each of them, and the words of a quotation block are one even without marks.
 *
 * <p>It never changes. What comes after it is made with what it knows of passages that are still the same, so that an edit costs what it
 * changes; whoever folds an article's events keeps the last one.
 */
public final class Findings {
    private final Locale language;
    private final Map<String, Passage> known;
    private final SequencedMap<Place, List<Checkable>> required;

    private Findings(Locale language, Map<String, Passage> known, SequencedMap<Place, List<Checkable>> required) {
        this.language = language;
        this.known = known;
        this.required = required;
    }

    /** What a passage has in it by itself. */
    private record Passage(Quotations.Found quotations, List<Checkable> required) {
        static Passage of(String words, Locale language) {
            var quotations = Quotations.in(words, language);
            return new Passage(quotations, Checkables.required(words, language, quotations.found()));
        }
    }

    public static Findings of(Content content, Locale language) {
        return new Findings(language, Map.of(), new LinkedHashMap<>()).then(content, language);
    }

    /** Those of this content: the same as {@link #of}, sooner. */
    public Findings then(Content content, Locale now) {
        var before = now.equals(language) ? known : Map.<String, Passage>of();
        var passages = new HashMap<String, Passage>();
        var found = new LinkedHashMap<Place, List<Checkable>>();
        content.passages().forEach((place, words) -> {
            var passage = passages.get(words);
            if (passage == null) {
                passage = before.get(words);
                passage = passage == null ? Passage.of(words, now) : passage;
                passages.put(words, passage);
            }
            found.put(place, passage.required());
        });
        @Nullable Block open = null;
        var between = new ArrayList<Block>();
        for (var block : content.blocks()) {
            switch (block) {
                case Block.Quotation quotation -> {
                    found.put(Place.of(quotation.id()), whole(quotation.words()));
                    open = null;
                }
                case Block.Paragraph paragraph -> {
                    var passage = requireNonNull(passages.get(paragraph.words()), "Every paragraph is a passage");
                    if (open != null && closes(passages, open, paragraph)) {
                        runsOn(found, passages, open, between);
                    }
                    if (passage.quotations().opened() != null) {
                        open = paragraph;
                        between.clear();
                    } else if (open != null && goesThrough(passages, open, paragraph)) {
                        between.add(paragraph);
                    } else {
                        open = null;
                    }
                }
                case Block.Crosshead _, Block.Listing _, Block.Figure _ -> {}
            }
        }
        return new Findings(now, Map.copyOf(passages), found);
    }

    private static Quotations.@Nullable Opened opened(Map<String, Passage> passages, Block block) {
        var passage = passages.get(block.words());
        return passage == null ? null : passage.quotations().opened();
    }

    private static boolean closes(Map<String, Passage> passages, Block open, Block block) {
        var opened = opened(passages, open);
        var passage = passages.get(block.words());
        return opened != null && passage != null && passage.quotations().closes() == opened.family();
    }

    /** Whether the paragraph has no mark that the one left open could meet. */
    private static boolean goesThrough(Map<String, Passage> passages, Block open, Block block) {
        var opened = opened(passages, open);
        var passage = passages.get(block.words());
        return opened != null
                && passage != null
                && !passage.quotations().families().contains(opened.family());
    }

    /** The quotation is what stands behind the open mark, and every paragraph up to the one that closes it, which has its own half. */
    private static void runsOn(
            Map<Place, List<Checkable>> found, Map<String, Passage> passages, Block open, List<Block> between) {
        var opened = opened(passages, open);
        if (opened != null) {
            var place = Place.of(open.id());
            found.put(place, quotedFrom(found.getOrDefault(place, List.of()), open.words(), opened));
        }
        between.forEach(block -> found.put(Place.of(block.id()), whole(block.words())));
    }

    private static List<Checkable> quotedFrom(List<Checkable> found, String words, Quotations.Opened opened) {
        var start = opened.after();
        while (start < words.length() && Pieces.isSpace(words.charAt(start))) {
            start++;
        }
        if (start >= words.length()) {
            return found;
        }
        var all = new ArrayList<Checkable>();
        for (var one : found) {
            if (one.end() <= opened.at()) {
                all.add(one);
            }
        }
        all.add(Checkables.quotation(words, start, words.length()));
        return List.copyOf(all);
    }

    /** All the words, as a quotation; without the marks that stand round them. */
    private static List<Checkable> whole(String words) {
        var start = 0;
        var end = words.length();
        while (start < end && (Pieces.isSpace(words.charAt(start)) || isOuter(words.charAt(start)))) {
            start++;
        }
        while (start < end && (Pieces.isSpace(words.charAt(end - 1)) || isOuter(words.charAt(end - 1)))) {
            end--;
        }
        return start < end
                ? List.of(new Checkable(
                        ClaimKind.QUOTE, start, end, words.substring(start, end), "These words are quoted."))
                : List.of();
    }

    private static boolean isOuter(char c) {
        return Marks.isMark(c);
    }

    /** Every number, date and quotation at a place, in order; none overlaps another. */
    public List<Checkable> required(Place place) {
        return required.getOrDefault(place, List.of());
    }

    /** Every number, date and quotation that these words have in them by themselves, whatever stands before and behind them. */
    List<Checkable> requiredIn(String words) {
        var passage = known.get(words);
        return passage == null ? Checkables.required(words, language) : passage.required();
    }

    /** Every number, date and quotation, by place in reading order. */
    public SequencedMap<Place, List<Checkable>> required() {
        return java.util.Collections.unmodifiableSequencedMap(required);
    }

    /** What is required at a place whose words are these, and what else might be worth a claim. */
    public List<Checkable> suggested(Place place, String words) {
        return Checkables.suggested(words, required(place));
    }
}
