package stet.eventstore.rebuilding;

import javax.sql.DataSource;
import stet.eventstore.tables.Product;
import stet.eventstore.tables.TableSet;

/** Takes {@link Moment}s of one database; each reads consistently and must be closed. */
final class Moments {
    private final DataSource database;
    private final Product product;

    Moments(DataSource database) {
        this.database = database;
        product = Product.of(database);
    }

    /** @param sets whose rows will be read in it */
    Moment take(TableSet... sets) {
        return Moment.of(database, product, sets);
    }

    /** The place of the last event now, or 0. */
    long head() {
        try (var now = take()) {
            return now.head();
        }
    }

    /** The place that the set has stored that it has reached by now. */
    long placeOf(TableSet set) {
        try (var now = take()) {
            return now.position(set).place();
        }
    }
}
