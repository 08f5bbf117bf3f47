package stet.web.door;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
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
