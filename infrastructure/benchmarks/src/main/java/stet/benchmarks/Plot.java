package stet.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bars in groups, each with a whisker from the least to the most of its rounds. Plain SVG that follows the reader's light or dark. */
final class Plot {
    private static final int WIDTH = 760;
    private static final int LABELS = 190;
    private static final int VALUES = 150;
    private static final int BAR = 18;
    private static final int STEP = 26;
    private static final int HEADING = 30;

    private final String title;
    private final List<String> drawn = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    private record Group(String name, List<Bar> bars) {}

    /**
     * @param ours drawn in the colour that stands out
     */
    record Bar(String label, Results.Spread spread, boolean ours) {}

    /** @param title with the unit */
    Plot(String title) {
        this.title = title;
    }

    /** Each group has a scale of its own. */
    Plot group(String name, List<Bar> bars) {
        if (!bars.isEmpty()) {
            groups.add(new Group(name, bars));
        }
        return this;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    void write(Path file) {
        drawn.clear();
        var y = 24;
        text(8, y, "title", "start", title);
        y += 14;
        for (var group : groups) {
            y += HEADING - 8;
            text(8, y, "group", "start", group.name());
            y += 8;
            var most = group.bars().stream()
                    .mapToDouble(bar -> bar.spread().most())
                    .max()
                    .orElse(1);
            for (var bar : group.bars()) {
                draw(bar, y, (WIDTH - LABELS - VALUES) / most);
                y += STEP;
            }
        }
        var svg = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
                <title>%s</title>
                <style>
                  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
                  .title { font-weight: 600; font-size: 15px; } .group { font-weight: 600; } .value { font-size: 12px; }
                  .bar { fill: #8c959f; } .ours { fill: #0969da; } .whisker { stroke: #1f2328; stroke-width: 1.5; }
                  @media (prefers-color-scheme: dark) {
                    text { fill: #e6edf3; } .bar { fill: #6e7681; } .ours { fill: #4493f8; } .whisker { stroke: #e6edf3; }
                  }
                </style>
                %s
                </svg>
                """.formatted(WIDTH, y + 12, WIDTH, y + 12, escaped(title), String.join("\n", drawn));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, svg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void draw(Bar bar, int y, double scale) {
        var spread = bar.spread();
        var middle = y + BAR / 2;
        text(LABELS - 8, middle + 4, "label", "end", bar.label());
        drawn.add("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\"/>"
                .formatted(bar.ours() ? "ours" : "bar", LABELS, y, number(spread.median() * scale), BAR));
        drawn.add("<path class=\"whisker\" d=\"M%s %dH%s M%s %dv8 M%s %dv8\"/>"
                .formatted(
                        number(LABELS + spread.least() * scale),
                        middle,
                        number(LABELS + spread.most() * scale),
                        number(LABELS + spread.least() * scale),
                        middle - 4,
                        number(LABELS + spread.most() * scale),
                        middle - 4));
        text(
                (int) (LABELS + spread.most() * scale) + 8,
                middle + 4,
                "value",
                "start",
                Report.figure(spread.median()) + " (" + Report.figure(spread.least()) + "–"
                        + Report.figure(spread.most()) + ")");
    }

    private void text(int x, int y, String style, String anchor, String words) {
        drawn.add("<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>"
                .formatted(style, x, y, anchor, escaped(words)));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }
}
