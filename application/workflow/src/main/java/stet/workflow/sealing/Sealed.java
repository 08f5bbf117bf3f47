package stet.workflow.sealing;

/**
 * What was sealed: under a key of its own, which is itself sealed under one of the newsroom's.
 *
 * @param key the id of the newsroom's key
 * @param ownKey 12 bytes that were used once, the sealed key, and 16 bytes that show that nobody changed it
 * @param text likewise
 */
@SuppressWarnings("ArrayRecordComponent") // It is carried to and from a row, and compared by nobody.
public record Sealed(String key, byte[] ownKey, byte[] text) {}
