package stet.web.operations;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/**
 * What a command line asks of the Stet that is running.
 *
 * @param object the one word beside the settings: what it is about
 * @param at the address of that Stet
 * @param token of an administrator
 */
record Call(String object, String at, String token) {
    private static final String AT = "--at=";
    private static final String TOKEN = "STET_TOKEN";

    /** The token in the environment; empty where there is none. */
    static String tokenAtHand() {
        return System.getenv().getOrDefault(TOKEN, "");
    }

    /**
     * Parses a command line. If it cannot be parsed, prints how the command is used and returns nothing.
     *
     * @param word that of the errand
     */
    static Optional<Call> understood(String word, List<String> args, String token, PrintStream out) {
        var settings = args.stream().filter(arg -> arg.startsWith("--")).toList();
        var objects = args.stream().filter(arg -> !arg.startsWith("--")).toList();
        if (objects.size() != 1
                || settings.size() > 1
                || !settings.stream().allMatch(setting -> setting.startsWith(AT))) {
            var _ = Errands.notUnderstood(word, out);
            return Optional.empty();
        }
        if (token.isBlank()) {
            out.println(
                    "Put a token of an administrator that may administer, made at /newsroom/account, into the environment variable %s"
                            .formatted(TOKEN));
            return Optional.empty();
        }
        var at = settings.isEmpty()
                ? "http://localhost:8080"
                : settings.getFirst().substring(AT.length());
        return Optional.of(new Call(objects.getFirst(), at, token.strip()));
    }

    /** @throws IllegalArgumentException if there can be no Stet at that address */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(at.replaceFirst("/+$", "") + path))
                .header("Authorization", "Bearer " + token);
    }

    String noAddress() {
        return "'%s' is not the address of a Stet".formatted(at);
    }
}
