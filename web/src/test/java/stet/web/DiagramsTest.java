package stet.web;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** Draws the modules from their poms, their packages from the classes and the way of one command from a running program. */
@Tag("program")
class DiagramsTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("stet.root")));
    private static final Path PAGE = ROOT.resolve("docs").resolve("diagrams.md");
    /**
     * What is read and written as JSON, how the file of H2 is kept, and the clock that the program is put together with would hide the way in
     * their details.
     */
    private static final Set<String> DETAILS = Set.of("stet.h2file", "stet.eventstore.shapes", "stet.web.wiring");
    /** Where the domain decides; what else it calls within itself has no place on the way between rooms. */
    private static final Set<String> DECISIONS = Set.of("stet.domain.article.Workflow", "stet.domain.article.Article");

    /** Whatever is done for one request is done within it. */
    private static final String OUTERMOST = "LeastSpeed.Measured.service";

    private final JavaClasses classes =
            new ClassFileImporter().withImportOption(new ShippedClasses()).importPackages("stet");

    /** One call, and for how long it was under way: the calls that it made lie within. */
    private record Call(String thread, Instant began, Instant ended, String room, String what) {
        static Call of(RecordedEvent event) {
            var method = event.<RecordedMethod>getValue("method");
            var type = method.getType().getName();
            var dot = type.lastIndexOf('.');
            var name = type.substring(dot + 1).replace('$', '.');
            return new Call(
                    Objects.requireNonNullElse(event.getThread().getJavaName(), ""),
                    event.getStartTime(),
                    event.getEndTime(),
                    type.substring(0, dot),
                    name + "." + method.getName().replace("<init>", "new").replaceAll("lambda\\$(\\w+)\\$\\d+", "$1"));
        }
    }

    @Test
    void the_rooms_are_drawn_as_they_are(@TempDir Path directory) throws Exception {
        var was = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        var now = page(way(directory));
        if (!now.equals(was)) {
            Files.writeString(PAGE, now);
        }
        assertThat(was)
                .as("docs/diagrams.md was out of date; it is rewritten, commit it")
                .isEqualTo(now);
    }

    private String page(String way) throws Exception {
        return """
                # The rooms, drawn

                Written by `DiagramsTest`: the modules from their poms, the packages from the classes, the way of a command from a
                program that was watched while it ran one. [architecture.md](architecture.md) says what they are for. An arrow that
                follows from others is left out.

                ## Modules

                %s
                ## Packages

                ### `domain`

                %s
                ### `infrastructure/eventstore`

                %s
                ### `web`

                %s
                ## The way of one command

                `POST /api/articles/{id}/submit-for-checking`, with H2. A call is shown where it goes from one package to another, once for
                each pair. At the end, each read model is handed the event by a thread of its own.

                %s""".formatted(
                        flow(modules()),
                        flow(packages("stet.domain")),
                        flow(packages("stet.eventstore")),
                        flow(packages("stet.web")),
                        way);
    }

    private static NavigableMap<String, NavigableSet<String>> modules() throws Exception {
        List<Path> poms;
        try (var files = Files.walk(ROOT, 3)) {
            poms = files.filter(file -> file.endsWith("pom.xml") && Files.exists(file.resolveSibling("src")))
                    .toList();
        }
        var needs = new TreeMap<String, NavigableSet<String>>();
        for (var pom : poms) {
            needs.put(ROOT.relativize(pom.getParent()).toString(), new TreeSet<>());
        }
        for (var pom : poms) {
            var document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
            var dependencies = document.getElementsByTagName("dependency");
            for (var i = 0; i < dependencies.getLength(); i++) {
                var dependency = (Element) dependencies.item(i);
                if (text(dependency, "groupId").equals("stet")
                        && text(dependency, "type").isEmpty()
                        && text(dependency, "scope").isEmpty()) {
                    var name = text(dependency, "artifactId").replaceFirst("^stet-", "");
                    needs.keySet().stream()
                            .filter(module -> module.equals(name) || module.endsWith("/" + name))
                            .forEach(Objects.requireNonNull(
                                    needs.get(ROOT.relativize(pom.getParent()).toString()))::add);
                }
            }
        }
        return needs;
    }

    private static String text(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    private NavigableMap<String, NavigableSet<String>> packages(String module) {
        var needs = new TreeMap<String, NavigableSet<String>>();
        for (var each : classes) {
            var from = each.getPackageName();
            if (within(from, module)) {
                var to = needs.computeIfAbsent(from, none -> new TreeSet<>());
                each.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getPackageName)
                        .filter(other -> within(other, module) && !other.equals(from))
                        .forEach(to::add);
            }
        }
        return needs;
    }

    private static boolean within(String name, String module) {
        return name.equals(module) || name.startsWith(module + ".");
    }

    /** @param needs what each needs, without circles */
    private static String flow(NavigableMap<String, NavigableSet<String>> needs) {
        var lines = new StringBuilder("```mermaid\nflowchart TD\n");
        needs.keySet().forEach(each -> lines.append("    %s[\"%s\"]\n".formatted(id(each), each)));
        needs.forEach((from, all) -> all.stream()
                .filter(to -> all.stream().noneMatch(between -> !between.equals(to) && reaches(needs, between, to)))
                .forEach(to -> lines.append("    %s --> %s\n".formatted(id(from), id(to)))));
        return lines.append("```\n").toString();
    }

    private static boolean reaches(NavigableMap<String, NavigableSet<String>> needs, String from, String to) {
        var next = needs.getOrDefault(from, new TreeSet<>());
        return next.contains(to) || next.stream().anyMatch(each -> reaches(needs, each, to));
    }

    private static String id(String name) {
        return name.replaceAll("[./]", "_");
    }

    /** Watches a program while one command goes through it. */
    private String way(Path directory) throws IOException {
        var watched = classes.stream()
                .filter(each -> !each.isInterface() && !each.isRecord() && !each.isEnum() && !each.isAnonymousClass())
                .filter(each -> !DETAILS.contains(each.getPackageName()))
                .filter(each -> !within(each.getPackageName(), "stet.domain") || DECISIONS.contains(each.getName()))
                .map(JavaClass::getName)
                .sorted()
                .collect(joining(";"));
        var file = directory.resolve("way.jfr");
        try (var stet = RunningStet.in(directory);
                var recording = new Recording()) {
            stet.opens("city");
            var people = Newcomers.to(stet);
            var article = people.drafts("city", "Rain", "It rained.");
            recording.enable("jdk.MethodTrace").with("filter", watched).with("threshold", "0 ns");
            recording.start();
            people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
            // A call is recorded when it ends, and the outermost ends when whoever asked has their answer already.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                recording.dump(file);
                var calls = calls(file);
                var command = command(calls);
                // The index lets events gather, so it comes a second later.
                return calls.stream().anyMatch(call -> call.what().equals("SearchProjection.on"))
                        && calls.stream()
                                .anyMatch(call -> call.what().equals(OUTERMOST)
                                        && call.thread().equals(command.thread())
                                        && call.began().isBefore(command.began())
                                        && call.ended().isAfter(command.ended()));
            });
        }
        return sequence(calls(file));
    }

    private static List<Call> calls(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("jdk.MethodTrace"))
                .map(Call::of)
                .sorted(comparing(Call::began).thenComparing(Call::ended, reverseOrder()))
                .toList();
    }

    private static Call command(List<Call> calls) {
        return calls.stream()
                .filter(call -> call.what().equals("ArticlesApi.command"))
                .findFirst()
                .orElseThrow();
    }

    private static String sequence(List<Call> calls) {
        var command = command(calls);
        var arrows = new LinkedHashSet<List<String>>();
        var under = new ArrayDeque<Call>();
        for (var call : calls) {
            // Once it is answered, the thread is made ready for another request.
            if (!call.thread().equals(command.thread()) || call.began().isAfter(command.ended())) {
                continue;
            }
            while (!under.isEmpty() && under.peek().ended().isBefore(call.ended())) {
                under.pop();
            }
            var from = under.isEmpty() ? "a program" : under.peek().room();
            if (!from.equals(call.room())) {
                arrows.add(List.of(from, call.room(), call.what()));
            }
            under.push(call);
        }
        var handed = calls.stream()
                .filter(call -> call.what().endsWith("Projection.on"))
                .map(call -> List.of("stet.eventstore.following", call.room(), call.what()))
                .collect(toCollection(() -> new TreeSet<>(comparing(List::toString))));
        arrows.addAll(handed);
        var rooms = new LinkedHashSet<String>();
        arrows.forEach(arrow -> rooms.addAll(arrow.subList(0, 2)));
        var lines = new ArrayList<String>();
        rooms.forEach(room -> lines.add("    participant %s as %s".formatted(id(room).replace(' ', '_'), room)));
        arrows.forEach(arrow -> lines.add("    %s->>%s: %s"
                .formatted(id(arrow.get(0)).replace(' ', '_'), id(arrow.get(1)).replace(' ', '_'), arrow.get(2))));
        return "```mermaid\nsequenceDiagram\n" + String.join("\n", lines) + "\n```\n";
    }
}
