package stet.search;

/**
 * A piece of text that is read as one.
 *
 * @param key where it stands in what is kept, such as {@code block/b7}; the index only hands it back
 * @param heading whether what is found in it counts for more
 */
public record Passage(String key, boolean heading, String words) {}
