package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Two people at one text, and one request that comes twice. */
@Tag("program")
class ConditionalSavesTest {
    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Colleague wanda;
    private static Colleague wim;

    @BeforeAll
    static void a_newsroom_opens() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        stet.opens("sport");
        wanda = stet.welcomes("wanda", "Wanda Winter", "WRITER");
        wim = stet.welcomes("wim", "Wim Aarts", "WRITER");
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    // ---- If-Match

    @Test
    void a_save_that_does_not_say_what_it_is_based_on_is_not_taken() {
        var article = drafted();
        var before = stet.events();

        var refusal = wanda.puts(content(article), read(article)).refused(428, "revision-missing");

        assertThat(refusal.sentence()).contains("If-Match");
        assertThat(stet.events()).isEqualTo(before);
    }

    @Test
    void the_tag_of_the_content_names_its_revision_and_goes_up_with_each_save() {
        var article = drafted();
        assertThat(wanda.gets(content(article)).header("ETag")).isEqualTo("\"r1\"");

        var saved = wanda.saves(article, 1, rewritten(read(article), 0, "It rained for a day."))
                .with(200);

        assertThat(saved.header("ETag")).isEqualTo("\"r2\"");
        assertThat(wanda.gets(content(article)).header("ETag")).isEqualTo("\"r2\"");
    }

    @Test
    void the_same_words_changed_by_two_are_given_back_in_all_three_texts() {
        var article = drafted();
        var opened = read(article);
        wanda.saves(article, 1, rewritten(opened.deepCopy(), 0, "It rained hard all night."))
                .with(200);
        var before = stet.events();

        var refusal = wim.saves(article, 1, rewritten(opened.deepCopy(), 0, "It rained softly all night."))
                .refused(412, "overlapping-edit");

        var conflict = refusal.json().path("conflicts").path(0);
        assertThat(conflict.path("place").asString()).isEqualTo("block/b1");
        assertThat(conflict.path("base").asString()).isEqualTo("It rained all night.");
        assertThat(conflict.path("mine").asString()).isEqualTo("It rained softly all night.");
        assertThat(conflict.path("theirs").asString()).isEqualTo("It rained hard all night.");
        assertThat(stet.events()).isEqualTo(before);
    }

    @Test
    void changes_to_different_blocks_are_merged_and_the_answer_shows_the_text_that_came_of_it() {
        var article = drafted();
        var opened = read(article);
        wanda.saves(article, 1, rewritten(opened.deepCopy(), 0, "It snowed.")).with(200);

        var merged = wim.saves(article, 1, rewritten(opened.deepCopy(), 1, "The ferry stayed in port."))
                .with(200);

        assertThat(words(merged.json().path("merged").path("blocks").path(0))).isEqualTo("It snowed.");
        assertThat(words(merged.json().path("merged").path("blocks").path(1))).isEqualTo("The ferry stayed in port.");
        assertThat(merged.header("ETag")).isEqualTo("\"r3\"");
        assertThat(merged.json().path("merged")).isEqualTo(read(article));
    }

    @Test
    void changes_to_different_words_of_one_block_are_merged_too() {
        var article = drafted();
        var opened = read(article);
        wanda.saves(article, 1, rewritten(opened.deepCopy(), 0, "It snowed all night."))
                .with(200);

        var merged = wim.saves(article, 1, rewritten(opened.deepCopy(), 0, "It rained all day."))
                .with(200);

        assertThat(words(merged.json().path("merged").path("blocks").path(0))).isEqualTo("It snowed all day.");
    }

    @Test
    void a_save_of_what_stands_there_already_records_nothing() {
        var article = drafted();
        var before = stet.events();

        var saved = wanda.saves(article, 1, read(article)).with(200);

        assertThat(saved.json().path("events")).isEmpty();
        assertThat(saved.header("ETag")).isEqualTo("\"r1\"");
        assertThat(stet.events()).isEqualTo(before);
    }

    @Test
    void a_revision_that_never_was_is_nothing_to_start_from() {
        var article = drafted();
        wanda.saves(article, 7, rewritten(read(article), 0, "It snowed.")).refused(412, "no-such-revision");
    }

    // ---- What a save would be merged into

    @Test
    void what_a_save_would_be_merged_into_is_told_and_nothing_is_saved() {
        var article = drafted();
        var opened = read(article);
        wanda.saves(article, 1, rewritten(opened.deepCopy(), 0, "It snowed all night."))
                .with(200);
        var before = stet.events();

        var told = asks(wim, article, opened, rewritten(opened.deepCopy(), 0, "It rained all day."))
                .with(200);

        assertThat(told.json().path("revision").asInt()).isEqualTo(2);
        assertThat(told.header("ETag")).isEqualTo("\"r2\"");
        assertThat(told.json().path("latest")).isEqualTo(read(article));
        assertThat(words(told.json().path("merged").path("blocks").path(0))).isEqualTo("It snowed all day.");
        assertThat(told.json().path("conflicts")).isEmpty();
        assertThat(stet.events()).isEqualTo(before);
    }

    @Test
    void what_was_merged_before_is_something_to_have_been_made_from() {
        var article = drafted();
        var opened = read(article);
        wanda.saves(article, 1, rewritten(opened.deepCopy(), 1, "The ferry sank."))
                .with(200);
        var sent = rewritten(opened.deepCopy(), 0, "It rained hard all night.");
        wim.saves(article, 1, sent).with(200);

        var told = asks(wim, article, sent, rewritten(sent.deepCopy(), 0, "It rained hard all night long."))
                .with(200);

        assertThat(told.json().path("conflicts")).isEmpty();
        assertThat(words(told.json().path("merged").path("blocks").path(0)))
                .isEqualTo("It rained hard all night long.");
        assertThat(words(told.json().path("merged").path("blocks").path(1))).isEqualTo("The ferry sank.");
    }

    @Test
    void what_is_in_conflict_is_told_in_three_texts_and_all_else_is_merged() {
        var article = drafted();
        var opened = read(article);
        wanda.saves(article, 1, rewritten(opened.deepCopy(), 0, "It rained hard all night."))
                .with(200);
        var mine = rewritten(
                rewritten(opened.deepCopy(), 0, "It rained softly all night."), 1, "The ferry stayed in port.");

        var told = asks(wim, article, opened, mine).with(200).json();

        assertThat(told.path("conflicts")).hasSize(1);
        assertThat(told.path("conflicts").path(0).path("place").asString()).isEqualTo("block/b1");
        assertThat(told.path("conflicts").path(0).path("mine").asString()).isEqualTo("It rained softly all night.");
        assertThat(words(told.path("merged").path("blocks").path(0))).isEqualTo("It rained hard all night.");
        assertThat(words(told.path("merged").path("blocks").path(1))).isEqualTo("The ferry stayed in port.");
    }

    @Test
    void what_could_not_be_saved_is_not_merged_either() {
        var article = drafted();
        var content = read(article);
        var path = "/api/articles/" + article + "/merge-preview";
        wim.posts(path, Map.of("base", content)).refused(422, "missing-field");
        wim.posts(path, Map.of("base", content, "content", "It rained.")).refused(422, "invalid");
        wim.posts(path, Map.of("base", content, "content", content, "revision", 1))
                .refused(422, "unknown-field");
        asks(wim, article, content, content.deepCopy().without("blocks")).refused(422, "missing-field");
        asks(wim, article, content, content.deepCopy().put("headline", "")).refused(409, "headline-missing");
        asks(wim, article, content, content.deepCopy().put("headline", "x".repeat(1_001)))
                .refused(422, "too-long");
        asks(wim, article, content.deepCopy().put("headline", "x".repeat(1_001)), content)
                .refused(422, "too-long");
        asks(wim, article, content, content.deepCopy().put("headline", "x".repeat(6 << 20)))
                .refused(413, "too-large");
        var pictured = content.deepCopy();
        pictured.withArray("blocks")
                .addObject()
                .put("kind", "figure")
                .putObject("picture")
                .put("caption", "The ferry")
                .put("file", "a".repeat(64));
        asks(wim, article, content, pictured).refused(422, "invalid");

        var chief = stet.welcomes("stella", "Stella Marsh", "STANDARDS");
        asks(chief, article, content, content).refused(403, "role-missing");
        asks(stet.administrator(), article, content, content).refused(403, "role-missing");
        asks(wim, "nowhere", content, content).refused(404, "no-such-article");
        wanda.asks(article, "spike-article", Map.of("reason", "It did not rain"))
                .with(200);
        asks(wim, article, content, content).refused(409, "wrong-stage");
    }

    private static Reply asks(Colleague who, String article, ObjectNode base, ObjectNode content) {
        return who.posts("/api/articles/" + article + "/merge-preview", Map.of("base", base, "content", content));
    }

    // ---- Idempotency-Key

    @Test
    void a_draft_that_comes_twice_is_one_draft_with_one_answer() {
        twice("a-draft", person -> person.posts("/api/articles", draft()), 201);
    }

    @Test
    void an_upload_that_comes_twice_is_one_draft_with_one_answer_and_the_same_questions() {
        var file = "Rain Over Tolvik\n\nA Dry Word\n\nIt rained all night.\n\n\"A Lost Winter\"\n\nNobody slept.\n"
                .getBytes(StandardCharsets.UTF_8);
        var first = twice("an-upload", person -> person.uploads("/api/articles?desk=city", "rain.txt", file), 201);
        assertThat(first.json().path("questions"))
                .as("a file that leaves something to ask about a block")
                .anyMatch(question -> question.hasNonNull("block"));
        var text = twice("a-text", person -> person.posts("/api/articles?desk=city", Colleague.TEXT, file), 201);
        assertThat(text.header("Location")).isNotEqualTo(first.header("Location"));
    }

    @Test
    void a_save_that_comes_twice_is_saved_once() {
        var article = drafted();
        var changed = rewritten(read(article), 0, "It snowed.");
        twice("a-save", person -> person.saves(article, 1, changed), 200);
    }

    @Test
    void a_command_that_comes_twice_is_done_once() {
        var article = drafted();
        twice("a-command", person -> person.asks(article, "submit-for-checking", Map.of()), 200);
    }

    @Test
    void a_claim_without_an_id_that_is_raised_twice_is_one_claim() {
        var article = drafted();
        var claim = Map.of("kind", "FACT", "anchor", Map.of("place", "block/b1", "start", 0, "words", "It rained"));
        twice("a-claim", person -> person.asks(article, "raise-claim", claim), 200);
        assertThat(wanda.sees("/api/articles/" + article).path("claims")).hasSize(1);
    }

    @Test
    void a_refusal_that_comes_twice_is_the_same_refusal_even_if_it_could_be_done_by_then() {
        var article = drafted();
        twice("a-refusal", person -> person.asks(article, "request-changes", Map.of("note", "More rain")), 403);

        var revive = wanda.with("Idempotency-Key", "too-early");
        var early = revive.asks(article, "revive-article", Map.of()).refused(409, "already-so");
        wanda.asks(article, "spike-article", Map.of("reason", "Too wet")).with(200);
        assertThat(revive.asks(article, "revive-article", Map.of()).bytes()).isEqualTo(early.bytes());
    }

    @Test
    void a_key_that_comes_back_with_something_else_is_refused_and_nothing_changes() {
        var article = drafted();
        var keyed = wanda.with("Idempotency-Key", "used-up");
        keyed.asks(article, "submit-for-checking", Map.of()).with(200);
        var before = stet.events();

        keyed.asks(article, "spike-article", Map.of("reason", "Too wet")).refused(422, "key-reused");
        keyed.asks(article, "submit-for-checking", Map.of("why", "Because")).refused(422, "key-reused");
        keyed.posts("/api/articles", draft()).refused(422, "key-reused");
        keyed.uploads("/api/articles?desk=city", "rain.txt", "Rain\n\nIt rained.\n".getBytes(StandardCharsets.UTF_8))
                .refused(422, "key-reused");

        assertThat(stet.events()).isEqualTo(before);
    }

    @Test
    void the_same_file_for_another_desk_or_by_another_name_is_another_upload() {
        var file = "Rain\n\nIt rained all night.\n".getBytes(StandardCharsets.UTF_8);
        var keyed = wanda.with("Idempotency-Key", "one-file");
        keyed.uploads("/api/articles?desk=city", "rain.txt", file).with(201);
        var before = stet.events();

        keyed.uploads("/api/articles?desk=sport", "rain.txt", file).refused(422, "key-reused");
        keyed.uploads("/api/articles?desk=city", "snow.txt", file).refused(422, "key-reused");

        assertThat(stet.events()).isEqualTo(before);
    }

    @Test
    void two_people_may_choose_the_same_key() {
        wanda.with("Idempotency-Key", "shared").posts("/api/articles", draft()).with(201);
        var before = stet.events();
        wim.with("Idempotency-Key", "shared").posts("/api/articles", draft()).with(201);
        assertThat(stet.events()).isEqualTo(before + 1);
    }

    @Test
    void requests_with_one_key_that_come_at_once_draft_one_article() throws Exception {
        var keyed = wanda.with("Idempotency-Key", "at-once");
        var before = stet.events();
        var together = new CyclicBarrier(4);
        List<Reply> replies;
        try (var threads = Executors.newFixedThreadPool(4)) {
            var asked = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    together.await();
                                } catch (Exception broken) {
                                    throw new AssertionError(broken);
                                }
                                return keyed.posts("/api/articles", draft());
                            },
                            threads))
                    .limit(4)
                    .toList();
            replies = asked.stream().map(CompletableFuture::join).toList();
        }

        assertThat(replies).allSatisfy(reply -> reply.with(201));
        assertThat(replies.stream().map(reply -> reply.header("Location")).distinct())
                .hasSize(1);
        assertThat(replies.stream().map(Reply::text).distinct()).hasSize(1);
        assertThat(stet.events()).isEqualTo(before + 1);
    }

    /** Sends it twice with one key: the answers are the same, byte for byte, and only the first time did anything happen. */
    private static Reply twice(String key, java.util.function.Function<Colleague, Reply> request, int status) {
        var keyed = wanda.with("Idempotency-Key", key);
        var first = request.apply(keyed).with(status);
        var before = stet.events();
        var second = request.apply(keyed).with(status);
        assertThat(second.text()).isEqualTo(first.text());
        for (var header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(second.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(stet.events()).isEqualTo(before);
        return first;
    }

    @Test
    void whoever_is_welcomed_twice_joins_once_and_is_answered_alike() {
        var newcomer = Map.of(
                "id", "nils",
                "name", "Nils Torvik",
                "signInName", "nils",
                "roles", List.of("WRITER"),
                "desks", List.of("city"),
                "password", "a-door-in-the-fog");
        var keyed = stet.administrator().with("Idempotency-Key", "a-newcomer");
        var first = keyed.posts("/api/people", newcomer).with(201);
        var before = stet.events();

        var second = keyed.posts("/api/people", newcomer).with(201);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(stet.events()).isEqualTo(before);
        stet.administrator().posts("/api/people", newcomer).refused(409, "id-taken");
    }

    private static String drafted() {
        return wanda.posts("/api/articles", draft())
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
    }

    private static Map<String, Object> draft() {
        return Map.of(
                "desk",
                "city",
                "content",
                Map.of(
                        "headline",
                        "Rain over Tolvik",
                        "blocks",
                        List.of(
                                Map.of("kind", "paragraph", "id", "b1", "text", "It rained all night."),
                                Map.of("kind", "paragraph", "id", "b2", "text", "The ferry did not leave."))));
    }

    private static String content(String article) {
        return "/api/articles/" + article + "/content";
    }

    private static ObjectNode read(String article) {
        return (ObjectNode) wanda.sees(content(article));
    }

    private static ObjectNode rewritten(ObjectNode content, int block, String words) {
        ((ObjectNode) content.path("blocks").path(block)).put("text", words);
        return content;
    }

    private static String words(tools.jackson.databind.JsonNode block) {
        return Story.words(block);
    }
}
