package stet.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;

/** How an entry stands in Lucene, field by field. */
final class Fields {
    static final String ID = "id";
    static final String GROUP = "group";
    static final String GROUP_NUMBER = "group.number";
    static final String SHELF = "shelf";
    static final String ID_NUMBER = "id.number";
    static final String OWNER = "owner";
    static final String OWNER_NUMBER = "owner.number";
    static final String KIND = "kind";
    static final String DIGEST = "digest";
    static final String SOURCE = "source";
    static final String LANGUAGE = "language";
    private static final String HEADING = "heading";
    private static final String TEXT = "text";
    private static final String OF_SHELF = "@";
    private static final String STEMS = ":";
    private static final String PASSAGE = "passage";
    private static final String IS_HEADING = "+";

    private Fields() {}

    static String mark(String name) {
        return "mark." + name;
    }

    static String number(String name) {
        return "number." + name;
    }

    static String heading(String shelf) {
        return of(shelf, HEADING);
    }

    static String text(String shelf) {
        return of(shelf, TEXT);
    }

    /** Each shelf has fields of its own, so that what lies on one is neither read nor counted where another is searched. */
    private static String of(String shelf, String field) {
        return shelf.isEmpty() ? field : field + OF_SHELF + shelf;
    }

    /** The field of the stems of one language, beside the one of the words. */
    static String stems(String field, String language) {
        return field + STEMS + language;
    }

    /** Folded where a field's name says no language. */
    static final Analyzer ANALYZER = new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
            var at = field.indexOf(STEMS);
            return at < 0 ? Languages.FOLDED : Languages.stems(field.substring(at + 1));
        }
    };

    static Document of(Entry entry) {
        var document = new Document();
        document.add(new StringField(SHELF, entry.shelf(), Field.Store.NO));
        document.add(new StringField(ID, entry.id(), Field.Store.YES));
        var owner = entry.owner();
        if (owner == null) {
            document.add(new NumericDocValuesField(ID_NUMBER, BestOfGroups.of(entry.id())));
        } else {
            document.add(new StoredField(OWNER, owner));
            document.add(new NumericDocValuesField(OWNER_NUMBER, BestOfGroups.of(owner)));
        }
        document.add(new StringField(GROUP, entry.group(), Field.Store.YES));
        document.add(new NumericDocValuesField(GROUP_NUMBER, BestOfGroups.of(entry.group())));
        document.add(new SortedDocValuesField(KIND, new BytesRef(entry.kind())));
        document.add(new BinaryDocValuesField(DIGEST, new BytesRef(digest(entry))));
        document.add(new StoredField(SOURCE, entry.source()));
        document.add(new StoredField(LANGUAGE, entry.language()));
        var language = Languages.of(entry.language());
        for (var passage : entry.passages()) {
            var field = passage.heading() ? heading(entry.shelf()) : text(entry.shelf());
            document.add(new TextField(field, passage.words(), Field.Store.NO));
            if (Languages.known().contains(language)) {
                document.add(new TextField(stems(field, language), passage.words(), Field.Store.NO));
            }
            document.add(new StoredField(PASSAGE, (passage.heading() ? IS_HEADING : "") + passage.key()));
            document.add(new StoredField(PASSAGE, passage.words()));
        }
        entry.marks()
                .forEach((name, values) ->
                        values.forEach(value -> document.add(new StringField(mark(name), value, Field.Store.NO))));
        entry.numbers().forEach((name, value) -> {
            document.add(new LongPoint(number(name), value));
            document.add(new NumericDocValuesField(number(name), value));
        });
        return document;
    }

    static List<Passage> passages(Document stored) {
        var values = stored.getValues(PASSAGE);
        var passages = new ArrayList<Passage>();
        for (var at = 0; at + 1 < values.length; at += 2) {
            var heading = values[at].startsWith(IS_HEADING);
            passages.add(new Passage(
                    heading ? values[at].substring(IS_HEADING.length()) : values[at], heading, values[at + 1]));
        }
        return passages;
    }

    /** The SHA-256 of all that an entry is found by, the same whatever order its marks came in. What it was made of may be written in many ways. */
    private static byte[] digest(Entry entry) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var owner = entry.owner();
            for (var part : List.of(
                    entry.shelf(),
                    entry.id(),
                    owner == null ? "" : owner,
                    entry.group(),
                    entry.kind(),
                    entry.language())) {
                add(digest, part);
            }
            for (var passage : entry.passages()) {
                add(digest, passage.key());
                add(digest, passage.heading() ? IS_HEADING : "");
                add(digest, passage.words());
            }
            new TreeMap<>(entry.marks()).forEach((name, values) -> {
                add(digest, name);
                new TreeSet<>(values).forEach(value -> add(digest, value));
            });
            new TreeMap<>(entry.numbers()).forEach((name, value) -> {
                add(digest, name);
                add(digest, value.toString());
            });
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
