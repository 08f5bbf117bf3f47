package stet.domain.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;

/**
 * The fingerprint of exact words: hex SHA-256 over their parts, each preceded by its length in bytes so that no two lists of parts
 * look alike. What is hashed never depends on how anything is serialized.
 */
public record Hash(String value) {
    private static final int DIGITS = 64;
    /** Of a length, with the colon behind it. */
    private static final int LONGEST_NUMBER = 11;

    /** @throws InvalidValue unless 64 hexadecimal digits */
    public Hash {
        var fits = value.length() == DIGITS;
        // Not a pattern: each command makes some, and a history has thousands of them.
        for (var i = 0; fits && i < DIGITS; i++) {
            var c = value.charAt(i);
            fits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        if (!fits) {
            throw new InvalidValue("A hash has 64 hexadecimal digits");
        }
    }

    /** The fingerprint of these parts, in this order. */
    public static Hash of(List<String> parts) {
        var digest = sha256();
        // A story has hundreds of parts, so none of them is copied, nor are their lengths strings first.
        var number = new byte[LONGEST_NUMBER];
        for (var part : parts) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            var start = writeBackwards(bytes.length, number);
            digest.update(number, start, number.length - start);
            digest.update(bytes);
        }
        return of(digest);
    }

    /** Writes a length and a colon at the end of these bytes; says where it begins. */
    private static int writeBackwards(int length, byte[] number) {
        var at = number.length;
        number[--at] = ':';
        var left = length;
        do {
            number[--at] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        return at;
    }

    /** The plain SHA-256 of a file. */
    public static Hash ofBytes(byte[] bytes) {
        var digest = sha256();
        digest.update(bytes);
        return of(digest);
    }

    private static Hash of(MessageDigest digest) {
        return new Hash(HexFormat.of().formatHex(digest.digest()));
    }

    static Hash of(Content content) {
        var parts = new Parts();
        for (var field : Field.values()) {
            // Before articles had a language they had hashes, which must stay what they are.
            if (field != Field.LANGUAGE || !content.language().isEmpty()) {
                parts.add(field.name()).add(content.field(field));
            }
        }
        parts.add("SUBJECTS").add(content.subjects().size());
        content.subjects().forEach(parts::add);
        parts.add("URGENCY").add(content.urgency());
        for (var block : content.blocks()) {
            parts.add(block.id().value());
            switch (block) {
                case Block.Paragraph p -> parts.add("PARAGRAPH").add(p.text());
                case Block.Crosshead c -> parts.add("CROSSHEAD").add(c.text());
                case Block.Quotation q -> parts.add("QUOTATION").add(q.text()).add(q.speaker());
                case Block.Listing l -> {
                    parts.add("LISTING");
                    // Those that begin with 1 keep the fingerprint that they had when all did.
                    if (l.start() == null) {
                        parts.add(l.numbered() ? 1 : 0);
                    } else {
                        parts.add(2).add(l.start());
                    }
                    parts.add(l.items().size());
                    l.items().forEach(parts::add);
                }
                case Block.Figure f ->
                    parts.add("FIGURE").add(f.picture().caption()).addSaid(f.picture());
            }
        }
        return of(parts.list);
    }

    /**
     * The fingerprint of what is said of a picture and of the picture itself, but not of how the caption is formatted: this is what
     * an approval covers (rule 15).
     */
    public static Hash of(Picture picture) {
        return of(new Parts().add(picture.caption().words()).addSaid(picture).list);
    }

    @Override
    public String toString() {
        return value;
    }

    /** A SHA-256 that nothing has gone into yet. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static final class Parts {
        private final List<String> list = new java.util.ArrayList<>();

        Parts add(@Nullable String part) {
            list.add(part == null ? "" : part);
            return this;
        }

        Parts add(int number) {
            return add(Integer.toString(number));
        }

        Parts add(Text text) {
            add(text.words()).add(text.marks().size());
            for (var mark : text.marks()) {
                add(mark.style().name()).add(mark.start()).add(mark.end()).add(mark.href());
            }
            return this;
        }

        Parts addSaid(Picture picture) {
            add(picture.file());
            add(picture.parts().size());
            new TreeMap<>(picture.parts())
                    .forEach((part, said) -> add(part.name()).add(said));
            add(picture.reasons().size());
            new TreeMap<>(picture.reasons())
                    .forEach((part, reason) -> add(part.name()).add(reason));
            var sourceType = picture.sourceType();
            return add(picture.altText())
                    .add(sourceType == null ? "" : sourceType.name())
                    .add(picture.label());
        }
    }
}
