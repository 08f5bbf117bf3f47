package stet.media;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.InvalidValue;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Hash;

/** Pictures byte for byte as they came, each kept once under the SHA-256 of its bytes, with what is shown of it. */
public final class Pictures {
    /** How large a file may be, in bytes: a photograph as a camera writes it, at its best quality. */
    public static final int LARGEST = 20 << 20;

    private static final int PIECE = 1 << 20;

    private final JdbcClient jdbc;
    private final Darkroom darkroom = new Darkroom();

    public Pictures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param isNew whether nobody had sent these bytes before */
    public record Arrival(KeptPicture picture, boolean isNew) {}

    /**
     * A picture that was sent, and is not kept yet.
     *
     * @param keep keeps it, in the transaction of what names it; throws {@link DuplicateKeyException} where somebody sends the same at the same
     *     moment
     */
    public record Sent(Hash hash, Runnable keep) {}

    /**
     * A picture as it was sent.
     *
     * @param name under which to put it in a folder
     */
    // Nothing compares originals by their components: the hash names the bytes.
    @SuppressWarnings("ArrayRecordComponent")
    public record Original(String name, String mediaType, byte[] bytes) {}

    /**
     * Keeps a picture in one of the formats of {@link Format}, unless it is kept already.
     *
     * @throws InvalidValue if it is something else, too large, or damaged; the message is for whoever sent it
     */
    public Arrival keep(byte[] bytes, Instant at) {
        var hash = Hash.ofBytes(bytes);
        var kept = find(hash);
        if (kept.isPresent()) {
            return new Arrival(kept.get(), false);
        }
        var isNew = keep(hash, bytes, developed(bytes), at, Pictures::unlessKept);
        return new Arrival(find(hash).orElseThrow(), isNew);
    }

    /**
     * Looks at a picture, and keeps it only if it is told to.
     *
     * @throws InvalidValue if it is something else, too large, or damaged; the message is for whoever sent it
     */
    public Sent lookAt(byte[] bytes, Instant at) {
        var hash = Hash.ofBytes(bytes);
        if (find(hash).isPresent()) {
            return new Sent(hash, () -> {});
        }
        var developed = developed(bytes);
        return new Sent(hash, () -> {
            var _ = keep(hash, bytes, developed, at, row -> row.update() > 0);
        });
    }

    private record Looked(Format format, PictureMetadata suggestions, Darkroom.Developed developed) {}

    private Looked developed(byte[] bytes) {
        var format = formatOf(bytes);
        var inscriptions = Inscriptions.of(bytes, format);
        return new Looked(format, inscriptions.suggestions(), darkroom.develop(bytes, format, inscriptions));
    }

    private boolean keep(
            Hash hash, byte[] bytes, Looked looked, Instant at, Predicate<JdbcClient.StatementSpec> keeping) {
        // The row that tells of a picture comes last, so whoever finds it finds all of the picture. What a kill leaves
        // before that is completed when the same bytes come again.
        keepPieces(hash, bytes, keeping);
        looked.developed().renditions().forEach(rendition -> keepRendition(hash, rendition, keeping));
        return keepPicture(
                hash,
                looked.format().mediaType(),
                bytes.length,
                looked.developed().size(),
                looked.suggestions(),
                at,
                keeping);
    }

    public Optional<KeptPicture> find(Hash hash) {
        return Optional.ofNullable(find(List.of(hash)).get(hash));
    }

    /** Those of these that are kept. */
    public Map<Hash, KeptPicture> find(Collection<Hash> hashes) {
        var found = new LinkedHashMap<Hash, KeptPicture>();
        if (hashes.isEmpty()) {
            return found;
        }
        var names = hashes.stream().map(Hash::value).distinct().toList();
        record Row(Hash hash, Rendition.Size size) {}
        var renditions = jdbc
                .sql("SELECT sha256, width, height FROM media_rendition WHERE sha256 IN (:names) ORDER BY width")
                .param("names", names)
                .query((row, _) -> new Row(
                        new Hash(row.getString("sha256")),
                        new Rendition.Size(row.getInt("width"), row.getInt("height"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::hash, Collectors.mapping(Row::size, Collectors.toList())));
        jdbc.sql("SELECT * FROM media_picture WHERE sha256 IN (:names)")
                .param("names", names)
                .query((row, _) -> picture(row, renditions))
                .list()
                .forEach(picture -> found.put(picture.hash(), picture));
        return found;
    }

    /**
     * What to show of a picture where there is so much room: the smallest rendition that fills it, or else the largest. Empty where
     * there is no such picture.
     *
     * @param room in pixels
     */
    public Optional<Rendition> rendition(Hash hash, int room) {
        return jdbc.sql("""
                SELECT media_type, width, height, bytes FROM media_rendition WHERE sha256 = :hash
                ORDER BY CASE WHEN width >= :room THEN width ELSE 1000000 - width END FETCH FIRST 1 ROW ONLY
                """)
                .param("hash", hash.value())
                .param("room", room)
                .query((row, _) -> new Rendition(
                        row.getString("media_type"),
                        new Rendition.Size(row.getInt("width"), row.getInt("height")),
                        row.getBytes("bytes")))
                .optional();
    }

    public Optional<Original> original(Hash hash) {
        return find(hash).map(picture -> {
            var bytes = new ByteArrayOutputStream((int) picture.bytes());
            jdbc.sql("SELECT bytes FROM media_piece WHERE sha256 = :hash ORDER BY piece")
                    .param("hash", hash.value())
                    .query((row, _) -> row.getBytes("bytes"))
                    .list()
                    .forEach(bytes::writeBytes);
            var ending = Format.of(picture.mediaType()).ending();
            return new Original(hash.value().substring(0, 12) + ending, picture.mediaType(), bytes.toByteArray());
        });
    }

    private static Format formatOf(byte[] bytes) {
        if (bytes.length == 0) {
            throw new InvalidValue("The file is empty");
        }
        if (bytes.length > LARGEST) {
            throw new InvalidValue("This picture is larger than %d MB".formatted(LARGEST >> 20));
        }
        try {
            var type = FileTypeDetector.detectFileType(new ByteArrayInputStream(bytes));
            return Format.of(type)
                    .orElseThrow(() -> new InvalidValue(
                            type == FileType.Unknown
                                    ? "This file is no picture that Stet can show; it takes JPEG, PNG, WebP and GIF"
                                    : "This file looks like %s, which Stet cannot show; save it as JPEG and send it again"
                                            .formatted(name(type, bytes))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** AVIF is HEIF with another kind of picture in it, and says so in its brand. */
    private static String name(FileType type, byte[] bytes) {
        var brand = bytes.length < 12 ? "" : new String(bytes, 8, 4, StandardCharsets.ISO_8859_1);
        return switch (brand) {
            case "avif", "avis" -> "AVIF";
            case "heic", "heix", "heim", "heis", "hevc", "hevx" -> "HEIC";
            default -> type.getName().toUpperCase(Locale.ROOT);
        };
    }

    private void keepPieces(Hash hash, byte[] bytes, Predicate<JdbcClient.StatementSpec> keeping) {
        for (var piece = 0; piece * PIECE < bytes.length; piece++) {
            var start = piece * PIECE;
            var _ = keeping.test(jdbc.sql("""
                    MERGE INTO media_piece
                    USING (SELECT CAST(:hash AS CHAR(64)) AS hash, CAST(:piece AS INTEGER) AS piece) AS sent
                    ON media_piece.sha256 = sent.hash AND media_piece.piece = sent.piece
                    WHEN NOT MATCHED THEN INSERT (sha256, piece, bytes) VALUES (sent.hash, sent.piece, :bytes)
                    """)
                    .param("hash", hash.value())
                    .param("piece", piece)
                    .param("bytes", Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + PIECE))));
        }
    }

    private void keepRendition(Hash hash, Rendition rendition, Predicate<JdbcClient.StatementSpec> keeping) {
        var _ = keeping.test(jdbc.sql("""
                MERGE INTO media_rendition
                USING (SELECT CAST(:hash AS CHAR(64)) AS hash, CAST(:width AS INTEGER) AS width) AS made
                ON media_rendition.sha256 = made.hash AND media_rendition.width = made.width
                WHEN NOT MATCHED THEN INSERT (sha256, width, height, media_type, bytes)
                    VALUES (made.hash, made.width, :height, :mediaType, :bytes)
                """)
                .param("hash", hash.value())
                .param("width", rendition.size().width())
                .param("height", rendition.size().height())
                .param("mediaType", rendition.mediaType())
                .param("bytes", rendition.bytes()));
    }

    private boolean keepPicture(
            Hash hash,
            String mediaType,
            long bytes,
            Rendition.Size size,
            PictureMetadata suggestions,
            Instant at,
            Predicate<JdbcClient.StatementSpec> keeping) {
        var source = suggestions.sourceType();
        return keeping.test(jdbc.sql("""
                MERGE INTO media_picture
                USING (SELECT CAST(:hash AS CHAR(64)) AS hash) AS sent
                ON media_picture.sha256 = sent.hash
                WHEN NOT MATCHED THEN INSERT (sha256, media_type, size, width, height, caption, place, coordinates, taken,
                        creator, credit, alt_text, source_type, first_kept_at)
                    VALUES (sent.hash, :mediaType, :size, :width, :height, :caption, :place, :coordinates, :taken,
                        :creator, :credit, :altText, CAST(:sourceType AS VARCHAR), :at)
                """)
                .param("hash", hash.value())
                .param("mediaType", mediaType)
                .param("size", bytes)
                .param("width", size.width())
                .param("height", size.height())
                .param("caption", suggestions.caption())
                .param("place", suggestions.where())
                .param("coordinates", suggestions.coordinates())
                .param("taken", suggestions.taken())
                .param("creator", suggestions.creator())
                .param("credit", suggestions.credit())
                .param("altText", suggestions.altText())
                .param("sourceType", source == null ? null : source.name())
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC)));
    }

    /** Whether it was not there yet. */
    private static boolean unlessKept(JdbcClient.StatementSpec row) {
        try {
            return row.update() > 0;
        } catch (DuplicateKeyException e) {
            // Somebody sent the same picture at the same moment, and the database kept theirs, which is the same.
            return false;
        }
    }

    private static KeptPicture picture(ResultSet row, Map<Hash, List<Rendition.Size>> renditions) throws SQLException {
        var hash = new Hash(row.getString("sha256"));
        var source = row.getString("source_type");
        return new KeptPicture(
                hash,
                row.getString("media_type"),
                row.getLong("size"),
                new Rendition.Size(row.getInt("width"), row.getInt("height")),
                renditions.getOrDefault(hash, List.of()),
                new PictureMetadata(
                        row.getString("caption"),
                        row.getString("place"),
                        row.getString("coordinates"),
                        row.getString("taken"),
                        row.getString("creator"),
                        row.getString("credit"),
                        row.getString("alt_text"),
                        source == null ? null : DigitalSourceType.valueOf(source)));
    }
}
