package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Colleague;
import stet.web.life.Newcomers;
import stet.web.life.Reply;
import stet.web.life.RunningStet;

/** The board, one's own work, notices and new articles, as whoever has no scripts sees them. */
@Tag("program")
class BoardPageTest {
    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static String rain;
    private static String late;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        stet.opens("harbour");
        stet.opens("news");
        stet.opens("shore");
        people = Newcomers.to(stet);
        rain = people.drafts("city", "Rain over Tolvik", "It rained for 12 hours.");
        people.publishes("harbour", "A ferry for Tolvik", "It sails at dawn.");
        late = people.readies("city", "A late bus", "It comes.");
        people.paul()
                .asks(rain, "assign-article", Map.of("person", "wanda", "role", "WRITER", "due", ago(3).toString()))
                .with(200);
        for (var i = 0; i < 30; i++) {
            people.drafts("harbour", "Boat " + i, "It floats.");
        }
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    private static Instant ago(int hours) {
        return Instant.now().minus(hours, ChronoUnit.HOURS);
    }

    @Test
    void every_article_stands_where_it_waits_and_all_are_counted_though_not_all_are_shown() {
        var board = board("?desk=harbour");
        assertThat(column(board, "drafting").select("h2").text()).isEqualTo("Drafting 30");
        assertThat(column(board, "drafting").select(".card")).hasSize(20);
        assertThat(column(board, "live").select(".card").text())
                .contains("A ferry for Tolvik")
                .contains("Live");
        assertThat(column(board, "with-checkers").select("h2").text()).isEqualTo("With checkers 0");
        var more = column(board, "drafting").select(".more a").attr("href");
        assertThat(column(at(more), "drafting").select(".card")).hasSize(30);
        assertThat(column(board(""), "ready").select(".title").eachText()).containsExactly("A late bus");
    }

    @Test
    void a_card_says_who_has_it_and_that_it_is_overdue_and_what_stands_in_the_way() {
        var card = element(board("?text=rain"), "#card-" + rain);
        assertThat(card.text())
                .contains("Wanda Winter, writer – overdue, was due 3 h ago")
                .contains("not handed in")
                .contains("1 passage unclaimed")
                .contains("Urgency 5")
                .contains("In this stage since");
        assertThat(element(board("?text=late"), "#card-" + late).text()).contains("Begun by Wanda Winter");
    }

    @Test
    void each_filter_narrows_the_cards_and_the_counts_and_stays_in_the_form() {
        assertThat(titles(board("?desk=city"))).containsExactlyInAnyOrder("Rain over Tolvik", "A late bus");
        assertThat(titles(board("?person=wanda"))).containsExactly("Rain over Tolvik");
        assertThat(titles(board("?text=TOLVIK"))).containsExactlyInAnyOrder("Rain over Tolvik", "A ferry for Tolvik");
        assertThat(titles(board("?urgency=4"))).isEmpty();
        assertThat(titles(board("?age=PT1H"))).isEmpty();
        assertThat(titles(board("?show=spiked"))).isEmpty();
        var board = board("?desk=city&text=rain&person=&age=&urgency=5");
        assertThat(column(board, "drafting").select("h2").text()).isEqualTo("Drafting 1");
        assertThat(board.select("#desk option[selected]").val()).isEqualTo("city");
        assertThat(board.select("#text").val()).isEqualTo("rain");
        assertThat(board.select("#urgency option[selected]").val()).isEqualTo("5");
    }

    @Test
    void a_filter_that_is_none_is_told_in_a_sentence() {
        for (var query :
                List.of("?urgency=0", "?urgency=x", "?age=P1M", "?desk=%20%21", "?person=" + "x".repeat(500))) {
            var page = people.chidi().gets("/newsroom" + query).with(422);
            assertThat(element(Jsoup.parse(page.text()), "#refused p").text())
                    .as(query)
                    .isNotEmpty();
        }
        assertThat(titles(board("?text=" + encoded("<script>alert(1)</script>%_'"))))
                .isEmpty();
    }

    @Test
    void an_article_is_given_to_somebody_from_the_board_and_the_board_comes_back() {
        var back = "/newsroom?desk=city";
        var card = page(people.paul(), "/newsroom/cards/" + late + "?back=" + encoded(back));
        var form = element(card, "form[action$=assign-article]");
        assertThat(form.select("[name=_back]").val()).isEqualTo(back);
        var answer = post(
                people.paul(),
                form.attr("action"),
                Map.of("person", "paul", "role", "PUBLISHER", "due:moment?", "2031-01-02T03:04", "_back", back));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith(back);
        assertThat(board("?person=paul").text()).contains("Paul Reyes, publisher, due in");
        var elsewhere = post(
                people.paul(),
                "/newsroom/articles/" + late + "/unassign-article",
                Map.of("person", "paul", "role", "PUBLISHER", "_back", "//evil.example"));
        assertThat(elsewhere.header("Location")).contains("/newsroom/articles/" + late);
        people.chidi().gets("/newsroom/cards/nothing").with(404);
    }

    @Test
    void my_work_is_overdue_first_and_says_what_others_wait_for() {
        people.chidi()
                .asks(
                        late,
                        "add-comment",
                        Map.of("commentId", "n1", "text", "Which bus?", "mentions", List.of("wanda")))
                .with(200);
        var mine = page(people.wanda(), "/newsroom/mine");
        assertThat(mine.select("#pieces .title").eachText()).containsExactly("Rain over Tolvik", "A late bus");
        assertThat(mine.select("#begun .title").eachText())
                .filteredOn(title -> title.startsWith("Boat"))
                .hasSize(30);
        assertThat(element(mine, "#card-" + rain).text()).startsWith("Overdue: yours was due 3 h ago");
        var waits = element(mine, "#card-" + late).select(".waits a");
        assertThat(waits.text()).isEqualTo("Chidi Okafor mentioned you in a comment");
        assertThat(waits.attr("href")).isEqualTo("/newsroom/articles/" + late + "/comments#comment-n1");
        people.chidi().asks(late, "resolve-comment", Map.of("commentId", "n1")).with(200);
        var after = page(people.wanda(), "/newsroom/mine");
        assertThat(after.select("#pieces .title").eachText()).containsExactly("Rain over Tolvik");
        assertThat(element(after, "#elsewhere #card-" + late).text()).contains("Ready");
    }

    @Test
    void a_live_story_stays_among_the_live_ones_while_its_next_edition_waits_elsewhere() {
        var article = people.publishes("shore", "A pier is built", "It is long.");
        people.rewrites(article, "It is longer than the old one.");
        var board = board("?desk=shore");
        assertThat(column(board, "live").select("h2").text()).isEqualTo("Live 1");
        assertThat(column(board, "live").select(".title").eachText()).containsExactly("A pier is built");
        assertThat(element(board, "#live-" + article).text()).contains("Live, next edition with checkers");
        assertThat(column(board, "with-checkers").select("#card-" + article)).hasSize(1);
        assertThat(titles(board("?desk=shore&show=live"))).containsExactly("A pier is built");
        var counts = people.chidi().sees("/api/counts").path("counts");
        assertThat(counts.valueStream()
                        .filter(count -> count.path("desk").asString().equals("shore"))
                        .map(count -> count.path("queue").asString() + " "
                                + count.path("live").asInt())
                        .toList())
                .containsExactly("WITH_CHECKERS 1");
        var live = people.chidi().sees("/api/articles?live=true&desk=shore&section=city");
        assertThat(live.path("cards").path(0).path("article").asString()).isEqualTo(article);
        assertThat(live.path("cards").path(0).path("author").path("name").asString())
                .isEqualTo("Wanda Winter");
        assertThat(live.path("cards").path(0).path("lacks").toString()).contains("facts unsigned");
    }

    @Test
    void a_view_is_saved_under_a_name_is_an_address_and_belongs_to_one_person() {
        var saved = post(
                people.stella(),
                "/newsroom/views",
                Map.of("name", " Harbour, urgent ", "query", "urgency=9&desk=harbour&live=40"));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(saved.header("Location")).endsWith("/newsroom?desk=harbour&urgency=9");
        var page = page(people.stella(), "/newsroom?urgency=9&desk=harbour");
        assertThat(page.select(".views [aria-current]").text()).isEqualTo("Harbour, urgent");
        assertThat(page.select(".views a").attr("href")).isEqualTo("/newsroom");
        assertThat(page(people.chidi(), "/newsroom").select(".views")).isEmpty();

        var again = post(people.stella(), "/newsroom/views", Map.of("name", "harbour, URGENT", "query", "desk=city"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(element(Jsoup.parse(again.text()), "#refused p").text())
                .isEqualTo("You have a view called “harbour, URGENT” already");
        assertThat(Jsoup.parse(again.text()).select("#view-name").val()).isEqualTo("harbour, URGENT");

        var one = people.stella().sees("/api/me/views").path("views").path(0);
        assertThat(one.path("address").asString()).isEqualTo("/newsroom?desk=harbour&urgency=9");
        assertThat(one.path("filters").path("desk").asString()).isEqualTo("harbour");
        var id = one.path("id").asString();
        people.chidi().puts("/api/me/views/" + id, Map.of("name", "Mine")).with(404);
        assertThat(post(people.chidi(), "/newsroom/views/" + id + "/delete", Map.of())
                        .status())
                .isEqualTo(404);
        people.stella().puts("/api/me/views/" + id, Map.of("name", " ")).refused(422, "invalid");
        people.stella()
                .puts("/api/me/views/" + id, Map.of("name", "The harbour"))
                .with(200);
        people.stella()
                .posts("/api/me/views", Map.of("name", "None", "filters", Map.of("colour", "red")))
                .refused(422, "invalid");
        people.stella()
                .posts("/api/me/views", Map.of("name", "None", "filters", Map.of("urgency", "12")))
                .refused(422, "invalid");
        assertThat(post(people.stella(), "/newsroom/views/" + id + "/rename", Map.of("name", "Quay"))
                        .status())
                .isEqualTo(303);
        assertThat(page(people.stella(), "/newsroom").select(".views a").eachText())
                .contains("Quay");
        assertThat(post(people.stella(), "/newsroom/views/" + id + "/delete", Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(people.stella().sees("/api/me/views").path("views").size()).isZero();
    }

    @Test
    void one_act_on_many_is_done_where_it_may_be_and_each_refusal_has_its_name() {
        var one = people.drafts("shore", "One of many", "It is.");
        var other = people.drafts("shore", "Another of many", "It is.");
        var given = many("act=give&person=chidi&articles=" + one + "&articles=" + other + "&articles=nothing");
        assertThat(given.select(".went > p").text()).isEqualTo("2 articles are with Chidi Okafor now, as checker.");
        assertThat(given.select(".not-done li").eachText()).containsExactly("One of them: There is no such article");
        assertThat(given.select("[data-done]").attr("data-done")).isEqualTo(one + " " + other);
        assertThat(board("?desk=shore&person=chidi").select(".number").eachText())
                .contains("2");

        var again = many("act=give&person=chidi&articles=" + one);
        assertThat(again.select(".went > p")).isEmpty();
        assertThat(again.select(".not-done").text()).contains("One of many: chidi has it already");
        var held = many("act=hold&reason=&articles=" + one + "&articles=" + other);
        assertThat(held.select(".not-done a").eachText()).containsExactly("One of many", "Another of many");
        assertThat(many("act=urgency&urgency=2&articles=" + one + "&articles=" + other)
                        .select(".went > p")
                        .text())
                .isEqualTo("2 articles are of urgency 2 now.");
        assertThat(people.paul()
                        .sees("/api/articles/" + one)
                        .path("content")
                        .path("urgency")
                        .asInt())
                .isEqualTo(2);
        assertThat(many("act=take&person=chidi&role=CHECKER&articles=" + other)
                        .select(".went > p")
                        .text())
                .isEqualTo("“Another of many” is taken from Chidi Okafor again.");
        for (var nothing : List.of(
                "act=give&person=chidi",
                "act=urgency&urgency=x&articles=" + one,
                "act=dance&articles=" + one,
                "act=give&articles=" + one)) {
            assertThat(many(nothing).select(".not-done li").eachText())
                    .as(nothing)
                    .hasSize(1);
        }
    }

    @Test
    void a_name_that_none_can_have_is_refused_before_anything_is_done() {
        var one = people.drafts("news", "Before a bad name", "It is.");

        assertThat(many("act=urgency&urgency=1&articles=" + one + "&articles=no%20such%20name")
                        .select(".not-done li")
                        .eachText())
                .hasSize(1);

        assertThat(people.paul()
                        .sees("/api/articles/" + one)
                        .path("content")
                        .path("urgency")
                        .asInt())
                .isEqualTo(5);
    }

    /** Paul asks it by the form, as whoever has no scripts does. */
    private static Document many(String form) {
        var answer = people.paul()
                .sends("POST", "/newsroom/many", "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
        assertThat(answer.status()).isIn(200, 422);
        return Jsoup.parse(answer.text());
    }

    @Test
    void notices_are_counted_until_they_are_looked_at() {
        var article = people.drafts("news", "Noticed", "It was.");
        people.pia()
                .asks(
                        article,
                        "add-comment",
                        Map.of("commentId", "n1", "text", "<b>Stella</b>?", "mentions", List.of("stella")))
                .with(200);
        assertThat(page(people.stella(), "/newsroom").select("#unseen").text()).isEqualTo("1 not looked at");
        var first = page(people.stella(), "/newsroom/notices");
        assertThat(first.select(".new").text())
                .contains("New Noticed")
                .contains("Pia Lund mentioned you in a comment")
                .contains("<b>Stella</b>?");
        assertThat(first.select("#unseen").text()).isEmpty();
        assertThat(page(people.stella(), "/newsroom").select("#unseen").text()).isEmpty();
        var second = page(people.stella(), "/newsroom/notices");
        assertThat(second.select(".new")).isEmpty();
        assertThat(second.select(".list li")).hasSize(1);
        // There is no mail server here, so nobody is asked where letters should go.
        assertThat(second.select("form")).isEmpty();
    }

    @Test
    void an_article_begins_with_a_headline_and_words_that_were_pasted_and_only_once() {
        var typed =
                Map.of("desk", "news", "headline", "Two bridges", "text", "One is old.\n\nOne is new.", "key", "k-1");
        var begun = post(people.wanda(), "/newsroom/new", typed);
        assertThat(begun.status()).isEqualTo(303);
        assertThat(post(people.wanda(), "/newsroom/new", typed).header("Location"))
                .isEqualTo(begun.header("Location"));
        var id = begun.header("Location").replaceAll(".*/", "");
        var article = people.wanda().sees("/api/articles/" + id + "/content");
        assertThat(article.path("headline").asString()).isEqualTo("Two bridges");
        assertThat(article.path("blocks").size()).isGreaterThan(0);
        assertThat(article.toString()).contains("One is old.").contains("One is new.");
    }

    @Test
    void an_article_begins_with_a_file_as_programs_send_it() {
        var begun = people.wanda()
                .uploads(
                        "/newsroom/new?desk=news&key=k-2",
                        "bridge.txt",
                        "A bridge\n\nIt stands there.".getBytes(StandardCharsets.UTF_8));
        var id = begun.status() == 303
                ? begun.header("Location").replaceAll(".*/", "")
                : Jsoup.parse(begun.with(200).text())
                        .select("a.button")
                        .attr("href")
                        .replaceAll(".*/", "");
        assertThat(people.wanda()
                        .sees("/api/articles/" + id)
                        .path("content")
                        .path("headline")
                        .asString())
                .isEqualTo("A bridge");
        people.wanda().gets("/api/articles/" + id + "/original").with(200);
    }

    @Test
    void what_was_typed_is_kept_when_an_article_cannot_begin() {
        var none = post(people.wanda(), "/newsroom/new", Map.of("desk", "news", "text", "Words & <more>"));
        assertThat(none.status()).isEqualTo(422);
        var page = Jsoup.parse(none.text());
        assertThat(element(page, "#refused p").text()).isEqualTo("An article begins with a headline");
        assertThat(page.select("#text").text()).isEqualTo("Words & <more>");
        var chidis = post(people.chidi(), "/newsroom/new", Map.of("desk", "news", "headline", "Mine"));
        assertThat(chidis.status()).isEqualTo(409);
        assertThat(Jsoup.parse(chidis.text()).select("#headline").val()).isEqualTo("Mine");
        var nowhere = post(people.wanda(), "/newsroom/new", Map.of("desk", "moon", "headline", "Mine"));
        assertThat(nowhere.status()).isBetween(400, 499);
        assertThat(post(people.wanda(), "/newsroom/new", Map.of("headline", "Mine"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void what_is_no_address_for_letters_is_refused_with_a_sentence() {
        for (var typed : List.of("pia", "pia@", "p@x y", "a@b\nBcc: c@d", "@example.org", "é@example.org")) {
            assertThat(people.pia()
                            .puts("/api/me/email", Map.of("email", typed))
                            .refused(422, "invalid")
                            .sentence())
                    .isEqualTo("That is no e-mail address; one looks like wanda@example.org");
        }
        people.pia().puts("/api/me/email", Map.of("email", " pia@example.org ")).with(204);
        assertThat(people.pia().sees("/api/me").path("email").asString()).isEqualTo("pia@example.org");
        people.pia().puts("/api/me/email", Map.of("email", "")).with(204);
        assertThat(people.pia().sees("/api/me").path("email").asString("")).isEmpty();
        assertThat(post(
                                stet.inBrowser("pia", RunningStet.PASSWORD),
                                "/newsroom/account/letters",
                                Map.of("address", "pia"))
                        .status())
                .isEqualTo(422);
    }

    private static Document board(String query) {
        return at("/newsroom" + query);
    }

    private static Document at(String path) {
        return page(people.chidi(), path);
    }

    private static Document page(Colleague who, String path) {
        return Jsoup.parse(who.gets(path.replaceAll("#.*", "")).with(200).text());
    }

    private static Element column(Document board, String name) {
        return element(board, "#column-" + name);
    }

    private static Element element(Document page, String query) {
        return page.expectFirst(query);
    }

    private static List<String> titles(Document board) {
        return board.select(".card .title").eachText();
    }

    private static Reply post(Colleague who, String path, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return who.sends("POST", path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
