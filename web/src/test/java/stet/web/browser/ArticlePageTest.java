package stet.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;

class ArticlePageTest {
    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    @Test
    void every_panel_can_be_used_by_everybody_who_may_open_it() {
        var article = people.drafts("city", "Rain over Tolvik", "It rained for 12 hours on 3 March.");
        try (var wanda = Desktop.of(stet.port()).signsIn("wanda", RunningStet.PASSWORD)) {
            for (var panel : new String[] {"checking", "pictures", "publishing", "comments", "people", "history"}) {
                wanda.at("/newsroom/articles/" + article + "/" + panel);
                assertThat(wanda.barriers()).as(panel).isEmpty();
                wanda.looksAt("article-" + panel);
            }
        }
    }
}
