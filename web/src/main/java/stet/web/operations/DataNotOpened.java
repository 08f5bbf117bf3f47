package stet.web.operations;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.tables.Product;

/** Tells whoever starts Stet why its data cannot be opened, in a sentence rather than in stack traces. */
public final class DataNotOpened extends AbstractFailureAnalyzer<SQLException> {
    private static final String NOT_UTF8 = "22021";
    private static final int IN_USE = 90_020;
    /** H2's codes for files that it can neither create, rename, read nor write. */
    private static final Set<Integer> BROKEN = Set.of(90_030, 90_048);

    private static final int EMPTY = -1;
    private static final Set<Integer> NOT_TO_BE_HAD = Set.of(90_024, 90_028, 90_031, 90_034, 90_062);

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException cause) {
        var reason = String.valueOf(cause.getMessage());
        if (cause.getErrorCode() == IN_USE) {
            return new FailureAnalysis(
                    "Another Stet has this newsroom open; two cannot write one ledger. "
                            // H2 adds advice for programmers after the file's name, which is cut off.
                            + reason.replaceFirst("\\. Possible solutions.*", "."),
                    "Stop the other one, or start this one in another directory.",
                    cause);
        }
        if (cause.getErrorCode() == EMPTY) {
            return new FailureAnalysis(
                    reason,
                    "Put the file back from where it was kept, or restore a backup. If there never was a newsroom, remove the file.",
                    cause);
        }
        if (BROKEN.contains(cause.getErrorCode())) {
            return new FailureAnalysis(
                    "The file of the newsroom is broken, or is none of Stet's. "
                            + reason.replaceFirst("\\. Possible solution.*", "."),
                    "Keep it as it is, and restore the last backup beside it; or say where another one is with"
                            + " --spring.datasource.url.",
                    cause);
        }
        if (NOT_TO_BE_HAD.contains(cause.getErrorCode())) {
            return new FailureAnalysis(
                    "Stet cannot write its data where it is started. " + reason,
                    "Start it where it may write, or say where with --spring.datasource.url.",
                    cause);
        }
        return switch (String.valueOf(cause.getSQLState())) {
            case "08001", "08004", "08006" ->
                new FailureAnalysis(
                        "The database cannot be reached. " + reason,
                        "Start it, or say where it is with --spring.datasource.url.",
                        cause);
            case "28P01", "28000" ->
                new FailureAnalysis(
                        "The database does not let Stet in. " + reason,
                        "Give the right --spring.datasource.username and --spring.datasource.password.",
                        cause);
            case "3D000" ->
                new FailureAnalysis(
                        "There is no such database. " + reason,
                        "Make it (CREATE DATABASE … ENCODING 'UTF8'), or name another one in --spring.datasource.url.",
                        cause);
            case "42501" ->
                new FailureAnalysis(
                        "The database does not allow Stet what it needs. " + reason,
                        "Let its user make tables there: GRANT CREATE, USAGE ON SCHEMA public TO …",
                        cause);
            case NOT_UTF8 ->
                new FailureAnalysis(
                        reason,
                        "Make one that can (CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0), and name it in"
                                + " --spring.datasource.url.",
                        cause);
            default -> null;
        };
    }

    /** H2 takes an empty file for a new one, and whoever lost a newsroom would only find another first administrator. */
    public static void refuseEmptyFile(String address) {
        var file = Path.of(address.replaceFirst("^jdbc:h2:([a-z]{2,}:)*", "").replaceFirst(";.*", "") + ".mv.db");
        if (file.toFile().isFile() && file.toFile().length() == 0) {
            throw new UncategorizedSQLException(
                    "opening the database",
                    null,
                    new SQLException(
                            "The file %s is empty, and no newsroom is ever that.".formatted(file), null, EMPTY));
        }
    }

    /** PostgreSQL can keep fewer letters than people write with, and would say so only when the first of them comes. */
    public static void refuseOtherThanUtf8(DataSource database) {
        if (Product.of(database) == Product.POSTGRESQL) {
            var jdbc = JdbcClient.create(database);
            var encoding = jdbc.sql("SHOW server_encoding").query(String.class).single();
            if (!encoding.equals("UTF8")) {
                throw new UncategorizedSQLException(
                        "opening the database",
                        null,
                        new SQLException(
                                "This database keeps text in %s, and not every name and word fits in that."
                                        .formatted(encoding),
                                NOT_UTF8));
            }
        }
    }
}
