package stet.web.pages;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import stet.domain.content.Mark;
import stet.domain.content.Mark.Style;
import stet.domain.content.Text;

class MarkupTest {
    @Test
    void plain_words_are_escaped_and_nothing_else() {
        assertThat(html("<script>alert('x')</script> & \"so on\""))
                .isEqualTo("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;so on&quot;");
        assertThat(html("")).isEmpty();
        assertThat(html("“É” – 東京")).isEqualTo("“É” – 東京");
    }

    @Test
    void marks_become_elements() {
        assertThat(html("one two three", bold(0, 3), italic(4, 7), link(8, 13, "https://example.org/?a=1&b=2")))
                .isEqualTo("<strong>one</strong> <em>two</em> "
                        + "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"external noopener\">three</a>");
    }

    @Test
    void marks_that_overlap_are_well_nested() {
        assertThat(html("abcdef", bold(0, 4), italic(2, 6))).isEqualTo("<strong>ab<em>cd</em></strong><em>ef</em>");
        assertThat(html("abc", bold(0, 3), italic(0, 3))).isEqualTo("<strong><em>abc</em></strong>");
    }

    @Test
    void a_link_stays_one_link_however_its_words_are_styled() {
        assertThat(html("abcdef", bold(0, 3), link(2, 6, "https://a.example")))
                .isEqualTo("<strong>ab</strong><a href=\"https://a.example\" rel=\"external noopener\">"
                        + "<strong>c</strong>def</a>");
    }

    @Test
    void where_links_overlap_none_is_lost_and_none_is_inside_another() {
        var html = html("abcdef", link(0, 6, "https://a.example"), link(2, 4, "https://b.example"));

        assertThat(Jsoup.parseBodyFragment(html).select("a").eachText()).containsExactly("ab", "cd", "ef");
        assertThat(Jsoup.parseBodyFragment(html).select("a a")).isEmpty();
    }

    @Test
    void quotation_marks_in_an_address_stay_in_the_address() {
        var html = html("here", link(0, 4, "https://example.org/?q='onmouseover='alert(1)"));

        var link = Jsoup.parseBodyFragment(html).select("a").getFirst();
        assertThat(link.attributes().asList()).extracting("key").containsExactly("href", "rel");
        assertThat(link.attr("href")).isEqualTo("https://example.org/?q='onmouseover='alert(1)");
        assertThat(html).doesNotContain("'");
    }

    @Test
    void a_mark_does_not_cut_a_character_in_two() {
        assertThat(html("a😀b", bold(0, 2))).isEqualTo("<strong>a😀</strong>b");
        assertThat(html("a😀b", bold(2, 4))).isEqualTo("a<strong>😀b</strong>");
    }

    @Test
    void whatever_the_marks_are_it_is_well_formed_and_says_the_same_words() throws Exception {
        var random = new Random(20261123);
        var words = "One <b>&amp; \"two\" 😀 'three'";
        for (var round = 0; round < 2_000; round++) {
            var marks = new ArrayList<Mark>();
            for (var i = random.nextInt(6); i > 0; i--) {
                var start = random.nextInt(words.length());
                var end = start + 1 + random.nextInt(words.length() - start);
                var style = List.of(Style.values()).get(random.nextInt(3));
                marks.add(new Mark(style, start, end, style == Style.LINK ? "https://example.org/" + i : null));
            }

            var text = new Text(words, marks);
            var html = Markup.html(text);

            var strictly = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<p>" + html + "</p>")));
            assertThat(strictly.getDocumentElement().getTextContent()).isEqualTo(words);
            assertThat(Jsoup.parseBodyFragment(html).select("a a")).isEmpty();
            var at = 0;
            for (var node : Jsoup.parseBodyFragment(html)
                    .body()
                    .nodeStream(TextNode.class)
                    .toList()) {
                // A mark that begins or ends within the character of two units has all of it.
                var from = at;
                var over = text.marks().stream()
                        .filter(mark ->
                                mark.start() < from + Character.charCount(words.codePointAt(from)) && from < mark.end())
                        .toList();
                assertThat(around(node, "a") != null).isEqualTo(has(over, Style.LINK));
                assertThat(around(node, "strong") != null).isEqualTo(has(over, Style.BOLD));
                assertThat(around(node, "em") != null).isEqualTo(has(over, Style.ITALIC));
                over.stream()
                        .filter(mark -> mark.style() == Style.LINK)
                        .max(Comparator.comparingInt(Mark::start)
                                .thenComparing(
                                        Comparator.comparingInt(Mark::end).reversed()))
                        .ifPresent(link -> assertThat(
                                        requireNonNull(around(node, "a")).attr("href"))
                                .isEqualTo(link.href()));
                at += node.getWholeText().length();
            }
        }
    }

    private static boolean has(List<Mark> marks, Style style) {
        return marks.stream().anyMatch(mark -> mark.style() == style);
    }

    private static @Nullable Element around(TextNode words, String tag) {
        var parent = words.parent();
        return parent == null ? null : parent.closest(tag);
    }

    private static String html(String words, Mark... marks) {
        return Markup.html(new Text(words, List.of(marks)));
    }

    private static Mark bold(int start, int end) {
        return new Mark(Style.BOLD, start, end, null);
    }

    private static Mark italic(int start, int end) {
        return new Mark(Style.ITALIC, start, end, null);
    }

    private static Mark link(int start, int end, String href) {
        return new Mark(Style.LINK, start, end, href);
    }
}
