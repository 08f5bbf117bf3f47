package stet.desk;

import java.time.Instant;
import java.util.List;
import stet.domain.ArticleId;
import stet.domain.Obstacle;

/** Why can this article not be published at this instant? */
public record WhyNot(ArticleId article, Instant now) {

    /** @param obstacles everything that stands in the way, in the order in which an editor would see to it; none if nothing does */
    public record Answer(List<Obstacle> obstacles) {
        public Answer {
            obstacles = List.copyOf(obstacles);
        }
    }
}
