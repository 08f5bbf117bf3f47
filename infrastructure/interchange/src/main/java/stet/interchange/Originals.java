package stet.interchange;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.content.Hash;

/** The files that drafts came from, byte for byte, each kept once under the SHA-256 of its bytes. */
public final class Originals {
    private final JdbcClient jdbc;

    public Originals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A file as it was sent.
     *
     * @param firstKeptAt when these bytes were first kept; sending them again does not change it
     */
    // Nothing compares originals by their components: the hash names the bytes.
    @SuppressWarnings("ArrayRecordComponent")
    public record Original(Hash hash, String mediaType, byte[] bytes, Instant firstKeptAt) {}

    /**
     * Keeps these bytes unless they are kept already, and says under which name.
     *
     * @throws org.springframework.dao.DuplicateKeyException if somebody kept the same at the same moment. A transaction that it happens
     *     in has to begin anew, and finds them kept
     */
    public Hash keep(byte[] bytes, String mediaType, Instant at) {
        var hash = Hash.ofBytes(bytes);
        jdbc.sql("""
                    MERGE INTO interchange_original
                    USING (SELECT CAST(:hash AS CHAR(64)) AS hash) AS sent
                    ON interchange_original.sha256 = sent.hash
                    WHEN NOT MATCHED THEN
                        INSERT (sha256, media_type, bytes, first_kept_at) VALUES (sent.hash, :mediaType, :bytes, :at)
                    """)
                .param("hash", hash.value())
                .param("mediaType", mediaType)
                .param("bytes", bytes)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
        return hash;
    }

    /** Destroys a file that has words in it which are taken out of the record. */
    public void destroy(Hash hash) {
        jdbc.sql("DELETE FROM interchange_original WHERE sha256 = :hash")
                .param("hash", hash.value())
                .update();
    }

    public Optional<Original> find(Hash hash) {
        return jdbc.sql("SELECT media_type, bytes, first_kept_at FROM interchange_original WHERE sha256 = :hash")
                .param("hash", hash.value())
                .query((row, number) -> new Original(
                        hash,
                        row.getString("media_type"),
                        row.getBytes("bytes"),
                        row.getObject("first_kept_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
