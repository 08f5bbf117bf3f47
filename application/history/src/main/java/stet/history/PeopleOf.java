package stet.history;

import java.time.Instant;
import java.util.List;
import stet.domain.ArticleId;
import stet.domain.PersonId;

/** Who wrote this article, who checked it, and who did what else to it? */
public record PeopleOf(ArticleId article) {
    /** In the order in which they first had a hand in it. */
    public record People(List<Person> people) {
        public People {
            people = List.copyOf(people);
        }

        /** Those who did this sort of work. */
        public List<Person> whoDid(Work work) {
            return people.stream()
                    .filter(person -> person.deeds().stream().anyMatch(deed -> deed.work() == work))
                    .toList();
        }
    }

    public record Person(PersonId id, String name, List<Deeds> deeds) {
        public Person {
            deeds = List.copyOf(deeds);
        }
    }

    /** One person's work of one sort: how often, and the first and last time. */
    public record Deeds(Work work, int times, Instant first, Instant last) {}
}
