package stet.domain;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/domain.md} to the tests and to whatever speaks of its rules. */
class RulesTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("stet.root")));
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Pattern RULE = Pattern.compile("^(\\d+)\\. .*(?:\\n(?![#\\d]).*)*", Pattern.MULTILINE);
    private static final Pattern SHOWN = Pattern.compile("\\[(\\w+)\\.(\\w+)]\\[(\\w+)]");
    private static final Pattern FILE = Pattern.compile("^\\[(\\w+)]: (\\S+)$", Pattern.MULTILINE);
    private static final Pattern MENTION =
            Pattern.compile("\\b[Rr]ules?\\s+(\\d+(?:(?:\\s*,\\s*|\\s+and\\s+|\\s*,\\s*and\\s+|\\s+to\\s+)\\d+)*)\\b");
    private static final Set<String> SPEAKING = Set.of("java", "md", "html", "js", "sql", "css", "txt", "properties");

    private final String domain = read(DOCS.resolve("domain.md"));
    private final SortedMap<Integer, String> rules = rules(domain);

    @Test
    void every_rule_is_shown_by_a_test() {
        assertThat(rules.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, rules.lastKey()).boxed().toList());
        assertThat(rules)
                .allSatisfy((number, text) -> assertThat(shown(text))
                        .as("tests that show rule %d", number)
                        .isNotEmpty());
    }

    @Test
    void every_test_that_shows_a_rule_is_there() {
        var files = new TreeMap<String, String>();
        FILE.matcher(domain).results().forEach(link -> files.put(link.group(1), link.group(2)));
        for (var test : shown(domain)) {
            assertThat(test.group(3)).as("where %s leads", test.group()).isEqualTo(test.group(1));
            assertThat(files).as("where the tests lie").containsKey(test.group(1));
            var file = DOCS.resolve(files.get(test.group(1))).normalize();
            assertThat(file).as("the file of %s", test.group()).isRegularFile().hasFileName(test.group(1) + ".java");
            assertThat(isATest(read(file), test.group(2)))
                    .as("%s has a test %s", ROOT.relativize(file), test.group(2))
                    .isTrue();
        }
        assertThat(files.keySet())
                .as("files that some rule names")
                .isEqualTo(shown(domain).stream().map(test -> test.group(1)).collect(toSet()));
    }

    @Test
    void nobody_speaks_of_a_rule_that_is_not_there() throws IOException {
        var unknown = new TreeSet<String>();
        var met = new TreeSet<Integer>();
        for (var file : speaking()) {
            MENTION.matcher(unwrapped(read(file))).results().forEach(mention -> {
                for (var number : numbers(mention.group(1))) {
                    met.add(number);
                    if (!rules.containsKey(number)) {
                        unknown.add(ROOT.relativize(file) + ": " + mention.group());
                    }
                }
            });
        }
        for (var code : RefusalCode.values()) {
            if (code.rule() != 0 && !rules.containsKey(code.rule())) {
                unknown.add("RefusalCode." + code + ": rule " + code.rule());
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(met).as("rules that somebody speaks of").contains(1, 9, 15, 18, 24);
    }

    private static SortedMap<Integer, String> rules(String page) {
        var section = page.substring(page.indexOf("\n## Rules\n"), page.indexOf("\n## Events"));
        var rules = new TreeMap<Integer, String>();
        RULE.matcher(section).results().forEach(rule -> {
            var number = Integer.valueOf(rule.group(1));
            assertThat(rules.put(number, rule.group()))
                    .as("rule %d stands once", number)
                    .isNull();
        });
        return rules;
    }

    private static List<MatchResult> shown(String text) {
        return SHOWN.matcher(text).results().toList();
    }

    /** Whether the method is there and JUnit runs it: an annotation says so between the blank line before it and its name. */
    private static boolean isATest(String source, String method) {
        var name = Pattern.compile("\\bvoid " + method + "\\(").matcher(source);
        if (!name.find()) {
            return false;
        }
        var from = source.lastIndexOf("\n\n", name.start());
        return Pattern.compile("@(Test|ParameterizedTest|RepeatedTest)\\b")
                .matcher(source.substring(Math.max(0, from), name.start()))
                .find();
    }

    /** Sources, tests and papers, but not what is built of them. */
    private static List<Path> speaking() throws IOException {
        var files = new ArrayList<Path>();
        for (var start : List.of("application", "docs", "domain", "infrastructure", "web")) {
            try (Stream<Path> walk = Files.walk(ROOT.resolve(start))) {
                walk.filter(file -> SPEAKING.contains(ending(file)))
                        .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
                        .filter(Files::isRegularFile)
                        .forEach(files::add);
            }
        }
        assertThat(files).as("what is looked through").hasSizeGreaterThan(400);
        return files;
    }

    private static String ending(Path file) {
        var name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** A comment's lines as one: "rules 6,\n * 15 and 18" speaks of three. */
    private static String unwrapped(String text) {
        return text.lines()
                .map(line -> line.strip().replaceFirst("^(\\*|//|--)\\s*", ""))
                .collect(joining(" "));
    }

    /** "6, 15 and 18", and "11 to 13" for each of the three. */
    private static List<Integer> numbers(String list) {
        var numbers = new ArrayList<Integer>();
        for (var part : list.split("\\s*,\\s*(?:and\\s+)?|\\s+and\\s+", -1)) {
            var ends = Arrays.stream(part.split("\\s+to\\s+", -1))
                    .map(Integer::valueOf)
                    .toList();
            IntStream.rangeClosed(ends.getFirst(), ends.getLast()).forEach(numbers::add);
        }
        return numbers;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
