package stet.web.newsroom.article;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;
import stet.domain.InvalidValue;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Anchor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a form says, in the shape in which the API takes it. The name of a field is its path, such as {@code anchor.words} or
 * {@code sources.0.locator}; where its value is not one string, its name ends by saying what it is:
 *
 * <ul>
 *   <li>{@code :number}, a whole number;
 *   <li>{@code :moment}, a day and a time in the newsroom's time zone, which becomes an instant; where clocks go back and it comes
 *       twice that day, {@value #WHICH} says which by its offset;
 *   <li>{@code :all}, as many as are chosen;
 *   <li>{@code :lines}, one for each line or comma;
 *   <li>{@code :statements}, as many as are chosen, each a kind and the words it is about, as {@link #statement} writes it.
 * </ul>
 *
 * <p>A name that ends in {@code ?} may be left blank, and is then not said at all. Names that begin with {@code _} are not for the
 * command.
 */
final class Form {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String WHICH = "_offset";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int DEEPEST = 4;
    private static final Set<String> FOR_THE_DOOR = Set.of("key");

    private Form() {}

    /** @throws InvalidValue if a value is not what its field's name says */
    static ObjectNode read(MultiValueMap<String, String> fields, ZoneId zone) {
        var root = new TreeMap<String, Object>();
        var offset = Objects.requireNonNullElse(fields.getFirst(WHICH), "");
        fields.forEach((name, values) -> {
            if (!name.startsWith("_") && !FOR_THE_DOOR.contains(name)) {
                put(root, name, values, offset, zone);
            }
        });
        return (ObjectNode) JSON.valueToTree(listed(root));
    }

    private static void put(Map<String, Object> root, String name, List<String> values, String offset, ZoneId zone) {
        var optional = name.endsWith("?");
        var typed = optional ? name.substring(0, name.length() - 1) : name;
        var colon = typed.indexOf(':');
        var path = (colon < 0 ? typed : typed.substring(0, colon)).split("\\.", DEEPEST + 1);
        var first = values.isEmpty() ? "" : values.getFirst();
        if ((optional && first.isBlank()) || path.length > DEEPEST) {
            return;
        }
        var at = root;
        for (var step = 0; step < path.length - 1; step++) {
            at = inside(at, path[step]);
        }
        at.put(path[path.length - 1], value(colon < 0 ? "" : typed.substring(colon + 1), first, values, offset, zone));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inside(Map<String, Object> at, String step) {
        return (Map<String, Object>) at.compute(step, (_, there) -> there instanceof Map ? there : new TreeMap<>());
    }

    private static Object value(String type, String first, List<String> all, String offset, ZoneId zone) {
        return switch (type) {
            case "number" -> number(first);
            case "moment" -> moment(first, offset, zone);
            case "all" -> all.stream().filter(each -> !each.isBlank()).toList();
            case "statements" ->
                all.stream()
                        .filter(each -> !each.isBlank())
                        .map(Form::statement)
                        .toList();
            case "lines" ->
                Pattern.compile("[\\n,]")
                        .splitAsStream(first)
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
            default -> first;
        };
    }

    /** A statement as the value of one field. */
    static String statement(ClaimKind kind, Anchor anchor) {
        return "%s|%s|%d|%s".formatted(kind, anchor.place(), anchor.start(), anchor.words());
    }

    private static Object statement(String value) {
        var parts = value.split("\\|", 4);
        if (parts.length < 4) {
            throw new InvalidValue("'%s' is no statement".formatted(value));
        }
        return Map.of(
                "kind", parts[0], "anchor", Map.of("place", parts[1], "start", number(parts[2]), "words", parts[3]));
    }

    private static Object number(String typed) {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException e) {
            throw new InvalidValue("'%s' is not a whole number".formatted(typed));
        }
    }

    private static Object moment(String typed, String offset, ZoneId zone) {
        LocalDateTime moment;
        try {
            moment = LocalDateTime.parse(typed.strip());
        } catch (DateTimeParseException e) {
            throw new InvalidValue("Say a day and a time, such as 2026-11-23 15:30");
        }
        var time = TIME.format(moment);
        var change = zone.getRules().getTransition(moment);
        if (change == null) {
            return moment.atZone(zone).toInstant().toString();
        }
        if (change.isGap()) {
            throw new InvalidValue("There is no %s that day: clocks go forward from %s to %s"
                    .formatted(time, TIME.format(change.getDateTimeBefore()), TIME.format(change.getDateTimeAfter())));
        }
        return zone.getRules().getValidOffsets(moment).stream()
                .filter(each -> each.getId().equals(offset))
                .findFirst()
                .map(each -> moment.toInstant(each).toString())
                .orElseThrow(() ->
                        new InvalidValue("There is a %s twice that day, since clocks go back from %s to %s: say which"
                                .formatted(
                                        time,
                                        TIME.format(change.getDateTimeBefore()),
                                        TIME.format(change.getDateTimeAfter()))));
    }

    /** A map whose keys are the numbers from 0 on is a list. */
    private static Object listed(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (!map.isEmpty()
                && map.keySet().stream().allMatch(key -> key.toString().matches("\\d{1,3}"))) {
            return map.entrySet().stream()
                    .sorted(Comparator.comparing(
                            entry -> Integer.valueOf(entry.getKey().toString())))
                    .map(entry -> listed(entry.getValue()))
                    .toList();
        }
        var object = JSON.createObjectNode();
        map.forEach((key, each) -> object.set(key.toString(), JSON.valueToTree(listed(each))));
        return object;
    }
}
