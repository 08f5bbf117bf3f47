package stet.eventstore.shapes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stet.domain.Act;
import stet.domain.events.StoredNames;
import tools.jackson.databind.json.JsonMapper;

/** What is stored must load for ever: the files under {@code docs/events} are what has been promised. */
class StoredShapesTest {
    private static final Path EVENTS = Path.of(System.getProperty("stet.root", "../.."), "docs", "events");
    private static final JsonMapper JSON = DomainJson.mapper();
    private static final EventSerializer SERIALIZER = new EventSerializer(null);

    static Stream<Object> events() {
        return Examples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_is_written_as_was_approved(Object event) throws IOException {
        var written = SERIALIZER.serialize(event, String.class);
        var approved = EVENTS.resolve(written.getType().getName() + ".json");
        if (Files.notExists(approved)) {
            Files.createDirectories(EVENTS);
            Files.writeString(approved, pretty(written.getData()));
            fail("There was no approved file for " + event.getClass().getSimpleName() + ". " + approved
                    + " has been written: read it, for it cannot be changed later, and run this again.");
        }
        assertThat(JSON.readTree(written.getData())).isEqualTo(JSON.readTree(Files.readString(approved)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_approved_file_loads_for_ever(Object event) throws IOException {
        var name = requireNonNull(StoredNames.of(event.getClass()));
        var stored = Files.readString(EVENTS.resolve(name + ".json"));
        Object loaded = SERIALIZER.deserialize(
                new SimpleSerializedObject<>(stored, String.class, new SimpleSerializedType(name, null)));
        assertThat(loaded).isEqualTo(event);
    }

    static Stream<Path> landed() throws IOException {
        try (var files = Files.list(Path.of("src", "test", "resources", "stet", "eventstore", "landed"))) {
            return files.toList().stream();
        }
    }

    /** As the first version that landed wrote them: what has been added to a shape since is empty, and nothing is lost. */
    @ParameterizedTest
    @MethodSource("landed")
    void what_an_earlier_version_wrote_is_read_whole(Path file) throws IOException {
        var name = file.getFileName().toString().replace(".json", "");
        Object loaded = SERIALIZER.deserialize(new SimpleSerializedObject<>(
                Files.readString(file), String.class, new SimpleSerializedType(name, null)));
        var again = SERIALIZER.serialize(loaded, String.class).getData();
        assertThat(JSON.readTree(again)).isEqualTo(JSON.readTree(Files.readString(file)));
    }

    @Test
    void every_event_has_one_approved_file_and_no_file_is_left_over() throws IOException {
        try (var files = Files.list(EVENTS)) {
            var names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(names).isEqualTo(StoredNames.all());
        }
        assertThat(events().map(event -> requireNonNull(StoredNames.of(event.getClass()))))
                .containsExactlyInAnyOrderElementsOf(StoredNames.all());
    }

    @Test
    void the_catalogue_is_up_to_date() throws IOException {
        var catalogue = EVENTS.resolve("README.md");
        var now = catalogue();
        if (Files.notExists(catalogue) || !Files.readString(catalogue).equals(now)) {
            Files.writeString(catalogue, now);
            fail("The catalogue of events was stale. " + catalogue + " has been written again: read it and commit it.");
        }
    }

    private static String catalogue() {
        var sections = new TreeMap<String, String>();
        Examples.all().forEach((event, when) -> {
            var name = requireNonNull(StoredNames.of(event.getClass()));
            var fields = Arrays.stream(event.getClass().getRecordComponents())
                    .map(StoredShapesTest::field)
                    .collect(Collectors.joining(", "));
            sections.put(name, "| [`%s`](%s.json) | %s | %s |\n".formatted(name, name, when, fields));
        });
        return """
                # The events

                What the ledger keeps, and how. Written by `StoredShapesTest` from the code; the test fails when it is stale.
                Each name leads to an example whose shape is a promise: it must load for ever. So a shape changes only by
                addition; where that is not enough, the old shape is read through an upcaster.

                Beside each payload lie the instant at which it happened and its metadata: who, in which role, why (where a
                reason was given) and the command that caused it; where a program did it with somebody's token, `token` and
                `program` name it, too.

                ```json
                %s```

                A field that is null or an empty list, set or map is left out. Instants are ISO 8601 in UTC; positions in a
                text count UTF-16 units from 0. `Block`, `Change` and `Source` say their `kind`.

                | stored name | when | fields |
                |---|---|---|
                %s""".formatted(pretty(JSON.writeValueAsString(beside(Examples.ACT))), String.join("", sections.values()));
    }

    /** The instant has a column of its own. */
    private static Map<String, String> beside(Act act) {
        var map = new LinkedHashMap<>(act.asMap());
        map.remove(Act.AT);
        return map;
    }

    private static String field(RecordComponent component) {
        var optional = Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
        return "`%s` %s%s".formatted(component.getName(), named(component.getGenericType()), optional ? "?" : "");
    }

    private static String named(Type type) {
        return type instanceof ParameterizedType of
                ? ((Class<?>) of.getRawType()).getSimpleName()
                        + Arrays.stream(of.getActualTypeArguments())
                                .map(StoredShapesTest::named)
                                .collect(Collectors.joining(", ", " of ", ""))
                : ((Class<?>) type).getSimpleName();
    }

    private static String pretty(String json) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json)) + "\n";
    }

    @Test
    void the_author_of_an_event_is_read_back_as_written() {
        assertThat(Act.from(Examples.ACT.asMap(), Examples.ACT.at())).isEqualTo(Examples.ACT);
    }
}
