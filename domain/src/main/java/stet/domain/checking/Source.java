package stet.domain.checking;

import java.time.LocalDate;
import java.util.Set;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.SourceId;
import stet.domain.content.Words;

/** The evidence for a verdict. */
public sealed interface Source {
    SourceType type();

    /** When it was consulted. */
    LocalDate consulted();

    /**
     * A source that every checker may see.
     *
     * @param locator where it can be found again: a URL, a document, a person, a recording
     * @param note may be empty
     */
    record Named(SourceType type, String locator, LocalDate consulted, String note) implements Source {
        public Named {
            locator = Words.clean(locator);
            note = Words.clean(note);
            if (locator.isEmpty()) {
                throw new InvalidValue("A source needs a locator: a URL, a document, a person or a recording");
            }
        }
    }

    /**
     * A source whose identity only named people may read. The ledger keeps its id alone; the identity lies beside the ledger, where
     * it can be shredded.
     *
     * @param readers who may read the identity, besides the person who consulted the source
     */
    record Confidential(SourceId id, SourceType type, LocalDate consulted, Set<PersonId> readers) implements Source {
        public Confidential {
            readers = Set.copyOf(readers);
        }
    }
}
