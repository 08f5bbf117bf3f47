package stet.eventstore.tables;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the tables of one module up to date; each module has its own migrations and its own history of them. */
public final class Migrations {
    private Migrations() {}

    /**
     * Runs the migrations in {@code classpath:stet/<module>/migration} that have not been run yet. A migration interrupted by a kill is
     * run again by the next start, and H2 has committed each of its statements by then; so a migration must create only what is not
     * there.
     *
     * @param module such as {@code eventstore}
     */
    public static void run(DataSource database, String module) {
        run(database, module, "latest");
    }

    /**
     * Runs migrations up to a version, so that data kept with the tables of that version fits in.
     *
     * @param version such as {@code 1}
     */
    public static void run(DataSource database, String module, String version) {
        run(database, TableSet.of(module, 1), version);
    }

    /** The same for any set of a read model's tables, each with a history of its own. */
    public static void run(DataSource database, TableSet set) {
        run(database, set, "latest");
    }

    private static void run(DataSource database, TableSet set, String version) {
        var patient = Product.of(database) == Product.POSTGRESQL ? Silence.allowedOn(database) : database;
        var flyway = Flyway.configure()
                .dataSource(new RenamingDataSource(patient, () -> set))
                .locations("classpath:stet/" + set.reader() + "/migration")
                .table(set.prefix() + "migration")
                // Modules share a schema, so there are mostly tables already when a module's first migration runs.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(version)
                // By itself it would take no notice of what a newer version has done.
                .ignoreMigrationPatterns(new String[0])
                .load();
        try {
            flyway.migrate();
        } catch (FlywayValidateException other) {
            throw new TablesOfAnother(set.reader(), other);
        }
    }
}
