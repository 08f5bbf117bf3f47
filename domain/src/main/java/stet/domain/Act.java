package stet.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, in which role, when, why (where given), and the command that asks for it. Every event carries one (rule 22).
 *
 * @param at comes from outside: the domain asks no clock
 * @param why the actor's own reason, or null
 */
public record Act(
        PersonId who, Role role, Instant at, @Nullable String why, CommandId command) {

    /** The act without its instant, as the named strings in which it is stored beside an event. */
    public Map<String, String> asMap() {
        var map = new LinkedHashMap<String, String>();
        map.put("who", who.value());
        map.put("role", role.name());
        if (why != null) {
            map.put("why", why);
        }
        map.put("command", command.value());
        return map;
    }

    /** Reads back what {@link #asMap()} wrote; {@code at} is the instant stored with the event. */
    public static Act from(Map<String, ?> map, Instant at) {
        var why = map.get("why");
        return new Act(
                new PersonId(text(map, "who")),
                Role.valueOf(text(map, "role")),
                at,
                why == null ? null : why.toString(),
                new CommandId(text(map, "command")));
    }

    private static String text(Map<String, ?> map, String key) {
        var value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("An event without '" + key + "' has no author (rule 22)");
        }
        return value.toString();
    }
}
