package stet.domain;

/** Names one command, so that every event can say which command caused it. */
public record CommandId(String value) {
    /** @throws InvalidValue unless 1 to 64 letters, digits, hyphens or underscores */
    public CommandId {
        Ids.checked("The id of a command", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
