package stet.history;

/** What sort of work somebody did on an article. */
public enum Work {
    WRITING,
    CHECKING,
    /** Pictures and their captions. */
    CAPTIONING,
    PUBLISHING,
    DISCUSSING,
    /** Who does it, at which desk, by when. */
    ORGANISING
}
