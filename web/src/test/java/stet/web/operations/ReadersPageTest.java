package stet.web.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Somebody changes a page behind the newsroom's back; its pages as they are, are held against what programs are told in NewsPagesTest. */
class ReadersPageTest {
    private static final String EDITION = """
            {"headline":"Rain over Tolvik","firstPublished":"2026-11-23T12:00:00Z","lastPublished":"2026-11-23T12:00:00Z",
            "body":[{"type":"paragraph","words":{"text":"It rained & poured.","html":"It <em>rained</em> &amp; poured."}}],
            "notes":[{"wrong":"It was dry","right":"It rained"}],"editorsNotes":[]}""";
    private static final String PAGE = """
            <!DOCTYPE html><html><body><header>The Post</header><main id="main">
              <article class="story">
                <header>
                  <h1 dir="auto">Rain over Tolvik</h1>
                  <p class="times"><time datetime="2026-11-23T12:00:00.000Z">yesterday</time></p>
                </header>
                <section class="notes"><ol><li><p class="note-head">Correction</p><dl><div><dt>What was wrong</dt><dd>It was dry</dd></div>
                  <div><dt>What is right</dt><dd>It rained</dd></div></dl></li></ol></section>
                <div class="body"><p dir="auto">It <em>rained</em> &amp; poured.</p></div>
              </article>
            </main></body></html>
            """;

    @Test
    void one_that_says_the_same_says_the_same() {
        assertThat(ReadersPage.differences(
                        PAGE.getBytes(UTF_8), JsonMapper.shared().readTree(EDITION)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Rain over           | Sun over                      | the headline
            <em>rained</em>     | <em>snowed</em>               | part 1 of the body
            <em>rained</em>     | rained                        | part 1 of the body
            <em>rained</em>     | <a href="/x">rained</a>       | part 1 of the body
            poured.             | poured. Believe it.           | part 1 of the body
            </h1>               | </h1><p class="byline">Me</p> | the byline
            </h1>               | </h1><h1>Again</h1>           | the headline
            poured.</p>         | poured.</p><p>More.</p>       | the body, which has 2 parts and not 1
            </h1>               | </h1><p>Believe it!</p>       | something over the headline or below it
            </article>          | <p>And more.</p></article>    | something beside the story
            </article>          | And more.</article>           | something beside the story
            </article>          | </article><p>And more.</p>    | something beside the story
            <dd>It was dry</dd> | <dd>It was damp</dd>          | the notes
            </ol>               | </ol><ol><li><dl><dd>Ha</dd></dl></li></ol> | the notes
            </dl>               | </dl><p>Ha</p>                | the notes
            </dl>               | </dl><div>Ha</div>            | the notes
            datetime="2026      | datetime="2025                | when it came out
            class="story"       | class="tale"                  | there is no story on it
            """)
    void what_was_changed_on_it_is_named(String there, String then, String where) {
        assertThat(PAGE).contains(there);
        assertThat(ReadersPage.differences(
                        PAGE.replace(there, then).getBytes(UTF_8),
                        JsonMapper.shared().readTree(EDITION)))
                .containsExactly(where);
    }
}
