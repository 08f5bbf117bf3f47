package stet.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.desk.Newsdesk.ADA;
import static stet.desk.Newsdesk.GRACE;
import static stet.desk.Newsdesk.LENA;
import static stet.desk.Newsdesk.MIRA;
import static stet.desk.Newsdesk.POLITICS;
import static stet.desk.Newsdesk.TOMAS;
import static stet.desk.Stories.PLANT;
import static stet.desk.Stories.drafted;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.AssignArticle;
import stet.domain.article.ArticleCommand.BreakGlass;
import stet.domain.article.ArticleCommand.LiftConfidentiality;
import stet.domain.article.ArticleCommand.MakeConfidential;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.domain.newsroom.Reading;
import stet.eventstore.Databases;

/** What is confidential is in the lists of its own people, and whoever opens it is known to those whom it concerns. */
@Tag("database")
@ParameterizedClass
@EnumSource
class ConfidentialMattersTest {
    private static final PersonId PIP = new PersonId("pip");

    final Newsdesk newsdesk;

    ConfidentialMattersTest(Databases databases) {
        newsdesk = new Newsdesk(databases);
        newsdesk.ask(new WelcomePerson(PIP, "Pip Aster", Set.of(Role.PUBLISHER), Set.of()));
        drafted(newsdesk);
    }

    @AfterEach
    void close() {
        newsdesk.close();
    }

    @Test
    void it_is_listed_and_counted_for_its_own_people_alone() {
        lists(ADA, LENA, MIRA, TOMAS, PIP, GRACE);
        newsdesk.ask(MIRA, new MakeConfidential(PLANT, List.of(), "A source is in danger"));
        lists(ADA, MIRA, GRACE);
        assertThat(newsdesk.desk.card(new OneCard(PLANT)).orElseThrow().confidential())
                .isTrue();
        newsdesk.ask(MIRA, new AssignArticle(PLANT, LENA, Role.CHECKER, null));
        lists(ADA, MIRA, GRACE, LENA);
        newsdesk.ask(GRACE, new MakeConfidential(PLANT, List.of(TOMAS), "He sees to the pictures"));
        lists(ADA, GRACE, LENA, TOMAS);
        newsdesk.ask(GRACE, new LiftConfidentiality(PLANT));
        lists(ADA, LENA, MIRA, TOMAS, PIP, GRACE);
    }

    @Test
    void whoever_opened_it_reads_it_for_an_hour_and_has_it_in_no_list() {
        newsdesk.ask(MIRA, new MakeConfidential(PLANT, List.of(), "A source is in danger"));
        newsdesk.ask(PIP, new BreakGlass(PLANT, "It is about to go out"));
        var matter = newsdesk.read().desk.matter(PLANT).orElseThrow();
        assertThat(matter.opened()).containsExactly(new Reading.Opening(PIP, newsdesk.now.plus(Duration.ofHours(1))));
        assertThat(matter).isEqualTo(newsdesk.article(PLANT).matter());
        lists(ADA, MIRA, GRACE);
    }

    @Test
    void whoever_opened_it_is_known_to_its_people_its_desk_and_standards() {
        newsdesk.ask(MIRA, new MakeConfidential(PLANT, List.of(), "A source is in danger"));
        newsdesk.ask(PIP, new BreakGlass(PLANT, "It is about to go out"));
        for (var person : List.of(ADA, MIRA, GRACE)) {
            assertThat(told(person))
                    .as("what %s is told", person)
                    .contains("Pip Aster opened it for an hour, though it was not theirs to read");
        }
        for (var person : List.of(LENA, TOMAS, PIP)) {
            assertThat(told(person)).as("what %s is told", person).isEmpty();
        }
        assertThat(told(ADA)).contains("Mira Satō made it confidential, and you are one of those who read it");
    }

    private List<String> told(PersonId person) {
        newsdesk.read();
        var reach = Reading.reach(newsdesk.newsroom.person(person).orElseThrow().reader(), newsdesk.newsroom);
        return newsdesk.desk.notices(new Notices(person, 20, reach)).notices().stream()
                .map(Notice::sentence)
                .toList();
    }

    private void lists(PersonId... people) {
        newsdesk.read();
        for (var person : List.of(ADA, LENA, MIRA, TOMAS, PIP, GRACE)) {
            var reach =
                    Reading.reach(newsdesk.newsroom.person(person).orElseThrow().reader(), newsdesk.newsroom);
            var seen = List.of(people).contains(person);
            assertThat(newsdesk.desk
                            .board(Board.of(20).only(Which.ALL.within(reach)))
                            .cards())
                    .as("the board of %s", person)
                    .hasSize(seen ? 1 : 0);
            for (var which : List.of(Which.ALL, Which.ALL.at(POLITICS))) {
                assertThat(newsdesk.desk.counts(new Counts(which.within(reach))).all())
                        .as("what is counted for %s", person)
                        .isEqualTo(seen ? 1 : 0);
            }
            assertThat(newsdesk.desk
                            .counts(new Counts(Which.ALL.at(new DeskId("sport")).within(reach)))
                            .all())
                    .isZero();
        }
        assertThat(newsdesk.desk.counts(new Counts()).all()).isEqualTo(1);
    }
}
