package stet.web.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code rebuild desk}: has the Stet that is running build a read model anew, and tells how far it is until it serves. It ends with 0 if
 * it serves, with 1 if it could not be begun or does not get on, with 2 if it was not understood, with 3 if it differs from what serves,
 * and with 4 if somebody abandoned it. Whatever this command does, the rebuild goes on.
 */
public final class RebuildErrand {
    private static final int DIFFERS = 3;
    private static final int ABANDONED = 4;
    private static final Set<String> OPEN = Set.of("BUILDING", "COMPARING");
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** A stumble may pass; so many looks in a row it does not get on. */
    private static final int STUMBLES = 5;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final HttpRequest.Builder readModel;
    private final String name;
    private final PrintStream out;

    private RebuildErrand(HttpClient http, Call call, PrintStream out) {
        this.http = http;
        this.readModel =
                call.request("/api/readers/" + call.object() + "/rebuild").timeout(Duration.ofSeconds(30));
        this.name = call.object();
        this.out = out;
    }

    /** @return the exit code */
    public static int run(List<String> args, PrintStream out) {
        return run(args, Call.tokenAtHand(), out);
    }

    /** The same with this token; empty where there is none. */
    public static int run(List<String> args, String token, PrintStream out) {
        return Call.understood("rebuild", args, token, out)
                .map(call -> call.object().matches("[a-z]+") ? run(call, out) : Errands.notUnderstood("rebuild", out))
                .orElse(Errands.NOT_UNDERSTOOD);
    }

    private static int run(Call call, PrintStream out) {
        try (var http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            return new RebuildErrand(http, call, out).follow();
        } catch (IllegalArgumentException wrong) {
            out.println(call.noAddress());
            return Errands.NOT_UNDERSTOOD;
        } catch (IOException | JacksonException gone) {
            out.println("There is no answer from Stet at %s; a rebuild that was begun goes on with it"
                    .formatted(call.at()));
            return Errands.FAILED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Errands.FAILED;
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
                out.println("It does not get on, and tries again and again: "
                        + now.body.path("cause").asString(""));
                return Errands.FAILED;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            now = ask("GET");
        }
        out.println(now.body.path("detail").asString("Stet answered with " + now.status));
        return Errands.FAILED;
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
            default ->
                "%s: %,d of %,d places read into %s"
                        .formatted(
                                name,
                                rebuild.path("done").asLong(),
                                rebuild.path("all").asLong(),
                                tables);
        };
    }

    private int ended(String state, JsonNode rebuild) {
        return switch (state) {
            case "SERVING" -> {
                out.println("It serves");
                yield Errands.DONE;
            }
            case "DIFFERS" -> {
                out.println(rebuild.path("because").asString("It differs"));
                rebuild.path("differences")
                        .forEach(table -> out.println("  %s: %,d rows only in what serves, %,d only in the rebuilt"
                                .formatted(
                                        table.path("table").asString(),
                                        table.path("missing").asLong(),
                                        table.path("added").asLong())));
                out.println("Accept it with POST %1$s/accept, or abandon it with DELETE %1$s"
                        .formatted(readModel.build().uri()));
                yield DIFFERS;
            }
            default -> {
                out.println("It was abandoned");
                yield ABANDONED;
            }
        };
    }

    private record Answer(int status, JsonNode body) {}

    private Answer ask(String method) throws IOException, InterruptedException {
        var response = http.send(
                readModel.method(method, HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        var body = response.body();
        return new Answer(response.statusCode(), JSON.readTree(body.isBlank() ? "{}" : body));
    }
}
