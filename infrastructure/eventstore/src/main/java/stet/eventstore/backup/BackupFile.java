package stet.eventstore.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import stet.domain.content.Hash;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A backup that has been read and verified as a whole. */
public final class BackupFile implements AutoCloseable {
    private static final String LEDGER = "ledger_event";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(ZipFile zip) throws IOException {
        this.zip = zip;
        manifest = manifest(zip);
    }

    /**
     * Reads and verifies all of it.
     *
     * @throws BrokenBackup if it is not exactly what was written, or not for this Stet
     * @throws IOException if it cannot be read
     */
    public static BackupFile verified(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new BrokenBackup("There is no file %s".formatted(path));
        }
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile(), UTF_8);
        } catch (ZipException | EOFException notOne) {
            throw new BrokenBackup(
                    "%s is no backup, or its end is missing: it is not a whole zip".formatted(path), notOne);
        }
        try {
            var file = new BackupFile(zip);
            endsWith(String.valueOf(zip.getComment()), path);
            file.verify();
            return file;
        } catch (BrokenBackup broken) {
            zip.close();
            throw broken;
        } catch (IOException | IllegalArgumentException unreadable) {
            zip.close();
            throw new BrokenBackup("%s cannot be unpacked: %s".formatted(path, unreadable.getMessage()), unreadable);
        }
    }

    /** Java finds the end of a zip wherever it is, and whatever somebody put behind it would go unread. */
    private static void endsWith(String mark, Path path) throws IOException {
        var expected = mark.getBytes(UTF_8);
        var end = new byte[expected.length];
        try (var bytes = new RandomAccessFile(path.toFile(), "r")) {
            bytes.seek(Math.max(0, bytes.length() - end.length));
            bytes.readFully(end);
        }
        if (!Arrays.equals(end, expected)) {
            throw new BrokenBackup("Something stands behind its end");
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        var entry = zip.getEntry(Manifest.FILE);
        if (entry == null) {
            throw new BrokenBackup("It has no %s, so it was broken off before it was whole, or it is no backup"
                    .formatted(Manifest.FILE));
        }
        byte[] bytes;
        try (var in = zip.getInputStream(entry)) {
            bytes = in.readAllBytes();
        }
        if (!Manifest.mark(bytes).equals(zip.getComment())) {
            throw new BrokenBackup("Its %s is not as it was written".formatted(Manifest.FILE));
        }
        try {
            var format = JSON.readTree(bytes).path("format").asInt(0);
            if (format != Manifest.FORMAT) {
                throw new BrokenBackup(
                        "Its format is %d, and this Stet reads format %d; restore it with the Stet that made it"
                                .formatted(format, Manifest.FORMAT));
            }
            return Manifest.JSON.readValue(bytes, Manifest.class);
        } catch (JacksonException unreadable) {
            throw new BrokenBackup("Its %s cannot be read".formatted(Manifest.FILE), unreadable);
        }
    }

    private void verify() throws IOException {
        var named = new HashSet<String>();
        named.add(Manifest.FILE);
        for (var table : manifest.tables()) {
            if (!named.add(table.file())) {
                throw new BrokenBackup("Its manifest names %s twice".formatted(table.file()));
            }
            if (!named(table)) {
                throw new BrokenBackup("Its manifest gives a table or a column a name that none has");
            }
            unchanged(table);
        }
        if (manifest.tables().stream().noneMatch(table -> table.name().equals(LEDGER))) {
            throw new BrokenBackup("There is no ledger in it");
        }
        var there = zip.stream().map(ZipEntry::getName).toList();
        for (var name : there) {
            if (!named.contains(name)) {
                throw new BrokenBackup("It holds %s, which its manifest does not name".formatted(name));
            }
        }
        if (there.size() != named.size()) {
            throw new BrokenBackup("It holds a file twice");
        }
        for (var table : manifest.tables()) {
            var ledger = new Sequences(table);
            var isLedger = table.name().equals(LEDGER);
            var rows = isLedger ? rows(table, ledger) : rows(table, row -> {});
            if (rows != table.rows()) {
                throw new BrokenBackup(
                        "%s has %d rows, and its manifest says %d".formatted(table.file(), rows, table.rows()));
            }
            if (isLedger && ledger.place != manifest.last()) {
                throw new BrokenBackup("The ledger ends at the place %d, and its manifest says %d"
                        .formatted(ledger.place, manifest.last()));
            }
        }
    }

    /** Checks names, because they become part of SQL. */
    private static boolean named(Manifest.Table table) {
        return table.name().matches("[a-z][a-z_0-9]*")
                && table.columns().stream().allMatch(column -> column.name().matches("[a-z][a-z_0-9]*"));
    }

    private void unchanged(Manifest.Table table) throws IOException {
        var sha256 = Hash.sha256();
        try (var in = new DigestInputStream(open(table), sha256)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(sha256.digest()).equals(table.sha256())) {
            throw new BrokenBackup("%s is not as it was written: its bytes have another SHA-256 than its manifest says"
                    .formatted(table.file()));
        }
    }

    private InputStream open(Manifest.Table table) throws IOException {
        var entry = zip.getEntry(table.file());
        if (entry == null) {
            throw new BrokenBackup("%s is missing in it".formatted(table.file()));
        }
        return Objects.requireNonNull(zip.getInputStream(entry), table.file());
    }

    /** Is given the rows of a table, one after another. */
    interface EachRow<E extends Exception> {
        /** @param values in the order of the columns */
        void take(List<JsonNode> values) throws E;
    }

    /** Reads a table's rows in the order in which they were written, and returns how many there are. */
    <E extends Exception> long rows(Manifest.Table table, EachRow<E> each) throws IOException, E {
        var names = table.columns().stream().map(Manifest.Column::name).toList();
        try (var lines = new BufferedReader(new InputStreamReader(
                open(table),
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
            var count = 0L;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                count++;
                if (!(read(line) instanceof ObjectNode row)
                        || !List.copyOf(row.propertyNames()).equals(names)) {
                    throw new BrokenBackup(
                            "%s, line %d, is not a row with the columns %s".formatted(table.file(), count, names));
                }
                var values = List.copyOf(row.values());
                for (var n = 0; n < names.size(); n++) {
                    var kind = table.columns().get(n).kind();
                    if (!values.get(n).isNull() && !kind.takes(values.get(n))) {
                        throw new BrokenBackup(
                                "%s, line %d: %s holds no %s".formatted(table.file(), count, names.get(n), kind));
                    }
                }
                each.take(values);
            }
            return count;
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException notJson) {
            return JSON.missingNode();
        }
    }

    /** Verifies the ledger: places ascend, and each history is numbered from 0 without a gap. */
    private static final class Sequences implements EachRow<RuntimeException> {
        private final Map<String, Long> next = new HashMap<>();
        private final List<String> names;
        private long place;

        Sequences(Manifest.Table ledger) {
            names = ledger.columns().stream().map(Manifest.Column::name).toList();
        }

        @Override
        public void take(List<JsonNode> row) {
            var at = row.get(names.indexOf("global_index")).longValue();
            if (at <= place) {
                throw new BrokenBackup("In its ledger, the place %d comes after the place %d".formatted(at, place));
            }
            place = at;
            var history = row.get(names.indexOf("aggregate_identifier")).stringValue();
            var sequence = row.get(names.indexOf("sequence_number")).longValue();
            var expected = next.getOrDefault(history, 0L);
            if (sequence != expected) {
                throw new BrokenBackup(
                        "In its ledger, the history of %s goes on with number %d where number %d should stand"
                                .formatted(history, sequence, expected));
            }
            next.put(history, sequence + 1);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
