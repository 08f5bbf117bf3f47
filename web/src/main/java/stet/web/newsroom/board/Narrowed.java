package stet.web.newsroom.board;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import stet.desk.Board;
import stet.desk.Queue;
import stet.desk.Which;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.lookup.ArticlesCalled;
import stet.web.newsroom.AsTyped;

/**
 * What the board shows, as its address says it: the filters, what is shown besides work, and how many cards of a column. All are as
 * they were typed; blank is no filter.
 *
 * @param show the name of one queue, such as {@code ready} or {@code spiked}, to see it alone; blank for all that is at work or live
 * @param more how many cards of a column, by its queue
 */
public record Narrowed(
        String desk,
        String person,
        String section,
        String age,
        String urgency,
        String text,
        String show,
        Map<Queue, Integer> more) {
    static final int CARDS = 20;

    /** For how long an article has been in its stage, by what the filter calls it. */
    private static final String PATH = "/newsroom";

    private static final SequencedMap<String, String> AGES = new LinkedHashMap<>();

    private static final List<String> NAMES = List.of("desk", "person", "section", "urgency", "age", "text", "show");

    static {
        AGES.put("PT1H", "over an hour");
        AGES.put("PT4H", "over 4 hours");
        AGES.put("P1D", "over a day");
        AGES.put("P3D", "over 3 days");
        AGES.put("P7D", "over a week");
    }

    public Narrowed {
        more = Map.copyOf(more);
    }

    /** Whatever else the address says is not for the board. */
    static Narrowed of(MultiValueMap<String, String> query) {
        var more = Arrays.stream(Queue.values())
                .filter(queue -> query.containsKey(column(queue)))
                .collect(Collectors.toMap(queue -> queue, queue -> cards(first(query, column(queue)))));
        return new Narrowed(
                first(query, "desk"),
                first(query, "person"),
                first(query, "section"),
                first(query, "age"),
                first(query, "urgency"),
                first(query, "text"),
                first(query, "show"),
                more);
    }

    /** @param query of an address, as it stands there */
    static Narrowed of(String query) {
        MultiValueMap<String, String> said = new LinkedMultiValueMap<>();
        UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .forEach((name, values) ->
                        values.stream().filter(Objects::nonNull).forEach(value -> said.add(name, decoded(value))));
        return of(said);
    }

    /**
     * By the names that the desk's form has for them.
     *
     * @throws InvalidValue if there is no filter of such a name
     */
    static Narrowed by(Map<String, String> filters) {
        MultiValueMap<String, String> said = new LinkedMultiValueMap<>();
        filters.forEach((name, value) -> {
            if (!NAMES.contains(name)) {
                throw new InvalidValue(
                        "There is no filter '%s'; there are %s".formatted(name, String.join(", ", NAMES)));
            }
            said.add(name, value);
        });
        return of(said);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    private static String first(MultiValueMap<String, String> query, String name) {
        var first = query.getFirst(name);
        return first == null ? "" : first.strip();
    }

    private static int cards(String typed) {
        try {
            return Math.clamp(Integer.parseInt(typed), CARDS, Board.MOST);
        } catch (NumberFormatException _) {
            return CARDS;
        }
    }

    private static String column(Queue queue) {
        return Column.path(queue);
    }

    /**
     * All but the words, which are looked for elsewhere.
     *
     * @throws InvalidValue if a filter is none
     */
    Which which(Instant now) {
        if (!show.isEmpty() && alone().isEmpty()) {
            throw new InvalidValue("There is no '%s' on the desk".formatted(show));
        }
        if (!text.isEmpty()) {
            ArticlesCalled.check(text);
        }
        return new Which(
                desk.isEmpty() ? null : new DeskId(desk),
                person.isEmpty() ? null : new PersonId(person),
                null,
                section.isEmpty() ? null : section,
                urgency.isEmpty() ? null : urgency(urgency),
                age.isEmpty() ? null : now.minus(age(age)),
                null);
    }

    static int urgency(String typed) {
        if (!typed.matches("[1-9]")) {
            throw new InvalidValue("An urgency is a number from 1 to 9, and not '%s'".formatted(typed));
        }
        return Integer.parseInt(typed);
    }

    private static Duration age(String typed) {
        if (!AGES.containsKey(typed)) {
            throw new InvalidValue("'%s' is no age to look for".formatted(typed));
        }
        return Duration.parse(typed);
    }

    /** The one queue that is shown; empty where all that is at work or live is. */
    Optional<Queue> alone() {
        return Arrays.stream(Queue.values())
                .filter(queue -> Column.path(queue).equals(show))
                .findFirst();
    }

    int cards(Queue queue) {
        return more.getOrDefault(queue, CARDS);
    }

    public boolean any() {
        return !filters().isEmpty();
    }

    public Map<String, String> ages() {
        return AGES;
    }

    /** By number, from a flash to what can wait. */
    public Map<String, String> urgencies() {
        return IntStream.rangeClosed(1, 8)
                .boxed()
                .collect(Collectors.toMap(
                        String::valueOf,
                        number -> number == 1 ? "1, a flash" : number + " or more urgent",
                        (one, _) -> one,
                        LinkedHashMap::new));
    }

    Narrowed without() {
        return new Narrowed("", "", "", "", "", "", alone().isPresent() ? show : "", more);
    }

    /** What is said of the filters, each by its name; those that say nothing are not there. */
    SequencedMap<String, String> filters() {
        var said = new LinkedHashMap<String, String>();
        said.put("desk", desk);
        said.put("person", person);
        said.put("section", section);
        said.put("age", age);
        said.put("urgency", urgency);
        said.put("text", text);
        said.put("show", show);
        said.values().removeIf(String::isEmpty);
        return said;
    }

    /** The filters as they stand in an address, without a question mark: two that show the same are equal. */
    public String query() {
        var address = AsTyped.address(PATH, filters());
        var begins = address.indexOf('?');
        return begins < 0 ? "" : address.substring(begins + 1);
    }

    /** The address of the board as it is shown here. */
    public String path() {
        return path(null, 0);
    }

    /** The same with so many cards in one column. */
    String path(@Nullable Queue column, int cards) {
        var said = filters();
        for (var queue : Queue.values()) {
            var wanted = queue == column ? Integer.valueOf(cards) : more.get(queue);
            if (wanted != null) {
                said.put(Column.path(queue), wanted.toString());
            }
        }
        return AsTyped.address(PATH, said);
    }
}
