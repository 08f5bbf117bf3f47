package stet.web.door;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;

/**
 * The token with which a program asks.
 *
 * @param commands the only ones that it may ask for, such as {@code draft-article}; none where it is not narrowed to some
 */
public record Grant(Act.Program program, Set<Scope> scopes, Set<String> commands) {
    public Grant {
        scopes = Set.copyOf(scopes);
        commands = Set.copyOf(commands);
    }

    /** Whether it may do whatever its owner may, their sign-in left aside. */
    public boolean everything() {
        return scopes.containsAll(Set.of(Scope.values())) && commands.isEmpty();
    }

    /** A program asks for more than its token is good for. */
    public static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exceeded(String sentence) {
            super(sentence);
        }
    }

    /** Why a program may not ask for this command with it: a sentence without a full stop; null if it may. */
    public @Nullable String refusal(String command) {
        if (!commands.isEmpty() && !commands.contains(command)) {
            return beyond("ask for '" + command + "'");
        }
        var needed = ArticleCommands.scope(command);
        return scopes.contains(needed) ? null : beyond(needed.words());
    }

    /** @param asked what it may not do, as it is spoken of after "may not" */
    public String beyond(String asked) {
        return "The token “%s” may not %s; it may %s".formatted(program.name(), asked, words());
    }

    /** What it may do, as it is spoken of after "may". */
    public String words() {
        var may = scopes.stream()
                .sorted(Comparator.naturalOrder())
                .map(Scope::words)
                .collect(Collectors.joining(", "));
        return commands.isEmpty()
                ? may
                : may + ", by " + commands.stream().sorted().collect(Collectors.joining(", ")) + " alone";
    }
}
