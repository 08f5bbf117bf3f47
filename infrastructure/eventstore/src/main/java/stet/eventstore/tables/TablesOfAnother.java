package stet.eventstore.tables;

/** Refuses a database whose tables another version of Stet has made, which knows more of them than this one. */
public final class TablesOfAnother extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TablesOfAnother(String module, Throwable cause) {
        super(
                "A newer Stet has worked on this database, or another one: this one does not know the tables of '%s' as they are."
                        .formatted(module),
                cause);
    }
}
