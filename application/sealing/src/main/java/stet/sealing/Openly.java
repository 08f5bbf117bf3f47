package stet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.StoredEvents.Stored;
import stet.seal.Checkpoint;
import stet.seal.Findings;
import stet.seal.Frontier;
import stet.seal.Jcs;
import stet.seal.Merkle;
import stet.seal.Note;
import stet.seal.SealedRecord;
import stet.seal.Statement;

/** Verifies that of all that the world was shown just what was sealed is stated openly, and that it was signed. */
final class Openly {
    private final JdbcClient jdbc;
    private final Statements statements;
    private final Findings findings;
    private final Map<String, String> slugs = new HashMap<>();
    private final Frontier tree = new Frontier();
    private final Nodes nodes;
    private final @Nullable Checkpoint signed;
    private byte @Nullable [] rootThen;
    private final RedactedSince redacted;
    private Map<Long, List<String>> page = Map.of();

    /**
     * @param newest the checkpoint of the statements, from before the first record was read; null if there is none
     * @param redacted of what digests cannot be made anew
     */
    Openly(
            JdbcClient jdbc,
            Statements statements,
            Keys keys,
            @Nullable Note newest,
            RedactedSince redacted,
            Findings findings) {
        this.redacted = redacted;
        this.jdbc = jdbc;
        this.statements = statements;
        this.findings = findings;
        nodes = new Nodes(jdbc, "seal_statement_node", findings);
        signed = newest == null ? null : signed(newest, keys);
        seen();
    }

    private @Nullable Checkpoint signed(Note newest, Keys keys) {
        try {
            var checkpoint = Checkpoint.of(newest.text());
            keys.policyOf(checkpoint).signed(newest);
            return checkpoint;
        } catch (Jcs.Unfit unfit) {
            findings.problem("The checkpoint of what is stated openly is not signed: " + unfit.getMessage());
            return null;
        }
    }

    /** Records from one to another come next. */
    void page(long from, long to) {
        var found = new HashMap<Long, List<String>>();
        jdbc.sql("""
                        SELECT record_index, statement FROM seal_statement WHERE record_index >= ? AND record_index <= ?
                         ORDER BY statement_index""").params(from, to).query(row -> {
            found.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>()).add(row.getString(2));
        });
        page = found;
    }

    void next(SealedRecord record, byte[] leaf, Stored event) {
        var stated = page.getOrDefault(record.index(), List.of());
        List<Statements.Stated> expected;
        try {
            expected = statements.of(new Statements.Of(event, record.index(), leaf), tree.size(), slugs);
        } catch (RuntimeException unreadable) {
            // That its payload was changed is told already.
            expected = null;
        }
        if (expected != null && stated.size() < expected.size()) {
            findings.problem("Nothing is stated openly of record %d, %s of %s: whoever watches does not see it"
                    .formatted(record.index(), record.type(), record.stream()));
        } else if (expected != null && !says(stated, expected, record)) {
            findings.problem("What is stated openly of record %d, %s of %s, is not what was sealed"
                    .formatted(record.index(), record.type(), record.stream()));
        }
        for (var one : stated) {
            tree.add(Merkle.leaf(one.getBytes(UTF_8)));
            nodes.add(Merkle.leaf(one.getBytes(UTF_8)));
            seen();
        }
    }

    private boolean says(List<String> stated, List<Statements.Stated> expected, SealedRecord record) {
        for (var n = 0; n < expected.size(); n++) {
            var statement = expected.get(n).statement();
            var says = stated.get(n);
            if (redacted.isSince(record.stream(), expected.get(n).of(), record.index())) {
                statement = with(statement, says);
            }
            if (!new String(statement.bytes(), UTF_8).equals(says)) {
                return false;
            }
        }
        return stated.size() == expected.size();
    }

    /** With the digest of words that were taken out since, which nobody can make anew. */
    private static Statement with(Statement statement, String stated) {
        try {
            return new Statement(
                    statement.index(),
                    statement.kind(),
                    statement.slug(),
                    statement.edition(),
                    Statement.of(stated.getBytes(UTF_8)).shown(),
                    statement.at(),
                    statement.record(),
                    statement.leaf());
        } catch (Jcs.Unfit none) {
            return statement;
        }
    }

    private void seen() {
        if (signed != null && tree.size() == signed.size()) {
            rootThen = tree.root();
        }
    }

    /** @param end how many records were gone over */
    void end(long end) {
        var there = jdbc.sql("SELECT COUNT(*) FROM seal_statement WHERE record_index < ?")
                .param(end)
                .query(Long.class)
                .single();
        if (there != tree.size()) {
            findings.problem("%d statements are of nothing that was sealed".formatted(there - tree.size()));
        }
        if (signed == null) {
            if (there > 0) {
                findings.problem("What is stated openly is in no checkpoint");
            }
        } else if (rootThen == null) {
            findings.problem("The checkpoint of what is stated openly covers %d statements, and %d are there"
                    .formatted(signed.size(), tree.size()));
        } else if (!Arrays.equals(rootThen, signed.root())) {
            findings.problem("What is stated openly is not what was signed");
        }
    }
}
