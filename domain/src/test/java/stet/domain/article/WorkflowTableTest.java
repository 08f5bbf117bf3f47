package stet.domain.article;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.article.Story.blank;
import static stet.domain.article.Story.draftedBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stet.domain.RefusalCode;
import stet.domain.Role;

/** Walks every command through every situation a story can be in, and keeps {@code docs/workflow.md} as what was seen. */
class WorkflowTableTest {
    private static final Map<Class<?>, String> ACTIVITIES = activities();

    private final Map<String, Supplier<Story>> situations = Asks.situations();
    /** From one stage to another: by which commands. */
    private final Map<String, Set<String>> arrows = new LinkedHashMap<>();

    @Test
    void every_command_is_walked_through_every_situation() {
        for (var situation : situations.values()) {
            Set<Class<?>> asked = new LinkedHashSet<>();
            Asks.of(situation.get()).forEach(ask -> asked.add(ask.kind()));
            assertThat(asked).isEqualTo(Asks.kinds());
        }
    }

    @Test
    void every_stage_is_among_the_situations() {
        assertThat(situations.keySet().stream().skip(1).map(name -> situations.get(name)))
                .extracting(situation -> Objects.requireNonNull(situation).get().stage())
                .contains(Stage.values());
    }

    @Test
    void the_workflow_is_documented_as_it_is() throws IOException {
        var file = Path.of(Objects.requireNonNull(System.getProperty("stet.root")), "docs", "workflow.md");
        var was = Files.exists(file) ? Files.readString(file) : "";
        var now = page();
        if (!now.equals(was)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, now);
        }
        assertThat(was)
                .as("docs/workflow.md was out of date; it is rewritten, commit it")
                .isEqualTo(now);
    }

    private String page() {
        var tables = new StringBuilder();
        for (var activity : List.of("Drafting", "Checking", "Captioning", "Publishing")) {
            tables.append("### ")
                    .append(activity)
                    .append("\n\n")
                    .append(table(activity))
                    .append('\n');
        }
        return """
                # The workflow, as it is

                Written by `WorkflowTableTest`, which asks every command of a story in every situation and records what
                comes of it. Change the rules, run the tests, and commit what they wrote.

                ## Stages

                An arrow is a command that was seen to take a story from the one stage to the other. The stage is derived
                from which sign-offs stand for the words as they are; no command sets it. A live article stays live, whatever
                the stage of its next edition.

                ```mermaid
                stateDiagram-v2
                %s```

                ## What comes of which command

                Each cell has the events recorded, in their order, or the code of the refusal in *italics*; “–” records nothing.
                Every command is asked by somebody who holds a right role and wrote none of the words.

                %s## Who may ask for what

                %s
                ## What can be rehearsed

                What a standards editor may ask of past editions (rule 46): `GET /api/rehearsals?require=sources:2&require=no-waived-check`.
                Where there is a number, the usual one counts if none is said.

                %s
                ## Refusals

                The rule is the one of that number in [domain.md](domain.md); where there is none, the refusal is plain sense.

                %s""".formatted(diagram(), tables, powers(), rehearsals(), refusals());
    }

    private String table(String activity) {
        var lines = new StringBuilder();
        row(lines, "command", List.copyOf(situations.keySet()));
        rule(lines, situations.size());
        var asks = Asks.of(draftedBy(Story.WREN));
        IntStream.range(0, asks.size())
                .filter(i -> activity.equals(ACTIVITIES.get(asks.get(i).kind())))
                .forEach(i -> row(
                        lines,
                        asks.get(i).label(),
                        situations.values().stream()
                                .map(situation -> cell(situation.get(), i))
                                .toList()));
        return lines.toString();
    }

    private String cell(Story story, int number) {
        var ask = Asks.of(story).get(number);
        var before = story.drafted() ? story.stage().name() : "[*]";
        var outcome = story.when(ask.who(), ask.command());
        if (outcome.refusal() != null) {
            return "*" + outcome.why().code().type() + "*";
        }
        if (outcome.events().isEmpty()) {
            return "–";
        }
        var after = story.stage().name();
        if (!after.equals(before)) {
            arrows.computeIfAbsent(before + " --> " + after, key -> new LinkedHashSet<>())
                    .add(ask.label());
        }
        return outcome.events().stream()
                .map(event -> event.getClass().getSimpleName())
                .collect(joining("<br>"));
    }

    private static String rehearsals() {
        var lines = new StringBuilder();
        row(lines, "requirement", List.of("asks of an edition", "its number"));
        rule(lines, 2);
        for (var requirement : Requirement.values()) {
            row(
                    lines,
                    "`" + requirement.key() + "`",
                    List.of(
                            Required.of(requirement).sentence(),
                            requirement.counts()
                                    ? "%,d to %,d %s, usually %,d"
                                            .formatted(
                                                    requirement.least(),
                                                    requirement.most(),
                                                    requirement.unit(),
                                                    requirement.usual())
                                    : ""));
        }
        return lines.toString();
    }

    private String diagram() {
        var lines = new StringBuilder();
        arrows.entrySet().stream()
                .sorted(Comparator.comparingInt(arrow -> order(arrow.getKey())))
                .forEach(arrow -> lines.append("    ")
                        .append(arrow.getKey())
                        .append(": ")
                        .append(String.join(", ", arrow.getValue()))
                        .append('\n'));
        return lines + "    KILLED --> [*]\n";
    }

    private static int order(String arrow) {
        var stages = Arrays.stream(Stage.values()).map(Stage::name).toList();
        var ends = arrow.split(" --> ", -1);
        return stages.indexOf(ends[0]) * 10 + stages.indexOf(ends[1]);
    }

    private static String powers() {
        var lines = new StringBuilder();
        row(lines, "command", Arrays.stream(Role.values()).map(Role::title).toList());
        rule(lines, Role.values().length);
        var seen = new LinkedHashSet<Class<?>>();
        for (var ask : Asks.of(blank())) {
            if (seen.add(ask.kind())) {
                var may = Powers.rolesFor(ask.command());
                row(
                        lines,
                        ask.kind().getSimpleName(),
                        Arrays.stream(Role.values())
                                .map(role -> may.contains(role) ? "yes" : "")
                                .toList());
            }
        }
        return lines.toString();
    }

    private static String refusals() {
        var lines = new StringBuilder();
        row(lines, "code", List.of("rule"));
        rule(lines, 1);
        for (var code : RefusalCode.values()) {
            row(lines, "`" + code.type() + "`", List.of(code.rule() == 0 ? "" : Integer.toString(code.rule())));
        }
        return lines.toString();
    }

    private static void row(StringBuilder lines, String first, List<String> cells) {
        lines.append("| ").append(first);
        cells.forEach(cell -> lines.append(" | ").append(cell));
        lines.append(" |\n");
    }

    private static void rule(StringBuilder lines, int columns) {
        lines.append("|---".repeat(columns + 1)).append("|\n");
    }

    private static Map<Class<?>, String> activities() {
        var activities = new LinkedHashMap<Class<?>, String>();
        for (var activity : Objects.requireNonNull(ArticleCommand.class.getPermittedSubclasses())) {
            for (var command : Objects.requireNonNull(activity.getPermittedSubclasses())) {
                activities.put(command, activity.getSimpleName());
            }
        }
        return activities;
    }
}
