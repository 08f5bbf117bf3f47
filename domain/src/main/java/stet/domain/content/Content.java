package stet.domain.content;

import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import stet.domain.BlockId;
import stet.domain.InvalidValue;

/**
 * Everything an article says, at one moment.
 *
 * @param subjects what it is about, in the desk's own words or codes
 * @param urgency 1 (flash) to 9; 5 where nobody says otherwise
 * @param blocks the body, in order; no id twice
 * @param language what it is written in, as a BCP 47 tag; empty where nobody said so, and it is then read as English
 */
public record Content(
        String headline,
        String standfirst,
        String byline,
        String dateline,
        String slugline,
        String section,
        List<String> subjects,
        int urgency,
        List<Block> blocks,
        String language) {
    public static final int USUAL_URGENCY = 5;

    /** @throws InvalidValue if the urgency is outside 1 to 9, a block's id stands twice or the language is none */
    public Content {
        headline = Words.clean(headline);
        standfirst = Words.clean(standfirst);
        byline = Words.clean(byline);
        dateline = Words.clean(dateline);
        slugline = Words.clean(slugline);
        section = Words.clean(section);
        subjects = subjects.stream()
                .map(Words::clean)
                .filter(subject -> !subject.isEmpty())
                .distinct()
                .toList();
        checkUrgency(urgency);
        blocks = List.copyOf(blocks);
        language = language(language);
        var ids = new HashSet<BlockId>();
        for (var block : blocks) {
            if (!ids.add(block.id())) {
                throw new InvalidValue("Two blocks have the same id, " + block.id());
            }
        }
    }

    /** One of which nobody said what language it is in. */
    public Content(
            String headline,
            String standfirst,
            String byline,
            String dateline,
            String slugline,
            String section,
            List<String> subjects,
            int urgency,
            List<Block> blocks) {
        this(headline, standfirst, byline, dateline, slugline, section, subjects, urgency, blocks, "");
    }

    /** The tag in its one way of writing: {@code en-GB} for {@code EN-gb}. */
    private static String language(String tag) {
        var typed = Words.clean(tag);
        if (typed.isEmpty()) {
            return "";
        }
        try {
            var locale = new Locale.Builder().setLanguageTag(typed).build();
            if (locale.getLanguage().length() == 2 || locale.getLanguage().length() == 3) {
                return ULocale.createCanonical(ULocale.forLocale(locale)).toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            throw new InvalidValue(notALanguage(typed));
        }
        throw new InvalidValue(notALanguage(typed));
    }

    private static String notALanguage(String typed) {
        return "'%s' is no language; it is a tag such as en, de-AT or ar".formatted(typed);
    }

    /** What its words are read as. */
    public Locale locale() {
        return language.isEmpty() ? Locale.ENGLISH : Locale.forLanguageTag(language);
    }

    /** Whether its words run from right to left. */
    public boolean rightToLeft() {
        return !language.isEmpty() && ULocale.forLanguageTag(language).isRightToLeft();
    }

    static void checkUrgency(int urgency) {
        if (urgency < 1 || urgency > 9) {
            throw new InvalidValue("Urgency goes from 1 to 9");
        }
    }

    /** A headline, a standfirst and a body; the rest empty. */
    public static Content of(String headline, String standfirst, List<Block> blocks) {
        return new Content(headline, standfirst, "", "", "", "", List.of(), USUAL_URGENCY, blocks);
    }

    public String field(Field field) {
        return switch (field) {
            case HEADLINE -> headline;
            case STANDFIRST -> standfirst;
            case BYLINE -> byline;
            case DATELINE -> dateline;
            case SLUGLINE -> slugline;
            case SECTION -> section;
            case LANGUAGE -> language;
        };
    }

    public Content with(Field field, String now) {
        if (now.equals(field(field))) {
            return this;
        }
        return switch (field) {
            case HEADLINE ->
                new Content(now, standfirst, byline, dateline, slugline, section, subjects, urgency, blocks, language);
            case STANDFIRST ->
                new Content(headline, now, byline, dateline, slugline, section, subjects, urgency, blocks, language);
            case BYLINE ->
                new Content(
                        headline, standfirst, now, dateline, slugline, section, subjects, urgency, blocks, language);
            case DATELINE ->
                new Content(headline, standfirst, byline, now, slugline, section, subjects, urgency, blocks, language);
            case SLUGLINE ->
                new Content(headline, standfirst, byline, dateline, now, section, subjects, urgency, blocks, language);
            case SECTION ->
                new Content(headline, standfirst, byline, dateline, slugline, now, subjects, urgency, blocks, language);
            case LANGUAGE ->
                new Content(headline, standfirst, byline, dateline, slugline, section, subjects, urgency, blocks, now);
        };
    }

    public Content withSubjects(List<String> now) {
        return now.equals(subjects)
                ? this
                : new Content(
                        headline, standfirst, byline, dateline, slugline, section, now, urgency, blocks, language);
    }

    public Content withUrgency(int now) {
        return now == urgency
                ? this
                : new Content(
                        headline, standfirst, byline, dateline, slugline, section, subjects, now, blocks, language);
    }

    public Content withBlocks(List<Block> now) {
        return new Content(headline, standfirst, byline, dateline, slugline, section, subjects, urgency, now, language);
    }

    public Optional<Block> block(BlockId id) {
        for (var block : blocks) {
            if (block.id().equals(id)) {
                return Optional.of(block);
            }
        }
        return Optional.empty();
    }

    public List<Block.Figure> figures() {
        return blocks.stream()
                .filter(Block.Figure.class::isInstance)
                .map(Block.Figure.class::cast)
                .toList();
    }

    public boolean hasParagraph() {
        return blocks.stream()
                .anyMatch(block -> block instanceof Block.Paragraph p
                        && Words.saysSomething(p.text().words()));
    }

    /** The words that can be checked, by place, in reading order: headline, standfirst, then each block with what is printed with it. */
    public SequencedMap<Place, String> passages() {
        var passages = new LinkedHashMap<Place, String>();
        passages.put(Place.HEADLINE, headline);
        passages.put(Place.STANDFIRST, standfirst);
        for (var block : blocks) {
            passages.put(Place.of(block.id()), block.words());
            if (block instanceof Block.Figure figure) {
                figure.picture().printed().forEach((part, words) -> passages.put(Place.of(block.id(), part), words));
            }
        }
        return passages;
    }

    /** The words at one place; empty where the place is not there. */
    public String words(Place place) {
        if (place.equals(Place.HEADLINE)) {
            return headline;
        }
        if (place.equals(Place.STANDFIRST)) {
            return standfirst;
        }
        return place.block()
                .flatMap(this::block)
                .map(block -> place.part().map(part -> words(block, part)).orElseGet(block::words))
                .orElse("");
    }

    private static String words(Block block, String part) {
        return block instanceof Block.Figure figure ? figure.picture().part(part) : "";
    }

    /**
     * Everything that somebody wrote and somebody else must approve, by a key that names its part: the words of each place, byline and
     * dateline, and what else is said in a block (a quotation's speaker; a picture's parts, alt text and label; the addresses of links).
     */
    public SequencedMap<String, String> written() {
        return written(blocks);
    }

    /** The same with these of its blocks alone. */
    SequencedMap<String, String> written(List<Block> some) {
        var written = new LinkedHashMap<String, String>();
        written.put(Place.HEADLINE.key(), headline);
        written.put(Place.STANDFIRST.key(), standfirst);
        written.put(Field.BYLINE.key(), byline);
        written.put(Field.DATELINE.key(), dateline);
        some.forEach(block -> block.addWritten(written));
        return written;
    }

    /**
     * What readers read and see, piece by piece in the order of the page, by a key that names the piece: {@code byline} and its like, or
     * the key of a place. Each is a list of all that can be told of it, with its kind and where its links lead; how it is formatted
     * besides is left out.
     */
    public SequencedMap<String, List<String>> printed() {
        var printed = new LinkedHashMap<String, List<String>>();
        printed.put("section", List.of(section));
        printed.put("subjects", subjects);
        printed.put(Place.HEADLINE.key(), List.of(headline));
        printed.put(Place.STANDFIRST.key(), List.of(standfirst));
        printed.put("byline", List.of(byline));
        printed.put("dateline", List.of(dateline));
        blocks.forEach(block -> printed.put(Place.keyOf(block.id()), block.printed()));
        return printed;
    }

    /** Names all that readers read and see, in its order: what a schedule is bound to (rule 18). */
    public Hash printedHash() {
        var parts = new ArrayList<String>();
        printed().values().forEach(piece -> {
            parts.add(Integer.toString(piece.size()));
            parts.addAll(piece);
        });
        return Hash.of(parts);
    }

    /** Names the words and the addresses behind their links, the same however they are ordered and formatted (rule 16). */
    public Hash wordsAndLinksHash() {
        var parts = new ArrayList<>(List.of(wordsHash().value()));
        var links = new TreeMap<String, List<String>>();
        blocks.forEach(block -> links.put(Place.keyOf(block.id()), block.addresses()));
        links.forEach((key, addresses) -> {
            parts.add(key);
            parts.add(Integer.toString(addresses.size()));
            parts.addAll(addresses);
        });
        return Hash.of(parts);
    }

    /** Names this content exactly: words, formatting, order and all. */
    public Hash hash() {
        return Hash.of(this);
    }

    /** Names what readers will read and see, the same however it is ordered and formatted. */
    public Hash wordsHash() {
        var parts = new ArrayList<>(List.of(byline, dateline));
        var said = new TreeMap<>(Map.of(Place.HEADLINE.key(), headline, Place.STANDFIRST.key(), standfirst));
        blocks.forEach(block -> said.putAll(block.said()));
        said.forEach((key, words) -> {
            parts.add(key);
            parts.add(words);
        });
        figures().stream()
                .sorted(Comparator.comparing(figure -> figure.id().value()))
                .forEach(figure -> parts.add(Hash.of(figure.picture()).value()));
        return Hash.of(parts);
    }

    /** Whether readers read what stands in a part of {@link #written()}; they do not read addresses, nor why a caption lacks something. */
    static boolean isRead(String part) {
        return !Passage.isLink(part) && !part.contains("#" + Picture.WITHOUT);
    }

    /** The same content with other words where the anchor stands; the formatting round them stays. */
    public Content replaced(Anchor anchor, String words) {
        return replaced(anchor.place().key(), anchor.start(), anchor.end(), words);
    }

    /**
     * The same content with these words at each of these places instead, which do not overlap. A list's item of which nothing is left goes,
     * and so does a block, but for a figure.
     */
    public Content replaced(List<WordSearch.Occurrence> where, String words) {
        var now = this;
        // From the last to the first: those before it stay where they are.
        for (var each : where.reversed()) {
            now = now.replaced(each.part(), each.start(), each.end(), words);
        }
        return Words.clean(words).isEmpty() ? now.withBlocks(withoutEmptied(now.blocks)) : now;
    }

    private List<Block> withoutEmptied(List<Block> now) {
        var left = new ArrayList<Block>();
        for (var at = 0; at < now.size(); at++) {
            var block = now.get(at);
            if (block.equals(blocks.get(at)) || block instanceof Block.Figure) {
                left.add(block);
            } else if (block instanceof Block.Listing list) {
                var items =
                        list.items().stream().filter(item -> !item.isEmpty()).toList();
                if (!items.isEmpty()) {
                    left.add(list.with(items));
                }
            } else if (!block.words().isEmpty()) {
                left.add(block);
            }
        }
        return left;
    }

    /** @param part one of {@link #written()} */
    private Content replaced(String part, int start, int end, String words) {
        var field = Field.of(part).orElse(null);
        if (field != null) {
            return with(field, spliced(field(field), start, end, words));
        }
        return withBlocks(blocks.stream()
                .map(block -> {
                    var key = Place.keyOf(block.id());
                    if (part.equals(key)) {
                        return replaced(block, start, end, words);
                    }
                    return part.startsWith(key + "#")
                            ? replaced(block, part.substring(key.length()), start, end, words)
                            : block;
                })
                .toList());
    }

    /** @param part what its key has behind the block's, from the hash sign on */
    private static Block replaced(Block block, String part, int start, int end, String words) {
        return switch (block) {
            case Block.Figure(var id, var picture) ->
                new Block.Figure(
                        id,
                        picture.with(part.substring(1), spliced(picture.part(part.substring(1)), start, end, words)));
            case Block.Quotation(var id, var text, var speaker)
            when part.equals(Passage.SPEAKER) -> new Block.Quotation(id, text, spliced(speaker, start, end, words));
            default -> block;
        };
    }

    private static Block replaced(Block block, int start, int end, String words) {
        return switch (block) {
            case Block.Paragraph p -> new Block.Paragraph(p.id(), p.text().replaced(start, end, words));
            case Block.Crosshead c -> new Block.Crosshead(c.id(), c.text().replaced(start, end, words));
            case Block.Quotation q -> new Block.Quotation(q.id(), q.text().replaced(start, end, words), q.speaker());
            case Block.Listing l -> {
                var items = new ArrayList<Text>();
                var from = 0;
                for (var item : l.items()) {
                    var to = from + item.words().length();
                    items.add(from <= start && end <= to ? item.replaced(start - from, end - from, words) : item);
                    from = to + 1;
                }
                yield l.with(items);
            }
            case Block.Figure f ->
                new Block.Figure(f.id(), f.picture().with(f.picture().caption().replaced(start, end, words)));
        };
    }

    private static String spliced(String text, int start, int end, String words) {
        return Text.of(text).replaced(start, end, words).words();
    }

    /**
     * The same content with what another version of it says at one place; a block that is not here comes to stand behind the block that it
     * stood behind there.
     *
     * @param key of a field, or of a block with all that is said in it
     * @return empty where the other version has no such place
     */
    public Optional<Content> withPartOf(String key, Content other) {
        var field = Field.of(key);
        if (field.isPresent()) {
            return field.map(its -> with(its, other.field(its)));
        }
        var before = new ArrayList<BlockId>();
        for (var block : other.blocks) {
            if (key.equals(Place.keyOf(block.id()))) {
                return Optional.of(withBlocks(withBlock(block, before)));
            }
            before.add(block.id());
        }
        return Optional.empty();
    }

    private List<Block> withBlock(Block block, List<BlockId> before) {
        var now = new ArrayList<>(blocks);
        var ids = blocks.stream().map(Block::id).toList();
        var here = ids.indexOf(block.id());
        if (here >= 0) {
            now.set(here, block);
        } else {
            now.add(
                    before.reversed().stream()
                                    .map(ids::indexOf)
                                    .filter(at -> at >= 0)
                                    .findFirst()
                                    .orElse(-1)
                            + 1,
                    block);
        }
        return now;
    }

    /** The blocks by id, for looking up many. */
    public Map<BlockId, Block> blocksById() {
        var byId = new LinkedHashMap<BlockId, Block>();
        for (var block : blocks) {
            byId.put(block.id(), block);
        }
        return byId;
    }
}
