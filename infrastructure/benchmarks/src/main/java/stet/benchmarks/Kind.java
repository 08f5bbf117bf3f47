package stet.benchmarks;

import java.util.Set;

/** The contestants, in the order in which they take their turns. */
enum Kind {
    RAW("raw JDBC") {
        @Override
        Contestant open(Database at) {
            return new Raw(at);
        }
    },
    ENVERS("JPA + Envers") {
        @Override
        Contestant open(Database at) {
            return new Envers(at);
        }
    },
    AXON("stock Axon, JPA") {
        @Override
        Contestant open(Database at) {
            return new StockAxon(at);
        }
    },
    PEKKO("Pekko JDBC") {
        @Override
        Contestant open(Database at) {
            return new Pekko(at);
        }
    },
    STET("Stet") {
        @Override
        Contestant open(Database at) {
            return new Stet(at, Set.of());
        }
    };

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    abstract Contestant open(Database at);

    String title() {
        return title;
    }
}
