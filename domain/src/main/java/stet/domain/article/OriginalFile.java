package stet.domain.article;

import stet.domain.content.Hash;

/**
 * The file a draft came from, whose bytes are kept as they were.
 *
 * @param name the file's name as it was sent; may be empty
 * @param mediaType such as {@code text/plain}
 * @param bytes the SHA-256 of the bytes
 */
public record OriginalFile(String name, String mediaType, Hash bytes) {}
