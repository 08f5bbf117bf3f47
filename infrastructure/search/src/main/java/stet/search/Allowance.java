package stet.search;

/**
 * How much one search may still read to show where what it found stands. Each text may be as long as an article can be, and of words that
 * nobody has used before; without an end a page of such texts would take a processor for seconds. What is left out is found all the same.
 */
final class Allowance {
    /** In UTF-16 units, of all that is shown: more than a page of twenty long stories. */
    private static final int READ = 300_000;

    /** So much of what is left goes to one text at most, so that there is some for each. */
    private static final int SHARE = 4;

    /** Words whose stems are not remembered yet: taking one apart costs as much as reading dozens that are. */
    private static final int TAKEN_APART = 5_000;

    private int read = READ;
    private int takenApart = TAKEN_APART;

    /** In UTF-16 units: how far the next text may be read. */
    int share() {
        return read / SHARE;
    }

    void read(int units) {
        read -= units;
    }

    /** Whether one more word may be taken apart. */
    boolean takeApart() {
        return takenApart-- > 0;
    }
}
