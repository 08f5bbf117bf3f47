package stet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stet.domain.article.ArticleEvent;
import stet.domain.events.StoredNames;
import stet.domain.newsroom.NewsroomEvent;

/** Pages ask the read models what happened; none compares what an event is called, by its class or in the ledger. */
class NamesOfEventsTest {
    private static final Path MAIN = Path.of("src/main");
    private static final String NAMES = Stream.concat(
                    Stream.of(ArticleEvent.class, NewsroomEvent.class)
                            .flatMap(events -> Arrays.stream(events.getPermittedSubclasses()))
                            .map(Class::getSimpleName),
                    StoredNames.all().stream())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    private static final Pattern QUOTED = Pattern.compile("([\"'`])(?:%s)\\1".formatted(NAMES));

    @Test
    void no_page_and_no_script_names_an_event() throws IOException {
        try (var files = Files.walk(MAIN)) {
            var read = files.filter(file -> file.toString().matches(".*\\.(java|html|js)"))
                    .toList();
            assertThat(read).hasSizeGreaterThan(100);
            assertThat(read)
                    .allSatisfy(
                            file -> assertThat(named(Files.readString(file))).isEmpty());
        }
    }

    @Test
    void a_name_in_quotes_is_found_and_a_class_that_is_used_is_not() {
        assertThat(named("entry.kind().equals(\"FactsSignedOff\")")).containsExactly("\"FactsSignedOff\"");
        assertThat(named("th:if=\"${entry.kind == 'ClaimQueried'}\"")).containsExactly("'ClaimQueried'");
        assertThat(named("kind === \"article.claim-queried\"")).containsExactly("\"article.claim-queried\"");
        assertThat(named("case FactsSignedOff e -> \"Signed\"; // \"FactsSignedOffAgain\""))
                .isEmpty();
    }

    private static List<String> named(String source) {
        return QUOTED.matcher(source).results().map(found -> found.group()).toList();
    }
}
