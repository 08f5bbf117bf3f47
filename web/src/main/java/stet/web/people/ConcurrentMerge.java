package stet.web.people;

import org.springframework.dao.DuplicateKeyException;

/** A {@code MERGE} of a row that several requests may put in at the same moment. */
public final class ConcurrentMerge {
    private ConcurrentMerge() {}

    /**
     * A {@code MERGE} looks for the row first and puts it in then, and on PostgreSQL another request may put it in between the two. The
     * second time the row is there.
     *
     * @param merge the statement, or the transaction that it is in
     */
    public static void run(Runnable merge) {
        try {
            merge.run();
        } catch (DuplicateKeyException otherWasFaster) {
            merge.run();
        }
    }
}
