package stet.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, in which role, when, why (where given), and the command that asks for it. Every event carries one (rule 22).
 *
 * @param at in whole milliseconds, as the ledger keeps it; it comes from outside, since the domain asks no clock
 * @param why the actor's own reason, or null
 * @param program of theirs that did it for them, or null where they did it themselves, or it is not known
 */
public record Act(
        PersonId who,
        Role role,
        Instant at,
        @Nullable String why,
        CommandId command,
        @Nullable Program program) {
    /** The name of the instant in {@link #asMap()}. */
    public static final String AT = "at";

    private static final String TOKEN = "token";
    private static final String PROGRAM = "program";

    /**
     * Whatever acts with somebody's token.
     *
     * @param token its id, which opens nothing
     * @param name what its owner calls it
     */
    public record Program(String token, String name) {}

    public Act {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    public Act(PersonId who, Role role, Instant at, @Nullable String why, CommandId command) {
        this(who, role, at, why, command, null);
    }

    /** The act as the named strings that go along with an event. */
    public Map<String, String> asMap() {
        var map = new LinkedHashMap<String, String>();
        map.put(AT, at.toString());
        map.put("who", who.value());
        map.put("role", role.name());
        if (why != null) {
            map.put("why", why);
        }
        map.put("command", command.value());
        if (program != null) {
            map.put(TOKEN, program.token());
            map.put(PROGRAM, program.name());
        }
        return map;
    }

    /**
     * Reads back what {@link #asMap()} wrote.
     *
     * @param stored the instant stored with the event, which stands in where the map names none: the ledger keeps it once
     */
    public static Act from(Map<String, ?> map, Instant stored) {
        var why = map.get("why");
        var at = map.get(AT);
        var token = map.get(TOKEN);
        return new Act(
                new PersonId(text(map, "who")),
                Role.valueOf(text(map, "role")),
                at == null ? stored : Instant.parse(at.toString()),
                why == null ? null : why.toString(),
                new CommandId(text(map, "command")),
                token == null ? null : new Program(token.toString(), text(map, PROGRAM)));
    }

    private static String text(Map<String, ?> map, String key) {
        var value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("An event without '" + key + "' has no author (rule 22)");
        }
        return value.toString();
    }
}
