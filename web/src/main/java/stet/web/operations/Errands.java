package stet.web.operations;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The words that the program may be started with. Without one, or with settings alone, the newsroom opens. */
public final class Errands {
    /** It was done. */
    static final int DONE = 0;
    /** It was not done, and what was said tells why. */
    static final int FAILED = 1;
    /** Nobody could make sense of what was asked. */
    static final int NOT_UNDERSTOOD = 2;

    private static final Map<String, Errand> BY_WORD = new LinkedHashMap<>();

    static {
        BY_WORD.put("backup", new Errand("backup FILE [--at=http://localhost:8080]", TakeBackup::run));
        BY_WORD.put("verify", new Errand("verify FILE|URL [--policy=FILE] [--checkpoint=FILE]", Verify::run));
        BY_WORD.put(
                "witness",
                new Errand("witness POLICY --name=NAME [--state=.stet-witness] [--port=8081]", WitnessErrand::run));
        BY_WORD.put("monitor", new Errand("monitor URL [--policy=FILE] [--state=.stet-monitor]", MonitorErrand::run));
        BY_WORD.put("restore", new Errand("restore FILE [--spring.datasource.url=…]", RestoreBackup::run));
        BY_WORD.put("rebuild", new Errand("rebuild READ-MODEL [--at=http://localhost:8080]", RebuildErrand::run));
    }

    private record Errand(String usage, Run run) {}

    private interface Run {
        /** @param args without the word; the exit code is 0 when it was done */
        int run(List<String> args, PrintStream out);
    }

    private Errands() {}

    /** The exit code of the errand that these arguments ask for; nothing if the newsroom is to open. */
    public static OptionalInt run(String[] args, PrintStream out) {
        if (args.length == 0 || args[0].startsWith("--")) {
            return OptionalInt.empty();
        }
        var errand = BY_WORD.get(args[0]);
        if (errand == null) {
            out.println("Stet does not know '%s'. Started without a word, it opens the newsroom; the words are:"
                    .formatted(args[0]));
            BY_WORD.values().forEach(known -> out.println("  " + known.usage()));
            return OptionalInt.of(NOT_UNDERSTOOD);
        }
        return OptionalInt.of(errand.run().run(Arrays.asList(args).subList(1, args.length), out));
    }

    /**
     * What a setting says.
     *
     * @param setting with its dashes and the equals sign
     */
    static Optional<String> said(List<String> settings, String setting) {
        return settings.stream()
                .filter(one -> one.startsWith(setting))
                .map(one -> one.substring(setting.length()))
                .findFirst();
    }

    /** Says how it is used, and the exit code for that. */
    static int notUnderstood(String word, PrintStream out) {
        var errand = BY_WORD.get(word);
        out.println("It is used as: " + (errand == null ? word : errand.usage()));
        return NOT_UNDERSTOOD;
    }
}
