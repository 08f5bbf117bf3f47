package stet.published;

/** Whether readers may see a story. */
enum Standing {
    LIVE,
    HELD,
    KILLED
}
