package stet.web.newsroom;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import stet.web.life.Colleague;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page that is open somewhere, and what it hears. */
final class Hearing implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Stream<String> stream;
    private final CompletableFuture<Void> over;

    private Hearing(Colleague who, String after) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(who.address() + "/newsroom/live" + after));
        who.headers().forEach(request::header);
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode());
        }
        stream = answer.body();
        over = CompletableFuture.runAsync(
                () -> stream.forEach(lines::add), task -> Thread.ofVirtual().start(task));
    }

    /** From now on. */
    static Hearing by(Colleague who) throws Exception {
        return new Hearing(who, "");
    }

    static Hearing by(Colleague who, String after) throws Exception {
        return new Hearing(who, "?after=" + after);
    }

    List<JsonNode> heard() {
        return lines.stream()
                .filter(line -> line.startsWith("data: "))
                .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
                .toList();
    }

    List<JsonNode> heard(String name) {
        return heard().stream()
                .filter(each -> each.path("name").asString().equals(name))
                .toList();
    }

    /** That this has happened to this article. */
    List<JsonNode> heard(String article, String kind) {
        return heard("changed").stream()
                .filter(each -> each.path("article").asString().equals(article))
                .filter(each -> each.path("kind").asString().equals("article." + kind))
                .toList();
    }

    String lastId() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .reduce("", (_, line) -> line.substring("id: ".length()));
    }

    boolean over() {
        return over.isDone();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
