package stet.web.people;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.domain.Role;
import stet.web.door.ArticleCommands;
import stet.web.door.Grant;
import stet.web.door.Scope;

/**
 * What a token must be good for to ask for something. Requests that are not listed here need a token that may do everything, so that
 * a new address is closed to all others until somebody lists it.
 */
final class TokenScopes {
    private static final Pattern ONE_TOKEN = Pattern.compile("/api/tokens/([^/]+)");
    private static final Pattern COMMAND = Pattern.compile("/api/articles/[^/]+/([^/]+)");
    private static final Pattern CONTENT = Pattern.compile("/api/articles/[^/]+/content");
    private static final Pattern MERGE = Pattern.compile("/api/articles/[^/]+/merge-preview");
    private static final Pattern DOUBTING = Pattern.compile("/api/newsroom/(doubt-source|lift-doubt)");
    private static final Pattern KEEPING = Pattern.compile("/api/(newsroom|people|readers|seal)(/.*)?|/readers/.*");
    private static final Pattern FOR_KEEPERS =
            Pattern.compile("/api/(access|backup|readers/.*|seal(/.*)?)|/access|/readers(/.*)?|/actuator/(?!health).*");

    private TokenScopes() {}

    /**
     * Why a program may not ask this with this token: a sentence without a full stop; null if it may.
     *
     * @param path without what stands before all of Stet's paths
     * @param roles in which it acts
     */
    static @Nullable String refusal(String method, String path, Set<Role> roles, Grant grant) {
        return switch (method) {
            case "GET", "HEAD" ->
                needs(
                        FOR_KEEPERS.matcher(path).matches() && !roles.contains(Role.AUDITOR)
                                ? Scope.ADMINISTER
                                : Scope.READ,
                        grant);
            case "POST", "PUT", "DELETE" -> changing(method, path, grant);
            default -> everything(grant);
        };
    }

    private static @Nullable String changing(String method, String path, Grant grant) {
        var one = ONE_TOKEN.matcher(path);
        if (method.equals("DELETE") && one.matches()) {
            return one.group(1).equals(grant.program().token())
                    ? null
                    : "A token ends itself and no other; sign in to end the others";
        }
        if (path.equals("/api/tokens")
                || path.equals("/api/me/password")
                || path.startsWith(SecondFactorApi.PATH)
                || path.startsWith(PasskeyApi.PATH)
                || path.startsWith(SessionApi.FACTOR)
                || path.equals(OwnPasswordPage.PATH)
                || path.startsWith("/newsroom/account")) {
            return "No token makes a token or changes what somebody signs in with; sign in with your name and your password";
        }
        if (DOUBTING.matcher(path).matches()) {
            return needs(Scope.CHECK, grant);
        }
        if (KEEPING.matcher(path).matches()) {
            return needs(Scope.ADMINISTER, grant);
        }
        if (path.equals("/api/pictures")) {
            var narrowed = !grant.commands().isEmpty()
                    && Set.of(ArticleCommands.DRAFT, ArticleCommands.REVISE).stream()
                            .noneMatch(grant.commands()::contains);
            return narrowed ? grant.beyond("send pictures") : needs(Scope.WRITE, grant);
        }
        if (method.equals("POST") && MERGE.matcher(path).matches()) {
            // It shows what stands there, to whoever could save.
            var refusal = grant.refusal(ArticleCommands.REVISE);
            return refusal == null ? needs(Scope.READ, grant) : refusal;
        }
        var command = command(method, path);
        if (command == null) {
            return everything(grant);
        }
        return grant.refusal(command);
    }

    /** The command that a program asks for here; null if it is none, or one that a form asks for. */
    private static @Nullable String command(String method, String path) {
        if (method.equals("POST") && path.equals("/api/articles")) {
            return ArticleCommands.DRAFT;
        }
        if (method.equals("PUT") && CONTENT.matcher(path).matches()) {
            return ArticleCommands.REVISE;
        }
        Matcher named = COMMAND.matcher(path);
        return method.equals("POST") && named.matches() ? named.group(1) : null;
    }

    private static @Nullable String needs(Scope scope, Grant grant) {
        return grant.scopes().contains(scope) ? null : grant.beyond(scope.words());
    }

    private static @Nullable String everything(Grant grant) {
        return grant.everything() ? null : grant.beyond("do this");
    }
}
