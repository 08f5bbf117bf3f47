package stet.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.content.Content;
import stet.eventstore.shapes.DomainJson;

/** An article that is remembered is the one that stands in the table, whatever stood there before. */
class StoredArticlesTest {
    private static final ArticleId FERRY = new ArticleId("ferry");

    private final StoredArticles stored = new StoredArticles(DomainJson.mapper());

    @Test
    void an_article_is_read_once_as_long_as_what_is_stored_stays_the_same() {
        var state = state("The ferry is late");
        assertThat(stored.of(FERRY, state).content().headline()).isEqualTo("The ferry is late");
        assertThat(stored.of(FERRY, new String(state.toCharArray()))).isSameAs(stored.of(FERRY, state));
    }

    @Test
    void words_that_were_taken_out_of_the_table_are_gone_from_what_is_remembered() {
        stored.of(FERRY, state("The ferry is late, says Marta Vale"));
        assertThat(stored.of(FERRY, state("The ferry is late, says █████ ████"))
                        .content()
                        .headline())
                .isEqualTo("The ferry is late, says █████ ████");
    }

    private static String state(String headline) {
        var drafted = new ArticleDrafted(FERRY, new DeskId("city"), Content.of(headline, "", List.of()), null);
        var act = new Act(new PersonId("wren"), Role.WRITER, Instant.EPOCH, null, new CommandId("c1"));
        return DomainJson.mapper().writeValueAsString(Objects.requireNonNull(Article.evolveToShow(null, drafted, act)));
    }
}
