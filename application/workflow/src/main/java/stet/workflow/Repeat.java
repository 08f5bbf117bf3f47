package stet.workflow;

/**
 * What makes a command that comes twice one command.
 *
 * @param key chosen by whoever sends it, for one intent
 * @param fingerprint of the whole request, so that one key for two different requests is noticed
 */
public record Repeat(String key, String fingerprint) {}
