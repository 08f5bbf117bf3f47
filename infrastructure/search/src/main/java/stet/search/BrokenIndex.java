package stet.search;

/** What lies in a directory is no index that can be read; what was in it can be made again. */
public final class BrokenIndex extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenIndex(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
