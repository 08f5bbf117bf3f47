package stet.domain.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.domain.BlockId;
import stet.domain.InvalidValue;

/** A part of the body. Its id never changes, wherever it is moved and however it is rewritten (rule 4). */
public sealed interface Block {
    BlockId id();

    /** What can be checked in it: its text, its items joined by line ends, or its caption. */
    String words();

    /**
     * Adds what somebody wrote in it, by a key that names the part: what is said in it and where its links lead; see {@link
     * Content#written()}.
     */
    default void addWritten(Map<String, String> written) {
        addSaid(written);
        Passage.forEachLink(this, written::put);
    }

    /** Its words and what else is said in it, by a key that names the part. */
    default SequencedMap<String, String> said() {
        var said = new LinkedHashMap<String, String>();
        addSaid(said);
        return said;
    }

    private void addSaid(Map<String, String> said) {
        var key = Place.keyOf(id());
        said.put(key, words());
        switch (this) {
            case Quotation q -> said.put(key + Passage.SPEAKER, q.speaker());
            case Figure f -> f.picture().said().forEach((part, its) -> said.put(key + "#" + part, its));
            case Paragraph p -> {}
            case Crosshead c -> {}
            case Listing l -> {}
        }
    }

    /** Every text in it that can be formatted: its own, its items', or its caption. */
    default List<Text> texts() {
        return switch (this) {
            case Paragraph p -> List.of(p.text());
            case Crosshead c -> List.of(c.text());
            case Quotation q -> List.of(q.text());
            case Listing l -> l.items();
            case Figure f -> List.of(f.picture().caption());
        };
    }

    /** The same block with other texts in the order of {@link #texts()}; a list has as many items as there are, which is at least one. */
    default Block with(List<Text> texts) {
        return switch (this) {
            case Paragraph p -> new Paragraph(p.id(), texts.getFirst());
            case Crosshead c -> new Crosshead(c.id(), texts.getFirst());
            case Quotation q -> new Quotation(q.id(), texts.getFirst(), q.speaker());
            case Listing l -> l.with(texts);
            case Figure f -> new Figure(f.id(), f.picture().with(texts.getFirst()));
        };
    }

    /** Where its links lead, in their order. */
    default List<String> addresses() {
        return texts().stream().flatMap(text -> text.addresses().stream()).toList();
    }

    /** All that readers read and see of it; see {@link Content#printed()}. */
    default List<String> printed() {
        var printed = new ArrayList<String>();
        switch (this) {
            case Paragraph p -> printed.add("paragraph");
            case Crosshead c -> printed.add("crosshead");
            case Quotation q -> printed.addAll(List.of("quotation", q.speaker()));
            case Listing l ->
                printed.addAll(List.of(
                        l.start() != null ? "numbered from " + l.start() : l.numbered() ? "numbered" : "list",
                        "" + l.items().size()));
            case Figure f ->
                printed.addAll(List.of("figure", Hash.of(f.picture()).value()));
        }
        for (var text : texts()) {
            printed.add(text.words());
            for (var mark : text.marks()) {
                if (mark.href() != null) {
                    printed.addAll(List.of(mark.start() + " to " + mark.end(), mark.href()));
                }
            }
        }
        return List.copyOf(printed);
    }

    record Paragraph(BlockId id, Text text) implements Block {
        @Override
        public String words() {
            return text.words();
        }
    }

    /** A heading inside the body. */
    record Crosshead(BlockId id, Text text) implements Block {
        @Override
        public String words() {
            return text.words();
        }
    }

    /**
     * Words set apart as somebody's own.
     *
     * @param speaker who said or wrote them, as readers will see it; may be empty while drafting
     */
    record Quotation(BlockId id, Text text, String speaker) implements Block {
        public Quotation {
            speaker = Words.clean(speaker);
        }

        @Override
        public String words() {
            return text.words();
        }
    }

    /**
     * Items under one another, numbered or not.
     *
     * @param start the number of the first item, 0 to {@value #LARGEST_START}, where it is numbered and begins with another number than 1; else null
     */
    record Listing(BlockId id, boolean numbered, @Nullable Integer start, List<Text> items) implements Block {
        private static final int LARGEST_START = 9_999;

        public Listing {
            if (items.isEmpty()) {
                throw new InvalidValue("A list needs at least one item");
            }
            if (start != null && (start < 0 || start > LARGEST_START)) {
                throw new InvalidValue("A list begins with a number from 0 to 9,999");
            }
            start = numbered && start != null && start != 1 ? start : null;
            items = List.copyOf(items);
        }

        /** One that begins with 1, if it is numbered. */
        public Listing(BlockId id, boolean numbered, List<Text> items) {
            this(id, numbered, null, items);
        }

        /** The number of the first item, where they have numbers. */
        int begins() {
            return start == null ? 1 : start;
        }

        @Override
        public Listing with(List<Text> others) {
            return new Listing(id, numbered, start, others);
        }

        @Override
        public String words() {
            return items.stream().map(Text::words).collect(Collectors.joining("\n"));
        }
    }

    /** A picture and what is said of it. */
    record Figure(BlockId id, Picture picture) implements Block {
        @Override
        public String words() {
            return picture.caption().words();
        }
    }
}
