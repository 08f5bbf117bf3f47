package stet.search;

import java.util.List;
import java.util.Set;

/** What of all entries is meant, whatever they say. */
public sealed interface Filter {
    /** Marked with one of these. */
    record Has(String mark, Set<String> values) implements Filter {
        public Has {
            values = Set.copyOf(values);
        }

        public Has(String mark, String value) {
            this(mark, Set.of(value));
        }
    }

    /** From the one to the other, both included. */
    record Between(String number, long from, long to) implements Filter {}

    record Not(Filter filter) implements Filter {}

    /** What belongs to an entry that all of these let through; of none, whatever belongs to one. */
    record OwnedBy(List<Filter> owner) implements Filter {
        public OwnedBy {
            owner = List.copyOf(owner);
        }
    }

    /** Of none, there is nothing that fits. */
    record Either(List<Filter> filters) implements Filter {
        public Either {
            filters = List.copyOf(filters);
        }
    }
}
