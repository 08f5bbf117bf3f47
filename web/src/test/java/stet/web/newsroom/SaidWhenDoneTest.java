package stet.web.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What was done is said in words, whatever form it was done by. */
class SaidWhenDoneTest {
    private static final Pattern FORM =
            Pattern.compile("(?:method=\"post\"[^>]*th:action=\"|[a-z]=)@\\{/newsroom/articles/\\{id}/([a-z-]+)\\(");

    @Test
    void every_form_of_an_article_has_its_sentence() throws IOException {
        var commands = new TreeSet<String>();
        for (var page :
                new PathMatchingResourcePatternResolver().getResources("classpath:templates/newsroom/**/*.html")) {
            FORM.matcher(page.getContentAsString(StandardCharsets.UTF_8))
                    .results()
                    .forEach(form -> commands.add(form.group(1)));
        }
        // It is sent by the browser itself, and leads to the article.
        commands.remove("edit");
        var sentences =
                new ClassPathResource("static/assets/newsroom/done.js").getContentAsString(StandardCharsets.UTF_8);

        assertThat(commands).hasSizeGreaterThan(30);
        assertThat(commands).allSatisfy(command -> assertThat(sentences).contains("\"" + command + "\": \""));
    }
}
