package stet.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.Chronicle;
import stet.domain.article.Edition;
import stet.domain.article.EditionKind;
import stet.domain.article.Happened;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Text;
import stet.eventstore.shapes.DomainJson;
import tools.jackson.databind.json.JsonMapper;

/** An article that is read is the one that its events have made by the last of them that its row has, whatever is remembered. */
class StoredArticlesTest {
    private static final ArticleId FERRY = new ArticleId("ferry");
    private static final JsonMapper JSON = DomainJson.mapper();
    private static final Act ACT = new Act(new PersonId("wren"), Role.WRITER, Instant.EPOCH, null, new CommandId("c1"));

    private final List<Happened> ledger = new ArrayList<>();
    private final List<Long> read = new ArrayList<>();
    private @Nullable Long redaction;

    private final Chronicle chronicle = new Chronicle() {
        @Override
        public Map<ArticleId, List<Happened>> happened(Collection<Span> spans) {
            var happened = new HashMap<ArticleId, List<Happened>>();
            for (var span : spans) {
                for (var sequence = span.after() + 1; sequence <= span.last(); sequence++) {
                    read.add(sequence);
                    happened.computeIfAbsent(span.article(), _ -> new ArrayList<>())
                            .add(ledger.get((int) sequence));
                }
            }
            return happened;
        }

        @Override
        public Map<ArticleId, Long> redactions(Collection<ArticleId> articles) {
            return redaction == null ? Map.of() : Map.of(FERRY, redaction);
        }
    };

    private final StoredArticles stored = new StoredArticles(JSON, chronicle);

    StoredArticlesTest() {
        happened(new ArticleDrafted(FERRY, new DeskId("city"), Content.of("Ferry 0", "", List.of()), null));
        for (var n = 1; n < 10; n++) {
            happened(headline("Ferry " + n));
        }
    }

    @Test
    void what_has_happened_since_it_was_kept_whole_is_folded() {
        assertThat(headlineOf(0, 7)).isEqualTo("Ferry 7");
        assertThat(read).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void an_article_is_read_once_as_long_as_nothing_happens_to_it() {
        assertThat(article(3, 7)).isSameAs(article(3, 7));
        assertThat(read).containsExactly(4L, 5L, 6L, 7L);
    }

    @Test
    void what_is_remembered_is_taken_on_by_what_has_happened_since() {
        headlineOf(0, 5);
        read.clear();
        assertThat(headlineOf(0, 6)).isEqualTo("Ferry 6");
        assertThat(read).containsExactly(6L);
    }

    @Test
    void a_desk_that_is_begun_anew_shows_what_it_has_come_to_and_not_what_is_remembered() {
        headlineOf(0, 9);
        assertThat(headlineOf(0, 2)).isEqualTo("Ferry 2");
    }

    @Test
    void words_that_were_taken_out_are_gone_from_what_is_remembered() {
        assertThat(headlineOf(0, 9)).isEqualTo("Ferry 9");
        ledger.set(9, new Happened(headline("█████ 9"), ACT));
        redaction = 10L;
        assertThat(headlineOf(0, 9)).isEqualTo("█████ 9");
    }

    @Test
    void
            an_article_is_kept_whole_as_it_began_now_and_then_as_it_came_out_and_where_very_many_words_were_written_at_once() {
        var few = headline("Ferry");
        assertThat(StoredState.isKeptAfter(few, 5, true)).isTrue();
        assertThat(StoredState.isKeptAfter(few, 5, false)).isFalse();
        assertThat(StoredState.isKeptAfter(few, 32, false)).isTrue();
        assertThat(StoredState.isKeptAfter(out(), 5, false)).isTrue();
        assertThat(StoredState.isKeptAfter(written("so many words ".repeat(400)), 5, false))
                .isTrue();
        assertThat(StoredState.isKeptAfter(written("so many words ".repeat(40)), 5, false))
                .isFalse();
    }

    @Test
    void words_that_the_state_still_has_when_they_are_gone_from_the_ledger_are_gone_once_the_desk_is_made_anew() {
        redaction = 10L;
        assertThat(headlineOf(9, 9)).isEqualTo("Ferry 9");
        ledger.set(9, new Happened(headline("█████ 9"), ACT));
        assertThat(headlineOf(9, 9)).isEqualTo("█████ 9");
    }

    private void happened(ArticleEvent event) {
        ledger.add(new Happened(event, ACT));
    }

    private static ContentRevised headline(String now) {
        return revised(List.of(new Change.FieldChanged(Field.HEADLINE, now)));
    }

    private static ContentRevised written(String words) {
        return revised(List.of(
                new Change.BlockRewritten(new Block.Paragraph(new BlockId("b1"), Text.of(words.substring(0, 10)))),
                new Change.BlockInserted(new Block.Paragraph(new BlockId("b2"), Text.of(words)), new BlockId("b1"))));
    }

    private static ContentRevised revised(List<Change> changes) {
        return new ContentRevised(
                FERRY, 2, 1, changes, Hash.of(List.of()), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of());
    }

    private static EditionPublished out() {
        var content = Content.of("Ferry", "", List.of());
        return new EditionPublished(
                FERRY, new Edition(1, EditionKind.ORIGINAL, "ferry", 1, content, List.of(), Instant.EPOCH));
    }

    private String headlineOf(long since, long sequence) {
        return article(since, sequence).content().headline();
    }

    private Article article(long since, long sequence) {
        return Objects.requireNonNull(stored.of(List.of(row(since, sequence))).get(FERRY));
    }

    private StoredState row(long since, long sequence) {
        var whole = Article.evolveToShow(null, ledger.subList(0, (int) since + 1));
        return new StoredState(FERRY, JSON.writeValueAsString(Objects.requireNonNull(whole)), since, sequence);
    }
}
