package stet.domain.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sentences as people write and type them, in the languages whose words are known and in some of which only figures are. */
class DetectionTest {
    /** What is found under another kind than the list says, by its text, and why. */
    private static final Map<String, String> OTHER_KIND = Map.of(
            "It was twelve years ago.",
            "Seen from the day of writing it is a date, as “two weeks ago” is; the claim covers the number all the same");

    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9A-F]{4})");

    /** @param kind empty where nothing must be found */
    record Example(Locale language, String kind, String text, String words) {
        static Example of(String line) {
            var parts = line.split(" \\| ?", 4);
            return new Example(Locale.of(parts[0]), parts[1].strip(), parts[2], parts[3]);
        }
    }

    static Stream<Example> examples() {
        try (var file = DetectionTest.class.getResourceAsStream("detection.txt")) {
            var text = new String(java.util.Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            var plain = ESCAPED.matcher(text).replaceAll(hex -> Character.toString(Integer.parseInt(hex.group(1), 16)));
            return plain.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Example::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_must_be_checked_is_found_and_names_are_not(Example example) {
        var found = Checkables.required(example.text(), example.language());
        if (example.kind().isEmpty()) {
            assertThat(found).isEmpty();
            return;
        }
        var kind = OTHER_KIND.containsKey(example.text()) ? ClaimKind.DATE : ClaimKind.valueOf(example.kind());
        assertThat(found).anyMatch(one -> one.kind() == kind && one.words().contains(example.words()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_is_found_stands_where_it_is_said_to(Example example) {
        assertThat(Checkables.suggested(example.text(), example.language()))
                .allMatch(
                        one -> example.text().substring(one.start(), one.end()).equals(one.words()));
    }
}
