package stet.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A quick try leaves out by their tags what takes long, so each class of tests that does so bears its tag, in every module. */
class TagsTest {
    /**
     * What a test names that does what the tag says, by itself or through what helps it. What comes first does what comes later as
     * well: whoever drives a browser starts the program, and that opens a database.
     */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning("browser", "com.microsoft.playwright."),
            new Meaning("kill", "java.lang.ProcessBuilder"),
            new Meaning("program", "org.springframework.boot.builder.SpringApplicationBuilder"),
            new Meaning("program", "org.springframework.boot.SpringApplication"),
            new Meaning("database", "stet.eventstore.Databases"),
            new Meaning("database", "stet.h2file.DurableDatabase"),
            new Meaning("database", "io.zonky.test.db.postgres."),
            new Meaning("database", "java.sql.DriverManager"));

    private record Meaning(String tag, String named) {}

    /** Each class of tests and of what helps them, with the classes that it names. */
    private static Map<String, Set<String>> names = Map.of();

    private static Map<String, JavaClass> tests = Map.of();

    @BeforeAll
    static void read_the_tests_of_every_module() throws IOException {
        var root = Path.of(System.getProperty("stet.root", ".."));
        List<Path> compiled;
        try (var folders = Files.find(root, 4, (path, _) -> path.endsWith("target/test-classes"))) {
            compiled = folders.toList();
        }
        var classes = new ClassFileImporter().importPaths(compiled);
        names = classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .collect(groupingBy(
                        named -> named.getOriginClass().getName(),
                        mapping(
                                named -> named.getTargetClass()
                                        .getBaseComponentType()
                                        .getName(),
                                toSet())));
        tests = classes.stream()
                .filter(type -> type.getName().matches("stet\\..*Test"))
                .collect(toMap(JavaClass::getName, type -> type));
    }

    @Test
    void whatever_takes_long_bears_its_tag() {
        assertThat(tests).hasSizeGreaterThan(100);
        assertThat(tests.values())
                .allSatisfy(test -> assertThat(meant(test.getName()).stream())
                        .as("what %s does, of which none of %s tells", test.getName(), tags(test))
                        .allMatch(meant -> tags(test).stream().anyMatch(tag -> covers(tag, meant))));
    }

    @Test
    void what_a_test_does_is_seen_through_what_helps_it() {
        assertThat(meant("stet.web.browser.BoardTest")).contains("browser");
        assertThat(meant("stet.web.kill.KillTest")).contains("kill");
        assertThat(meant("stet.web.life.OperationsTest")).contains("program");
        assertThat(meant("stet.desk.DeskTest")).contains("database");
        assertThat(meant("stet.eventstore.NodesTest")).contains("database");
        assertThat(meant("stet.web.NamesOfEventsTest")).isEmpty();
    }

    @Test
    void what_takes_longer_tells_of_what_it_does_on_the_way_but_not_the_other_way_round() {
        assertThat(covers("program", "database")).isTrue();
        assertThat(covers("database", "program")).isFalse();
        assertThat(covers("random", "database")).isFalse();
    }

    /** The tag that a class must bear for what it does. */
    private static Optional<String> meant(String test) {
        var reached = new HashSet<String>();
        names.keySet().stream()
                .filter(name -> name.equals(test) || name.startsWith(test + "$"))
                .forEach(name -> reach(name, reached));
        return MEANINGS.stream()
                .filter(meaning -> reached.stream().anyMatch(name -> name.startsWith(meaning.named())))
                .map(Meaning::tag)
                .findFirst();
    }

    private static void reach(String name, Set<String> reached) {
        if (reached.add(name)) {
            names.getOrDefault(name, Set.of()).forEach(named -> reach(named, reached));
        }
    }

    private static boolean covers(String tag, String meant) {
        var inOrder = MEANINGS.stream().map(Meaning::tag).distinct().toList();
        return inOrder.contains(tag) && inOrder.indexOf(tag) <= inOrder.indexOf(meant);
    }

    private static List<String> tags(JavaClass test) {
        return test
                .tryGetAnnotationOfType(Tag.class.getName())
                .map(JavaAnnotation::getProperties)
                .map(properties -> String.valueOf(properties.get("value")))
                .stream()
                .toList();
    }
}
