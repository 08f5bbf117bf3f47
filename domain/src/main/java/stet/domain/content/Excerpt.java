package stet.domain.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Words of one version of a passage that are to stand in another version of it again: whole sentences, words of one, or whole items of a
 * list. What a sentence or an item became since is replaced by it; one that was cut comes to stand behind what it stood behind; and
 * nothing else changes.
 *
 * @param part the key of a field, or of a block and then of its own words
 * @param start first character within the part as it was, in UTF-16 units from 0; the first of a word
 * @param end one past the last; the last of a word
 */
public record Excerpt(String part, int start, int end) {
    /** Of so many sentences in a row any may be what one became; further away nobody would look for it. */
    private static final int MOST_CANDIDATES = 32;

    private static final int LEAST_TO_BE_KNOWN = 6;

    /** What comes of it. */
    public sealed interface Outcome {
        /** @param pieces those of it that now read as they did */
        record Placed(Content content, List<Piece> pieces) implements Outcome {
            public Placed {
                pieces = List.copyOf(pieces);
            }
        }

        /** Each of the words stands there already, perhaps in another passage. */
        record Stands(String part) implements Outcome {}

        /** What the words stood in is no longer there. */
        record Gone(What what) implements Outcome {}

        /** It begins in one item of a list and ends in another, and is not all of both. */
        record Across() implements Outcome {}
    }

    /** What words stand in. */
    public enum What {
        SENTENCE,
        ITEM,
        BLOCK,
        /** The block is there, but what was a list is none now, or the other way round. */
        KIND
    }

    /**
     * Characters in a row that are the same in both versions of the part.
     *
     * @param was the first of them as it was
     * @param now the first of them as it is
     * @param whole whether it is all of a sentence, or of an item
     */
    public record Piece(int was, int now, int length, boolean whole) {}

    /** Words of a part by the characters that are chosen, which may begin and end within a word; empty if there are none. */
    public static Optional<Excerpt> of(Content then, String part, int start, int end) {
        var texts = texts(then, part);
        if (texts == null) {
            return Optional.empty();
        }
        var aligned = new AlignedPart(part, joined(texts));
        var first = aligned.first(start);
        var last = aligned.last(end);
        return first > last || end > aligned.words.length()
                ? Optional.empty()
                : Optional.of(new Excerpt(part, aligned.start(first), aligned.end(last)));
    }

    /**
     * What may come back alone of a passage: the items of a list, or the sentences of another text.
     *
     * @param sentences see {@link #from}
     */
    public static List<Excerpt> of(Content then, String part, Function<String, List<Authorship.Range>> sentences) {
        var texts = texts(then, part);
        if (texts == null) {
            return List.of();
        }
        if (!(block(then, part) instanceof Block.Listing)) {
            return sentences(part, 0, texts.getFirst(), sentences);
        }
        var starts = starts(texts);
        var items = new ArrayList<Excerpt>();
        for (var item = 0; item < texts.size(); item++) {
            if (!texts.get(item).isEmpty()) {
                var from = starts.get(item);
                items.add(new Excerpt(part, from, from + texts.get(item).words().length()));
            }
        }
        return items;
    }

    /** What may come back alone of an item: its sentences, if it has several. */
    public List<Excerpt> narrower(Content then, Function<String, List<Authorship.Range>> sentences) {
        var texts = texts(then, part);
        if (texts == null || !isList(then)) {
            return List.of();
        }
        var starts = starts(texts);
        for (var item = 0; item < texts.size(); item++) {
            if (starts.get(item) == start && start + texts.get(item).words().length() == end) {
                var its = sentences(part, start, texts.get(item), sentences);
                return its.size() > 1 ? its : List.of();
            }
        }
        return List.of();
    }

    private static List<Excerpt> sentences(
            String part, int from, Text text, Function<String, List<Authorship.Range>> sentences) {
        return sentences.apply(text.words()).stream()
                .map(sentence -> new Excerpt(part, from + sentence.start(), from + sentence.end()))
                .toList();
    }

    /** The words of it, as they were. */
    public String words(Content then) {
        return joined(texts(then, part)).substring(start, end);
    }

    /**
     * Puts it into a version in which it does not stand.
     *
     * @param sentences where the sentences of a text stand, in order, without the spaces between them
     */
    public Outcome from(Content then, Content now, Function<String, List<Authorship.Range>> sentences) {
        var was = texts(then, part);
        if (was == null) {
            throw new IllegalArgumentException("Nothing stood at " + part);
        }
        var words = joined(was);
        var there = standing(then, now, words);
        if (there != null) {
            return new Outcome.Stands(there);
        }
        var is = texts(now, part);
        if (is == null) {
            return new Outcome.Gone(What.BLOCK);
        }
        if (isList(then) != isList(now)) {
            return new Outcome.Gone(What.KIND);
        }
        if (!isList(then)) {
            var placed = new Sentences(was.getFirst(), is.getFirst(), sentences).with(start, end);
            return placed == null
                    ? new Outcome.Gone(What.SENTENCE)
                    : new Outcome.Placed(with(now, List.of(placed.text())), placed.pieces());
        }
        return fromList(was, is, now, sentences);
    }

    /**
     * What it stands in, where that is not the whole passage: the sentence whose words it is, or the item.
     *
     * @param sentences see {@link #from}
     */
    public Optional<Excerpt> wider(Content then, Function<String, List<Authorship.Range>> sentences) {
        var texts = texts(then, part);
        if (texts == null) {
            return Optional.empty();
        }
        var from = 0;
        for (var text : texts) {
            var to = from + text.words().length();
            if (from <= start && end <= to) {
                for (var sentence : sentences.apply(text.words())) {
                    if (touches(sentence, start - from, end - from)) {
                        var its = new Excerpt(part, from + sentence.start(), from + sentence.end());
                        if (its.start <= start && end <= its.end && !its.equals(this)) {
                            return Optional.of(its);
                        }
                    }
                }
                var all = new Excerpt(part, from, to);
                return isList(then) && !all.equals(this) ? Optional.of(all) : Optional.empty();
            }
            from = to + 1;
        }
        return Optional.empty();
    }

    private Outcome fromList(
            List<Text> was, List<Text> is, Content now, Function<String, List<Authorship.Range>> sentences) {
        var starts = starts(was);
        var first = 0;
        while (first + 1 < was.size() && starts.get(first + 1) <= start) {
            first++;
        }
        var last = first;
        while (last + 1 < was.size() && starts.get(last + 1) < end) {
            last++;
        }
        var whole = isAll(was.get(first).words(), start - starts.get(first), Integer.MAX_VALUE)
                && isAll(was.get(last).words(), 0, end - starts.get(last));
        if (!whole && first < last) {
            return new Outcome.Across();
        }
        var items = new ArrayList<>(is);
        var pieces = new ArrayList<Piece>();
        if (whole) {
            for (var item = first; item <= last; item++) {
                var pairing = new Pairing(was, items);
                var its = pairing.counterpart(item);
                if (its >= 0) {
                    items.set(its, was.get(item));
                } else {
                    items.add(pairing.behind(item) + 1, was.get(item));
                }
            }
            var pairing = new Pairing(was, items);
            for (var item = first; item <= last; item++) {
                var at = pairing.same(item);
                if (at >= 0) {
                    pieces.add(new Piece(
                            starts.get(item),
                            starts(items).get(at),
                            was.get(item).words().length(),
                            true));
                }
            }
        } else {
            var its = new Pairing(was, is).likeness(first);
            if (its < 0) {
                return new Outcome.Gone(What.ITEM);
            }
            var from = starts.get(first);
            var placed = new Sentences(was.get(first), is.get(its), sentences).with(start - from, end - from);
            if (placed == null) {
                return new Outcome.Gone(What.SENTENCE);
            }
            items.set(its, placed.text());
            var at = starts(items).get(its);
            placed.pieces()
                    .forEach(piece ->
                            pieces.add(new Piece(from + piece.was(), at + piece.now(), piece.length(), piece.whole())));
        }
        return new Outcome.Placed(with(now, items), pieces);
    }

    /** Where all of it stands already, word beside word; null where it does not. */
    private @Nullable String standing(Content then, Content now, String words) {
        if (words.equals(joined(texts(now, part)))) {
            return part;
        }
        if (Field.of(part).isPresent() && !part.equals(Place.HEADLINE.key()) && !part.equals(Place.STANDFIRST.key())) {
            return null;
        }
        var its = words.substring(start, end);
        return Trace.of(then, now, List.of())
                .follow(new Anchor(new Place(part), start, its))
                .map(anchor -> anchor.place().key())
                .orElseGet(() -> elsewhere(then, now, its));
    }

    /** Where so many words in a row that this is no chance stand at least as often as they did; null where they do not. */
    private static @Nullable String elsewhere(Content then, Content now, String words) {
        var said = Words.folded(words);
        if (Tokens.said(words) < LEAST_TO_BE_KNOWN) {
            return null;
        }
        var before = 0;
        for (var text : then.written().values()) {
            before += count(Words.folded(text), said);
        }
        String found = null;
        for (var text : now.written().entrySet()) {
            var times = count(Words.folded(text.getValue()), said);
            before -= times;
            found = found == null && times > 0 ? text.getKey() : found;
        }
        return before <= 0 ? found : null;
    }

    private static int count(String text, String said) {
        var count = 0;
        for (var at = text.indexOf(said); at >= 0; at = text.indexOf(said, at + said.length())) {
            count++;
        }
        return count;
    }

    private boolean isList(Content content) {
        return block(content, part) instanceof Block.Listing;
    }

    private Content with(Content content, List<Text> texts) {
        return Field.of(part)
                .map(field -> content.with(field, texts.getFirst().words()))
                .orElseGet(() -> content.withBlocks(content.blocks().stream()
                        .map(block -> part.equals(Place.keyOf(block.id())) ? block.with(texts) : block)
                        .toList()));
    }

    private static @Nullable List<Text> texts(Content content, String part) {
        var field = Field.of(part).orElse(null);
        if (field != null) {
            return List.of(new Text(content.field(field), List.of()));
        }
        var block = block(content, part);
        return block == null ? null : block.texts();
    }

    private static @Nullable Block block(Content content, String part) {
        for (var block : content.blocks()) {
            if (part.equals(Place.keyOf(block.id()))) {
                return block;
            }
        }
        return null;
    }

    private static String joined(@Nullable List<Text> texts) {
        return texts == null
                ? ""
                : String.join("\n", texts.stream().map(Text::words).toList());
    }

    private static List<Integer> starts(List<Text> texts) {
        var starts = new ArrayList<Integer>();
        var at = 0;
        for (var text : texts) {
            starts.add(at);
            at += text.words().length() + 1;
        }
        return starts;
    }

    private static boolean touches(Authorship.Range range, int start, int end) {
        return range.start() < end && range.end() > start;
    }

    /** Whether no letter and no digit of a text is outside of these characters: whoever leaves out its full stop means all of it. */
    private static boolean isAll(String words, int start, int end) {
        var from = Math.clamp(start, 0, words.length());
        var to = Math.clamp(end, from, words.length());
        return (words.substring(0, from) + words.substring(to)).codePoints().noneMatch(Tokens::inWord);
    }

    /** A text into which sentences of an earlier one of it are put. */
    private record Sentences(Text was, Text is, Function<String, List<Authorship.Range>> sentences) {
        /** @param pieces see {@link Outcome.Placed} */
        record Placed(Text text, List<Piece> pieces) {}

        /** @return null if it is some words of a sentence that is no longer there, or nothing came in their place */
        @Nullable
        Placed with(int start, int end) {
            var before = sentences.apply(was.words());
            var wholes = new ArrayList<Integer>();
            var pieces = new ArrayList<Piece>();
            var text = is;
            for (var k = 0; k < before.size(); k++) {
                var its = before.get(k);
                if (!touches(its, start, end)) {
                    continue;
                }
                wholes.add(k);
                var now = sentences.apply(text.words());
                var pairing = pairing(before, text, now);
                var sentence = was.part(its);
                if (isAll(sentence.words(), start - its.start(), end - its.start())) {
                    var at = pairing.counterpart(k);
                    text = at < 0
                            ? inserted(text, now, pairing.behind(k), before, k)
                            : text.replaced(now.get(at).start(), now.get(at).end(), "", sentence, "");
                    continue;
                }
                // Where nearly all of a sentence is new, nobody knows which of its words came in the place of these.
                var at = pairing.likeness(k);
                if (at < 0) {
                    return null;
                }
                var chosen = new Authorship.Range(Math.max(start, its.start()), Math.min(end, its.end()));
                var replaced = replaced(text, now.get(at), its, chosen, pieces);
                if (replaced == null) {
                    return null;
                }
                text = replaced;
            }
            var now = sentences.apply(text.words());
            var pairing = pairing(before, text, now);
            for (var k : wholes) {
                var at = pairing.same(k);
                if (at >= 0) {
                    var its = before.get(k);
                    pieces.add(new Piece(its.start(), now.get(at).start(), its.end() - its.start(), true));
                }
            }
            return new Placed(text, pieces);
        }

        private Pairing pairing(List<Authorship.Range> before, Text text, List<Authorship.Range> now) {
            return new Pairing(
                    before.stream().map(was::part).toList(),
                    now.stream().map(text::part).toList());
        }

        private Text inserted(
                Text text, List<Authorship.Range> now, int behind, List<Authorship.Range> before, int sentence) {
            var its = was.part(before.get(sentence));
            if (now.isEmpty()) {
                return its;
            }
            if (behind < 0) {
                return text.replaced(0, 0, "", its, between(before, sentence));
            }
            var at = now.get(behind).end();
            return text.replaced(at, at, between(before, Math.max(0, sentence - 1)), its, "");
        }

        /** What parts a sentence from the next: most languages have a space there, and some have nothing. */
        private String between(List<Authorship.Range> before, int sentence) {
            var first = Math.min(sentence, before.size() - 2);
            return first < 0
                    ? " "
                    : was.words()
                            .substring(
                                    before.get(first).end(),
                                    before.get(first + 1).start());
        }

        private @Nullable Text replaced(
                Text text,
                Authorship.Range now,
                Authorship.Range sentence,
                Authorship.Range chosen,
                List<Piece> pieces) {
            var words = was.part(chosen);
            var anchor = new Anchor(Place.HEADLINE, chosen.start() - sentence.start(), words.words());
            var outcome = Reanchoring.follow(
                    anchor, was.part(sentence).words(), text.part(now).words());
            return switch (outcome) {
                case Reanchoring.Outcome.Stands _ -> text;
                case Reanchoring.Outcome.Gone _ -> null;
                case Reanchoring.Outcome.Changed(var changed) -> {
                    var at = now.start() + changed.start();
                    pieces.add(new Piece(chosen.start(), at, words.words().length(), false));
                    yield text.replaced(at, now.start() + changed.end(), "", words, "");
                }
            };
        }
    }

    /** Which sentence is which in another version of a text, or which item in another version of a list. */
    private static final class Pairing {
        private final List<Text> wasTexts;
        private final List<Text> isTexts;
        private final List<String> was;
        private final List<String> is;
        private final int[] toNow;

        Pairing(List<Text> wasTexts, List<Text> isTexts) {
            this.wasTexts = wasTexts;
            this.isTexts = isTexts;
            was = wasTexts.stream().map(text -> Words.folded(text.words())).toList();
            is = isTexts.stream().map(text -> Words.folded(text.words())).toList();
            toNow = Matching.of(was, is);
        }

        /** The one that is the same to the letter; -1 if there is none. */
        int same(int k) {
            var at = toNow[k];
            return at >= 0 && wasTexts.get(k).words().equals(isTexts.get(at).words()) ? at : -1;
        }

        /** The one that says it, or most of it; -1 if there is none. */
        int likeness(int k) {
            if (toNow[k] >= 0) {
                return toNow[k];
            }
            var from = first(k);
            for (var i = from; i < Math.min(end(k), from + MOST_CANDIDATES); i++) {
                if (Trace.mostlyTheSame(was.get(k), is.get(i))) {
                    return i;
                }
            }
            return -1;
        }

        /** The one that says it, or that came in its place; -1 if it was cut. */
        int counterpart(int k) {
            var like = likeness(k);
            if (like >= 0) {
                return like;
            }
            // As many as before came in their place: one for each, unless that one is another rewritten.
            var from = first(k);
            var to = end(k);
            var before = before(k) + 1;
            var behind = behindIt(k);
            var at = from + k - before;
            return behind - before == to - from
                            && to - from <= MOST_CANDIDATES
                            && was.subList(before, behind).stream()
                                    .noneMatch(other -> Trace.mostlyTheSame(other, is.get(at)))
                    ? at
                    : -1;
        }

        /** Behind which one it comes to stand; -1 for none. */
        int behind(int k) {
            for (var i = k - 1; i > before(k) && k - i <= MOST_CANDIDATES; i--) {
                var its = counterpart(i);
                if (its >= 0) {
                    return its;
                }
            }
            return first(k) - 1;
        }

        private int first(int k) {
            var before = before(k);
            return before < 0 ? 0 : toNow[before] + 1;
        }

        private int end(int k) {
            var behind = behindIt(k);
            return behind == was.size() ? is.size() : toNow[behind];
        }

        /** The last one before it that is still the same; -1 if none is. */
        private int before(int k) {
            var before = k - 1;
            while (before >= 0 && toNow[before] < 0) {
                before--;
            }
            return before;
        }

        private int behindIt(int k) {
            var behind = k + 1;
            while (behind < was.size() && toNow[behind] < 0) {
                behind++;
            }
            return behind;
        }
    }
}
