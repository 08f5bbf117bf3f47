package stet.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

/** Script that somebody writes into every field there is stays words, on every page that shows them. */
@Tag("browser")
class ScriptTest {
    private static final String EVIL = "Rain</script></title></textarea><script>window.evil = 1</script>"
            + "<img src=x onerror=\"window.evil = 1\"><svg onload=\"window.evil = 1\">'\" onfocus=window.evil=1 autofocus x='";

    @TempDir
    private static Path directory;

    @Test
    void runs_nowhere_and_makes_no_element() {
        try (var stet = RunningStet.in(directory)) {
            stet.administrator()
                    .posts("/api/newsroom/open-desk", Map.of("desk", "city", "name", shorter()))
                    .with(200);
            var people = Newcomers.to(stet);
            stet.welcomes("mallory", shorter(), "WRITER", "ADMINISTRATOR");
            var article = people.drafts("city", EVIL, EVIL);
            writes(people, article);
            people.wanda().asks(article, "add-comment", Map.of("text", EVIL)).with(200);
            people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
            people.chidi()
                    .asks(
                            article,
                            "query-words",
                            Map.of(
                                    "kind",
                                    "FACT",
                                    "anchor",
                                    Map.of("place", "headline", "start", 0, "words", EVIL),
                                    "question",
                                    EVIL))
                    .with(200);
            var published = people.publishes("city", EVIL + " again", "It rained. " + EVIL);
            people.paul()
                    .asks(published, "attach-editors-note", Map.of("note", EVIL))
                    .with(200);

            var pages = new ArrayList<>(List.of("/", "/news/" + people.slug(published), "/newsroom", "/newsroom/mine"));
            pages.addAll(List.of("/newsroom/notices", "/newsroom/new", "/access", "/sign-out", "/readers"));
            for (var each : List.of(article, published)) {
                for (var panel : List.of(
                        "",
                        "/checking",
                        "/pictures",
                        "/publishing",
                        "/comments",
                        "/people",
                        "/history",
                        "/edit",
                        "/preview",
                        "/preview/story")) {
                    pages.add("/newsroom/articles/" + each + panel);
                }
            }
            try (var mallory = Desktop.of(stet.port()).signsIn("mallory", RunningStet.PASSWORD)) {
                for (var page : pages) {
                    mallory.at(page);
                    for (var frame : mallory.page().frames()) {
                        assertThat(frame.evaluate("'evil' in window"))
                                .as("script on " + page)
                                .isEqualTo(false);
                        assertThat(
                                        frame.evaluate(
                                                "document.querySelectorAll('[onerror], [onload], [onfocus], img[src=x]').length"))
                                .as("elements on " + page)
                                .isEqualTo(0);
                    }
                }
                mallory.at("/newsroom/articles/" + article + "/comments");
                assertThat(mallory.page().content()).as("it is shown").contains("window.evil");
            }
        }
    }

    /** A name has at most 100 characters. */
    private static String shorter() {
        return "M <img src=x onerror=window.evil=1><script>window.evil=1</script>";
    }

    private static void writes(Newcomers people, String article) {
        var content =
                (tools.jackson.databind.node.ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        for (var field : List.of("standfirst", "byline", "dateline", "slugline")) {
            content.put(field, EVIL);
        }
        content.putArray("subjects").add(EVIL);
        var blocks = content.withArray("blocks");
        blocks.addObject().put("kind", "crosshead").put("id", "h1").put("text", EVIL);
        blocks.addObject()
                .put("kind", "quotation")
                .put("id", "q1")
                .put("text", EVIL)
                .put("speaker", EVIL);
        var picture = blocks.addObject().put("kind", "figure").put("id", "f1").putObject("picture");
        picture.put("caption", EVIL).put("altText", EVIL).put("label", EVIL).put("sourceType", "DIGITAL_CAPTURE");
        picture.putObject("parts").put("WHO_OR_WHAT", EVIL).put("WHERE", EVIL).put("WHEN", EVIL);
        picture.putObject("reasons").put("CREDIT", EVIL);
        people.wanda().saves(article, 1, content).with(200);
    }
}
