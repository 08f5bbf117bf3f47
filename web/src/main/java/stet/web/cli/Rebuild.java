package stet.web.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code rebuild desk}: has the Stet that is running build a read model anew, and tells how far it is until it serves. It ends with 0 if
 * it serves, with 1 if it could not be begun or does not get on, with 2 if it was not understood, with 3 if it differs from what serves,
 * and with 4 if somebody abandoned it. Whatever this command does, the rebuild goes on.
 */
public final class Rebuild {
    private static final String AT = "--at=";
    private static final String USAGE =
            "Say which read model: rebuild <name> [--at=http://localhost:8080], with an administrator's token in STET_TOKEN";
    private static final Set<String> OPEN = Set.of("BUILDING", "COMPARING");
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** A stumble may pass; so many looks in a row it does not get past an event. */
    private static final int STUMBLES = 5;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final URI readModel;
    private final String name;
    private final String token;
    private final PrintStream out;

    private Rebuild(HttpClient http, String at, String name, String token, PrintStream out) {
        this.http = http;
        this.readModel = URI.create(at.replaceFirst("/+$", "") + "/api/readers/" + name + "/rebuild");
        this.name = name;
        this.token = token;
        this.out = out;
    }

    /** @return the exit code */
    public static int run(List<String> args, PrintStream out) {
        return run(args, System.getenv("STET_TOKEN"), out);
    }

    /** The same with this token, or null where there is none. */
    public static int run(List<String> args, @Nullable String token, PrintStream out) {
        var names = args.stream().filter(arg -> !arg.startsWith("--")).toList();
        var at = args.stream().filter(arg -> arg.startsWith(AT)).toList();
        if (names.size() != 1
                || at.size() > 1
                || names.size() + at.size() < args.size()
                || !names.getFirst().matches("[a-z]+")) {
            out.println(USAGE);
            return 2;
        }
        if (token == null || token.isBlank()) {
            out.println("There is no token in STET_TOKEN; an administrator makes one with POST /api/tokens");
            return 2;
        }
        var address = at.isEmpty() ? "http://localhost:8080" : at.getFirst().substring(AT.length());
        try (var http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            return new Rebuild(http, address, names.getFirst(), token, out).follow();
        } catch (IllegalArgumentException wrong) {
            out.println("'%s' is not the address of a Stet".formatted(address));
            return 2;
        } catch (IOException | JacksonException gone) {
            out.println(
                    "There is no answer from Stet at %s; a rebuild that was begun goes on with it".formatted(address));
            return 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int follow() throws IOException, InterruptedException {
        var now = ask("POST");
        var stumbles = 0;
        var said = "";
        while (now.status == 200 || now.status == 202) {
            var line = line(now.body);
            if (!line.equals(said)) {
                out.println(line);
                said = line;
            }
            var state = now.body.path("state").asString("");
            if (!OPEN.contains(state)) {
                return ended(state, now.body);
            }
            stumbles = now.body.path("failing").asBoolean(false) ? stumbles + 1 : 0;
            if (stumbles == STUMBLES) {
                out.println("It cannot get past an event, and tries again and again: "
                        + now.body.path("cause").asString(""));
                return 1;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            now = ask("GET");
        }
        out.println(now.body.path("detail").asString("Stet answered with " + now.status));
        return 1;
    }

    private String line(JsonNode rebuild) {
        var tables = rebuild.path("tables").asString("");
        return switch (rebuild.path("state").asString("")) {
            case "BUILDING" ->
                "%s: %,d of %,d places read into %s, %,d in a second%s"
                        .formatted(
                                name,
                                rebuild.path("done").asLong(),
                                rebuild.path("all").asLong(),
                                tables,
                                rebuild.path("perSecond").asLong(),
                                rebuild.path("secondsLeft").isNumber()
                                        ? ", %,d s left"
                                                .formatted(rebuild.path("secondsLeft")
                                                        .asLong())
                                        : "");
            case "COMPARING" -> "%s: %s is compared with what serves".formatted(name, tables);
            default -> "%s: %s".formatted(name, tables);
        };
    }

    private int ended(String state, JsonNode rebuild) {
        return switch (state) {
            case "SERVING" -> {
                out.println("It serves");
                yield 0;
            }
            case "DIFFERS" -> {
                out.println(rebuild.path("because").asString("It differs"));
                rebuild.path("differences")
                        .forEach(table -> out.println("  %s: %,d rows only in what serves, %,d only in the rebuilt"
                                .formatted(
                                        table.path("table").asString(),
                                        table.path("missing").asLong(),
                                        table.path("added").asLong())));
                out.println("Accept it with POST %1$s/accept, or abandon it with DELETE %1$s".formatted(readModel));
                yield 3;
            }
            default -> {
                out.println("It was abandoned");
                yield 4;
            }
        };
    }

    private record Answer(int status, JsonNode body) {}

    private Answer ask(String method) throws IOException, InterruptedException {
        var response = http.send(
                HttpRequest.newBuilder(readModel)
                        .header("Authorization", "Bearer " + token)
                        .timeout(Duration.ofSeconds(30))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        var body = response.body();
        return new Answer(response.statusCode(), JSON.readTree(body.isBlank() ? "{}" : body));
    }
}
