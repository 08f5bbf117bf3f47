package stet.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static stet.interchange.Reading.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stet.domain.content.Block;

/** Real articles, where they are at hand; none of them is part of the project. */
class SamplesTest {
    @Test
    void the_reference_article_is_read_without_a_doubt() throws IOException {
        var text = sample("nato-summit.txt");

        var imported = Reading.read(text);
        var article = imported.content();

        assertThat(article.headline()).isNotEmpty();
        assertThat(article.standfirst()).isNotEmpty();
        assertThat(blocks(article, Block.Paragraph.class)).hasSize(11);
        assertThat(blocks(article, Block.Crosshead.class)).hasSize(3);
        assertThat(blocks(article, Block.Crosshead.class).getLast().words()).endsWith("\"");
        assertThat(blocks(article, Block.Figure.class)).hasSize(1);
        assertThat(article.blocks()).hasSize(15);
        assertThat(imported.questions()).isEmpty();
        var kept = Stream.concat(
                        Stream.of(article.headline(), article.standfirst()),
                        article.blocks().stream().map(Block::words))
                .toList();
        for (var mark : new char[] {'\'', '"', '‘', '’', '“', '”'}) {
            assertThat(count(kept, mark)).as("marks %s", mark).isEqualTo(count(List.of(text), mark));
        }
    }

    @Test
    void a_year_of_articles_is_read_without_losing_a_word() throws IOException {
        var rows = rows(sample("wikinews-2019.csv"));
        assertThat(rows).hasSize(172);
        for (var row : rows.subList(1, rows.size())) {
            var text = row.get(2) + "\n" + row.get(3);

            var article = Reading.read(text).content();

            var came = Reading.words(Stream.of(text));
            var kept = Reading.words(article);
            assertThat(article.headline()).isEqualTo(row.get(2));
            assertThat(article.hasParagraph()).as(row.get(2)).isTrue();
            assertThat(Reading.without(kept, came)).as(row.get(2)).isEmpty();
            assertThat(Reading.without(Reading.without(came, kept), Reading.labels(text)))
                    .as(row.get(2))
                    .isEmpty();
        }
    }

    private static String sample(String name) throws IOException {
        var file = Path.of(System.getProperty("stet.root"), "..", "shared", "samples", name);
        assumeTrue(Files.exists(file), name + " is not here");
        return Files.readString(file);
    }

    private static long count(List<String> texts, char mark) {
        return texts.stream().flatMapToInt(String::chars).filter(c -> c == mark).count();
    }

    private static List<List<String>> rows(String csv) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.length(); i++) {
            var c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else {
                cell.append(c);
            }
        }
        return rows;
    }
}
