package stet.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.desk.Newsdesk.ADA;
import static stet.desk.Newsdesk.LENA;
import static stet.desk.Newsdesk.POLITICS;
import static stet.desk.Stories.PLANT;
import static stet.desk.Stories.claimed;
import static stet.desk.Stories.drafted;
import static stet.desk.Stories.insider;
import static stet.desk.Stories.plain;
import static stet.desk.Stories.transcript;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.ArticleId;
import stet.domain.ClaimId;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.ConfirmClaims;
import stet.domain.article.ArticleCommand.DisputeClaim;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.article.ArticleCommand.ReopenClaim;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Anchor;
import stet.domain.content.Place;
import stet.eventstore.Databases;

/** A source that was named once is picked, not typed. */
@Tag("database")
@ParameterizedClass
@EnumSource
class SourcesAtHandTest {
    private static final ArticleId OTHER = new ArticleId("other");
    private static final ClaimId CLAIM = new ClaimId("headline");

    private final Newsdesk newsdesk;

    SourcesAtHandTest(Databases databases) {
        newsdesk = new Newsdesk(databases);
    }

    @BeforeEach
    void two_articles_are_checked() {
        drafted(newsdesk);
        claimed(newsdesk);
        newsdesk.ask(ADA, new DraftArticle(OTHER, POLITICS, plain("Council meets", 5), null));
        newsdesk.ask(
                LENA, new RaiseClaim(OTHER, CLAIM, ClaimKind.FACT, new Anchor(Place.HEADLINE, 0, "Council meets")));
    }

    @AfterEach
    void close() {
        newsdesk.close();
    }

    @Test
    void those_of_the_article_come_first_and_the_last_used_first_of_them() {
        newsdesk.ask(LENA, new ConfirmClaim(OTHER, CLAIM, List.of(named("Agenda"), named("Register"))));
        newsdesk.ask(LENA, new ConfirmClaim(PLANT, Stories.NUMBER, List.of(named("Register"), transcript())));
        newsdesk.ask(LENA, new DisputeClaim(PLANT, Stories.QUOTE, "She said less", List.of(named("Letter"))));
        var atHand = atHand(PLANT);
        assertThat(atHand.ofThis()).extracting(SourcesAtHand.AtHand::source).startsWith(named("Letter"));
        assertThat(atHand.ofThis())
                .extracting(each -> each.source().locator())
                .containsExactlyInAnyOrder("Letter", "Register", "Works council, transcript");
        assertThat(atHand.ofOthers()).extracting(SourcesAtHand.AtHand::source).containsExactly(named("Agenda"));
        assertThat(atHand(new ArticleId("new")).ofThis()).isEmpty();
        assertThat(atHand(new ArticleId("new")).ofOthers()).hasSize(4);
    }

    @Test
    void one_that_several_claims_rest_on_is_there_once_with_the_day_it_was_consulted_last() {
        newsdesk.ask(
                LENA,
                new ConfirmClaims(
                        PLANT, List.of(Stories.NUMBER, Stories.QUOTE), List.of(), List.of(named("Register"))));
        newsdesk.ask(LENA, new ReopenClaim(PLANT, Stories.NUMBER, "A reader wrote in"));
        var later = new Source.Named(SourceType.DOCUMENT, "Register", LocalDate.of(2026, 11, 23), "");
        newsdesk.ask(LENA, new ConfirmClaim(PLANT, Stories.NUMBER, List.of(later)));
        assertThat(atHand(PLANT).ofThis())
                .extracting(SourcesAtHand.AtHand::source)
                .containsExactly(later);
    }

    @Test
    void a_confidential_one_is_never_among_them() {
        newsdesk.ask(LENA, new ConfirmClaim(PLANT, Stories.NUMBER, List.of(insider())));
        assertThat(atHand(PLANT).ofThis()).isEmpty();
        assertThat(atHand(OTHER).ofOthers()).isEmpty();
    }

    @Test
    void there_are_no_more_of_them_than_anybody_looks_through() {
        for (var i = 0; i < SourcesAtHand.MOST_OF_THIS + 3; i++) {
            newsdesk.ask(LENA, new ConfirmClaim(PLANT, Stories.NUMBER, List.of(named("Page " + i))));
            newsdesk.ask(LENA, new ReopenClaim(PLANT, Stories.NUMBER, "Once more"));
        }
        newsdesk.ask(LENA, new ConfirmClaim(PLANT, Stories.NUMBER, List.of(named("x".repeat(501)))));
        assertThat(atHand(PLANT).ofThis()).hasSize(SourcesAtHand.MOST_OF_THIS);
        assertThat(atHand(PLANT).ofThis().getFirst().source())
                .isEqualTo(named("Page " + (SourcesAtHand.MOST_OF_THIS + 2)));
        assertThat(atHand(OTHER).ofOthers()).hasSize(SourcesAtHand.MOST_OF_OTHERS);
    }

    private SourcesAtHand.Answer atHand(ArticleId article) {
        newsdesk.read();
        return newsdesk.desk.sources(new SourcesAtHand(article));
    }

    private static Source.Named named(String locator) {
        return new Source.Named(SourceType.DOCUMENT, locator, LocalDate.of(2026, 11, 22), "");
    }
}
