package stet.web.newsroom.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import stet.desk.Board;
import stet.desk.Queue;
import stet.desk.Which;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;

/**
 * What the board shows, as its address says it: the filters, what is shown besides work, and how many cards of a column. All are as
 * they were typed; blank is no filter.
 *
 * @param show the name of a queue that is put away, such as {@code spiked}, to see it instead of what is at work
 * @param more how many cards of a column, by its queue
 */
public record Narrowed(
        String desk, String person, String age, String urgency, String text, String show, Map<Queue, Integer> more) {
    static final int CARDS = 20;

    /** For how long an article has been in its stage, by what the filter calls it. */
    private static final SequencedMap<String, String> AGES = new LinkedHashMap<>();

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
                first(query, "age"),
                first(query, "urgency"),
                first(query, "text"),
                first(query, "show"),
                more);
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

    /** @throws InvalidValue if a filter is none */
    Which which(Instant now) {
        return new Which(
                desk.isEmpty() ? null : new DeskId(desk),
                person.isEmpty() ? null : new PersonId(person),
                text.isEmpty() ? null : text,
                urgency.isEmpty() ? null : urgency(urgency),
                age.isEmpty() ? null : now.minus(age(age)));
    }

    private static int urgency(String typed) {
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

    /** What is put away and shown instead of what is at work; empty where work is shown. */
    Optional<Queue> putAway() {
        return Arrays.stream(new Queue[] {Queue.SPIKED, Queue.KILLED})
                .filter(queue -> Column.path(queue).equals(show))
                .findFirst();
    }

    int cards(Queue queue) {
        return more.getOrDefault(queue, CARDS);
    }

    public boolean any() {
        return !(desk + person + age + urgency + text + show).isEmpty();
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
        return new Narrowed("", "", "", "", "", show, more);
    }

    /** The address of the board as it is shown here. */
    public String path() {
        return path(null, 0);
    }

    /** The same with so many cards in one column. */
    String path(@Nullable Queue column, int cards) {
        var path = UriComponentsBuilder.fromPath("/newsroom");
        var said = new LinkedHashMap<String, String>();
        said.put("desk", desk);
        said.put("person", person);
        said.put("age", age);
        said.put("urgency", urgency);
        said.put("text", text);
        said.put("show", show);
        for (var queue : Queue.values()) {
            var wanted = queue == column ? Integer.valueOf(cards) : more.get(queue);
            said.put(Column.path(queue), wanted == null ? "" : wanted.toString());
        }
        said.forEach((name, value) -> {
            if (!value.isEmpty()) {
                path.queryParam(name, "{" + name + "}");
            }
        });
        return path.encode().buildAndExpand(said).toUriString();
    }
}
