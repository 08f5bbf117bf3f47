package stet.domain.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import stet.domain.BlockId;

/**
 * What readers read as one piece, and a checker signs as one piece: the headline, the standfirst, the byline, the dateline, a block's
 * text, an item of a list, the speaker of a quotation, the address behind a link. A figure's caption is none: it is covered by its
 * approval (rule 15).
 *
 * @param key {@code headline}, {@code standfirst}, {@code byline}, {@code dateline}, {@code block/ID}, {@code block/ID#speaker},
 *     {@code block/ID#item-HASH} or {@code block/ID#link-HASH}; an item and a link are named by what they say, since they have no id
 * @param part the key of {@link Content#written()} in which it stands
 * @param start its first character within that part, in UTF-16 units from 0
 * @param words never empty
 */
public record Passage(String key, String part, int start, String words) {
    /** What the key of a quotation's speaker has behind its block's. */
    public static final String SPEAKER = "#speaker";

    private static final String ITEM = "#item-";
    private static final String LINK = "#link-";
    /** So many hexadecimal digits of a fingerprint that nobody finds other words with the same. */
    private static final int DIGITS = 32;

    /** One past its last character within its part. */
    public int end() {
        return start + words.length();
    }

    /** Whether any of these words stand in it. */
    public boolean isAt(Anchor anchor) {
        return part.equals(anchor.place().key()) && anchor.start() < end() && anchor.end() > start;
    }

    public boolean isLink() {
        return isLink(key);
    }

    /** Whether a part of {@link Content#written()} is the address behind a link. */
    public static boolean isLink(String part) {
        return part.contains(LINK);
    }

    /** What an editor calls it. */
    public String title() {
        if (isLink()) {
            return "the address " + words;
        }
        if (key.contains(ITEM)) {
            return "the list item “%s”".formatted(shortened());
        }
        if (key.endsWith(SPEAKER)) {
            return "the speaker “%s”".formatted(shortened());
        }
        return key.startsWith("block/") ? "“%s”".formatted(shortened()) : "the " + key;
    }

    private String shortened() {
        if (words.length() <= 60) {
            return words;
        }
        var cut = words.lastIndexOf(' ', 60);
        return words.substring(0, cut < 20 ? 57 : cut) + " …";
    }

    /** All passages of a content that say something, by key, in reading order. */
    public static SequencedMap<String, Passage> of(Content content) {
        var passages = new LinkedHashMap<String, Passage>();
        for (var field : Field.values()) {
            of(content, field).ifPresent(passage -> passages.put(passage.key(), passage));
        }
        content.blocks().forEach(block -> addAll(passages, block));
        return passages;
    }

    /** The passage that a field is, if it says something. */
    public static Optional<Passage> of(Content content, Field field) {
        var words = content.field(field);
        return field.isRead() && !words.isEmpty()
                ? Optional.of(new Passage(field.key(), field.key(), 0, words))
                : Optional.empty();
    }

    /** The passages of one block. */
    public static SequencedMap<String, Passage> of(Block block) {
        var passages = new LinkedHashMap<String, Passage>();
        addAll(passages, block);
        return passages;
    }

    /**
     * What the keys of passages have become which are named by what they say.
     *
     * @param now the same content, block by block, item by item and link by link, with other words
     */
    public static Map<String, String> renamed(Content was, Content now) {
        var renamed = new LinkedHashMap<String, String>();
        for (var at = 0; at < was.blocks().size(); at++) {
            var before = named(was.blocks().get(at));
            var after = named(now.blocks().get(at));
            for (var key = 0; key < before.size(); key++) {
                renamed.put(before.get(key), after.get(key));
            }
        }
        return renamed;
    }

    private static List<String> named(Block block) {
        var keys = new ArrayList<String>();
        if (block instanceof Block.Listing list) {
            list.items().forEach(item -> keys.add(named(list.id(), ITEM, item.words())));
        }
        block.texts().forEach(text -> text.addresses().forEach(address -> keys.add(named(block.id(), LINK, address))));
        return keys;
    }

    /**
     * The addresses of a block's links.
     *
     * @param each takes the key of its passage and the address; twice where two links lead there
     */
    static void forEachLink(Block block, BiConsumer<String, String> each) {
        for (var text : block.texts()) {
            for (var mark : text.marks()) {
                var address = mark.href();
                if (address != null) {
                    each.accept(named(block.id(), LINK, address), address);
                }
            }
        }
    }

    private static void addAll(SequencedMap<String, Passage> passages, Block block) {
        var part = Place.keyOf(block.id());
        switch (block) {
            case Block.Paragraph p -> add(passages, part, p.words());
            case Block.Crosshead c -> add(passages, part, c.words());
            case Block.Quotation q -> {
                add(passages, part, q.words());
                add(passages, part + SPEAKER, q.speaker());
            }
            case Block.Listing l -> {
                var start = 0;
                for (var item : l.items()) {
                    if (!item.isEmpty()) {
                        var key = named(l.id(), ITEM, item.words());
                        passages.putIfAbsent(key, new Passage(key, part, start, item.words()));
                    }
                    start += item.words().length() + 1;
                }
            }
            case Block.Figure f -> {}
        }
        forEachLink(block, (key, address) -> add(passages, key, address));
    }

    private static void add(SequencedMap<String, Passage> passages, String key, String words) {
        if (!words.isEmpty()) {
            passages.put(key, new Passage(key, key, 0, words));
        }
    }

    private static String named(BlockId block, String kind, String words) {
        var hash = Hash.of(List.of(Words.folded(words))).value();
        return Place.keyOf(block) + kind + hash.substring(0, DIGITS);
    }
}
