package stet.web.kill;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A newsroom's endless work, command by command: an article is drafted, grows by paragraphs that are checked one by one, is published,
 * and the next one begins; and in between there is talk about an article that everybody has in hand.
 */
final class Story {
    static final String TALKED_ABOUT = "everybodys";
    private static final int PARAGRAPHS = 3;

    private final String name;
    private final Map<String, String> tokens;
    private int article;
    private int paragraph;
    private int step;
    private int revision;
    private int count;

    /** @param tokens by the first name of who holds them */
    Story(String name, Map<String, String> tokens) {
        this.name = name;
        this.tokens = tokens;
    }

    /**
     * A command as it is sent, as often as it takes.
     *
     * @param key names it in its Idempotency-Key and, so that it is found in the ledger, as the reason for it
     */
    record Command(
            String article,
            String key,
            String token,
            String method,
            String path,
            Map<String, String> headers,
            String body) {}

    /** What comes next, given that everything before it has been done. */
    Command next() {
        var id = name + "-" + article;
        var at = "/api/articles/" + id;
        return switch (step) {
            case 0 ->
                command(
                        id,
                        "wanda",
                        "POST",
                        "/api/articles",
                        null,
                        Map.of("id", id, "desk", "city", "content", content()));
            case 1 -> command(id, "wanda", "PUT", at + "/content", "\"r" + revision + "\"", content());
            case 2 ->
                command(
                        id,
                        "chidi",
                        "POST",
                        at + "/raise-claim",
                        null,
                        Map.of(
                                "claimId",
                                "c" + paragraph,
                                "kind",
                                "FACT",
                                "anchor",
                                Map.of("place", "block/p" + paragraph, "start", 0, "words", words(paragraph))));
            case 3 ->
                command(
                        id,
                        "chidi",
                        "POST",
                        at + "/confirm-claim",
                        null,
                        Map.of(
                                "claimId",
                                "c" + paragraph,
                                "sources",
                                List.of(Map.of(
                                        "kind",
                                        "named",
                                        "type",
                                        "DOCUMENT",
                                        "locator",
                                        "The minutes, item " + paragraph,
                                        "consulted",
                                        LocalDate.now(ZoneOffset.UTC).toString()))));
            case 4 ->
                command(
                        TALKED_ABOUT,
                        "wanda",
                        "POST",
                        "/api/articles/" + TALKED_ABOUT + "/add-comment",
                        null,
                        Map.of("text", "What about %s, paragraph %d?".formatted(id, paragraph)));
            case 5 -> command(id, "wanda", "POST", at + "/submit-for-checking", null, Map.of());
            case 6 -> command(id, "chidi", "POST", at + "/sign-off-facts", null, Map.of("revision", revision));
            case 7 -> command(id, "pia", "POST", at + "/sign-off-captions", null, Map.of("revision", revision));
            case 8 ->
                command(
                        id,
                        "paul",
                        "POST",
                        at + "/publish-article",
                        null,
                        Map.of("kind", "ORIGINAL", "revision", revision));
            default -> throw new IllegalStateException("No step " + step);
        };
    }

    /** The command before was done. */
    void done(int newRevision) {
        switch (step) {
            case 0, 1 -> {
                revision = newRevision;
                step++;
                if (step == 1) {
                    paragraph = 1;
                }
            }
            case 4 -> {
                step = paragraph < PARAGRAPHS ? 1 : 5;
                paragraph++;
            }
            case 8 -> {
                step = 0;
                paragraph = 0;
                article++;
            }
            default -> step++;
        }
        count++;
    }

    private Map<String, Object> content() {
        var blocks = new ArrayList<Map<String, Object>>();
        for (var n = 1; n <= paragraph; n++) {
            blocks.add(Map.of("kind", "paragraph", "id", "p" + n, "text", words(n)));
        }
        return Map.of(
                "headline",
                "The council of " + name,
                "section",
                "City",
                "slugline",
                name + "-" + article,
                "subjects",
                List.of(),
                "blocks",
                blocks);
    }

    private static String words(int paragraph) {
        return "The council paid %d crowns for the bridge.".formatted(1_000 + paragraph);
    }

    private Command command(
            String id, String who, String method, String path, @Nullable String ifMatch, Map<String, Object> content) {
        var key = name + "/" + count;
        var body = new LinkedHashMap<>(content);
        body.put("why", key);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Idempotency-Key", key);
        if (ifMatch != null) {
            headers.put("If-Match", ifMatch);
        }
        return new Command(
                id,
                key,
                Objects.requireNonNull(tokens.get(who)),
                method,
                path,
                headers,
                Client.JSON.writeValueAsString(body));
    }
}
