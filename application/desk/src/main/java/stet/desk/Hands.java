package stet.desk;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.domain.PersonId;
import stet.domain.newsroom.Reading;

/**
 * How much has everybody in hand?
 *
 * @param reach only articles among these are counted; null where Stet itself asks
 */
public record Hands(Reading.@Nullable Reach reach) {

    /** @param articles that are at work, by whoever was given them; nobody who has none is there */
    public record Answer(Map<PersonId, Integer> articles) {
        public Answer {
            articles = Map.copyOf(articles);
        }

        public int of(PersonId person) {
            return articles.getOrDefault(person, 0);
        }
    }
}
