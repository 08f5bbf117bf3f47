package stet.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Text;
import stet.domain.newsroom.NewsroomCommand.OpenDesk;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.domain.newsroom.Reading;

@DisplayName("By a word of its headline or slugline")
class ArticlesCalledTest extends IndexedNewsroom {
    private static final DeskId CITY = new DeskId("city");
    private static final DeskId PROBES = new DeskId("probes");
    private static final PersonId WANDA = new PersonId("wanda");
    private static final Reading.Reach EVERYTHING = new Reading.Reach(WANDA, true, true, true, Set.of());

    @BeforeEach
    void open_the_newsroom() {
        ask(new OpenDesk(CITY, "City"));
        ask(new OpenDesk(PROBES, "Probes"));
        ask(new WelcomePerson(WANDA, "Wanda", Set.of(Role.WRITER), Set.of(CITY, PROBES)));
        drafts(CITY, "plant", content("Café owner’s plants closed in Zürich", "plant-closure", "en"));
        drafts(PROBES, "houses", content("Häuser für alle", "haeuser", "de"));
    }

    private static Content content(String headline, String slugline, String language) {
        var words = Text.of("The harbour is quiet.");
        return new Content(
                headline,
                "",
                "",
                "",
                slugline,
                "",
                List.of(),
                5,
                List.of(new Block.Paragraph(new BlockId("b"), words)),
                language);
    }

    private void drafts(DeskId desk, String id, Content content) {
        ask(WANDA, new DraftArticle(new ArticleId(id), desk, content, null));
    }

    private List<String> called(String words) {
        return called(words, EVERYTHING);
    }

    private List<String> called(String words, Reading.Reach reach) {
        read();
        var answer = search.called(new ArticlesCalled(words, reach));
        assertThat(answer.whole()).isTrue();
        assertThat(answer.total()).isEqualTo(answer.articles().size());
        return answer.articles().stream().map(ArticleId::value).sorted().toList();
    }

    @Test
    void it_is_found_without_its_marks_capitals_and_quotation_marks() {
        for (var words : List.of("cafe", "CAFÉ", "zurich", "owner's", "owners", "closed ZÜRICH")) {
            assertThat(called(words)).as(words).containsExactly("plant");
        }
    }

    @Test
    void it_is_found_in_the_forms_of_its_language() {
        assertThat(called("close")).containsExactly("plant");
        assertThat(called("closing plant")).containsExactly("plant");
        assertThat(called("haus")).containsExactly("houses");
    }

    @Test
    void the_last_word_may_be_how_one_begins() {
        assertThat(called("pl")).containsExactly("plant");
        assertThat(called("zurich clos")).containsExactly("plant");
        assertThat(called("clos zur")).as("a word before it is whole").isEmpty();
        assertThat(called("clos* zur")).as("unless it says so").containsExactly("plant");
        assertThat(called("lant")).as("within a word").isEmpty();
    }

    @Test
    void a_slugline_is_found_by_each_of_its_parts_and_by_several() {
        for (var words : List.of("closure", "plant-closure", "plant-clos", "PLANT closure", "haeus")) {
            assertThat(called(words)).as(words).hasSize(1);
        }
    }

    @Test
    void every_word_must_be_there_and_words_in_quotation_marks_just_so() {
        assertThat(called("plants zürich")).containsExactly("plant");
        assertThat(called("plants häuser")).isEmpty();
        assertThat(called("“plants closed”")).containsExactly("plant");
        assertThat(called("“closed plants”")).isEmpty();
        assertThat(called("plant -zürich")).isEmpty();
    }

    @Test
    void what_else_it_says_is_not_looked_at() {
        assertThat(called("harbour")).isEmpty();
        assertThat(called("…!")).as("no word at all").isEmpty();
    }

    @Test
    void it_is_called_as_its_working_copy_is() {
        ask(WANDA, new ReviseContent(new ArticleId("plant"), 1, content("A mill reopens", "mill", "en")));

        assertThat(called("plant")).isEmpty();
        assertThat(called("mills")).containsExactly("plant");
    }

    @Test
    void nobody_finds_what_they_may_not_read() {
        var withoutProbes = new Reading.Reach(new PersonId("olga"), true, true, true, Set.of(PROBES));
        var nothing = new Reading.Reach(new PersonId("adam"), false, false, false, Set.of());

        assertThat(called("haus", withoutProbes)).isEmpty();
        assertThat(called("plant", withoutProbes)).containsExactly("plant");
        assertThat(called("plant", nothing)).isEmpty();
    }

    @Test
    void what_is_too_much_is_refused_in_a_sentence() {
        assertThatThrownBy(() -> new ArticlesCalled(" ", EVERYTHING))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("A search says at least one word");
        assertThatThrownBy(() -> new ArticlesCalled("x".repeat(501), EVERYTHING))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("A search has at most 500 characters");
        assertThatThrownBy(() -> new ArticlesCalled("a ".repeat(40), EVERYTHING))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("A search has at most 32 words");
    }
}
