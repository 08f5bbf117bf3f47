package stet.seal;

import org.jspecify.annotations.Nullable;

/**
 * A record and what it was made of.
 *
 * @param record its bytes, as text
 * @param payload the event's, as JSON; null where it is not there
 * @param salt hexadecimal, of the payload; null where it is not there
 * @param meta what else was stored with the event, as JSON; null where it is not there
 * @param metaSalt hexadecimal; null where it is not there
 */
public record Evidence(
        String record,
        @Nullable String payload,
        @Nullable String salt,
        @Nullable String meta,
        @Nullable String metaSalt) {}
