package stet.domain.article;

import static stet.domain.RefusalCode.CAPTIONS_NOT_SIGNED_OFF;
import static stet.domain.RefusalCode.EMBARGOED;
import static stet.domain.RefusalCode.FACTS_NOT_SIGNED_OFF;
import static stet.domain.RefusalCode.HEADLINE_MISSING;
import static stet.domain.RefusalCode.NOT_SUBMITTED;
import static stet.domain.RefusalCode.NO_PARAGRAPH;
import static stet.domain.RefusalCode.WRONG_STAGE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.content.Words;
import stet.domain.newsroom.Newsroom;

/** What stands between an article and its publication, and who could remove it (rule 16). */
final class Readiness {
    /** As many people as a sentence can name. */
    private static final int MOST_NAMES = 4;

    private final Article article;
    private final @Nullable Newsroom newsroom;

    private Readiness(Article article, @Nullable Newsroom newsroom) {
        this.article = article;
        this.newsroom = newsroom;
    }

    /** Why this cannot be published at this instant; see {@link Article#obstacles(Instant, Newsroom)}. */
    static List<Obstacle> obstacles(Article article, Instant now, @Nullable Newsroom newsroom) {
        return new Readiness(article, newsroom).obstacles(now);
    }

    private List<Obstacle> obstacles(Instant now) {
        var obstacles = new ArrayList<Obstacle>();
        if (article.killed() || article.spiked()) {
            obstacles.add(
                    new Obstacle(WRONG_STAGE, article.killed() ? "It was killed" : "It is spiked; revive it first"));
        }
        if (!Words.saysSomething(article.content().headline())) {
            obstacles.add(new Obstacle(HEADLINE_MISSING, "There is no headline"));
        }
        if (!article.content().hasParagraph()) {
            obstacles.add(new Obstacle(NO_PARAGRAPH, "There is no paragraph"));
        }
        obstacles.addAll(unchecked(Check.FACTS));
        obstacles.addAll(unchecked(Check.CAPTIONS));
        var embargo = article.embargo();
        if (embargo != null && now.isBefore(embargo)) {
            obstacles.add(new Obstacle(EMBARGOED, "It is under embargo until %s".formatted(embargo)));
        }
        return obstacles;
    }

    /** The checks that stand in the way and would not if they were waived. */
    static List<Check> outstanding(Article article) {
        var readiness = new Readiness(article, null);
        return Stream.of(Check.values())
                .filter(check -> !readiness.unchecked(check).isEmpty())
                .toList();
    }

    /** Whether it lacks something of a check, and goes out only because that is waived. */
    static boolean restsOnWaiver(Article article, Check check) {
        return article.waived(check)
                && !new Readiness(article, null).lacking(check).isEmpty();
    }

    /** What of a check stands in the way: nothing where it is waived. */
    private List<Obstacle> unchecked(Check check) {
        return article.waived(check) ? List.of() : lacking(check);
    }

    private List<Obstacle> lacking(Check check) {
        var obstacles = new ArrayList<Obstacle>();
        switch (check) {
            case FACTS -> {
                if (!article.submitted()) {
                    obstacles.add(new Obstacle(NOT_SUBMITTED, "The writer has not handed it in for checking"));
                }
                obstacles.addAll(article.factObstacles());
                obstacles.addAll(signOffs());
            }
            case CAPTIONS -> {
                obstacles.addAll(article.captionObstacles());
                if (article.captionsSignedOff() == null) {
                    obstacles.add(new Obstacle(
                            CAPTIONS_NOT_SIGNED_OFF,
                            article.content().figures().isEmpty()
                                    ? "No picture editor has signed off that it goes out without pictures"
                                    : "No picture editor has signed off the captions as they are now"));
                }
            }
            // It keeps the facts open (rule 8), and stands in no way by itself.
            case PRIMARY_SOURCE -> {}
        }
        return obstacles;
    }

    /** What nobody has signed off yet: who wrote it, and who could sign it. */
    private List<Obstacle> signOffs() {
        var obstacles = new ArrayList<Obstacle>();
        var unsigned = article.unsigned();
        for (var passage : unsigned) {
            var writers = article.writers(passage);
            var able = checkersBut(writers);
            if (!article.signed().isEmpty() || (newsroom != null && able.isEmpty())) {
                obstacles.add(new Obstacle(
                        FACTS_NOT_SIGNED_OFF,
                        "No checker has signed off %s%s as it is now%s"
                                .formatted(
                                        passage.title(),
                                        writers.isEmpty() ? "" : ", written by " + listed(named(writers)) + ",",
                                        who(able)),
                        passage.part(),
                        null));
            }
        }
        if (!unsigned.isEmpty() && obstacles.isEmpty()) {
            obstacles.add(
                    new Obstacle(FACTS_NOT_SIGNED_OFF, "No checker has signed off the facts as the words are now"));
        }
        for (var cut : article.cuts()) {
            var by = Set.of(cut.by());
            obstacles.add(new Obstacle(
                    FACTS_NOT_SIGNED_OFF,
                    "“%s” was cut by %s, and no other checker has signed that off%s"
                            .formatted(cut.words(), listed(named(by)), who(checkersBut(by)))));
        }
        return obstacles;
    }

    private String who(List<String> able) {
        if (newsroom == null) {
            return "";
        }
        return able.isEmpty() ? "; nobody here could: it takes another checker" : "; %s could".formatted(listed(able));
    }

    private List<String> checkersBut(Set<PersonId> writers) {
        return newsroom == null
                ? List.of()
                : newsroom.people().values().stream()
                        .filter(person -> person.roles().contains(Role.CHECKER) && !writers.contains(person.id()))
                        .map(Newsroom.Person::name)
                        .sorted()
                        .toList();
    }

    private List<String> named(Set<PersonId> people) {
        return people.stream()
                .map(person -> newsroom == null
                        ? person.value()
                        : newsroom.person(person).map(Newsroom.Person::name).orElse(person.value()))
                .toList();
    }

    private static String listed(List<String> names) {
        if (names.size() > MOST_NAMES) {
            return "%s and %d others"
                    .formatted(String.join(", ", names.subList(0, MOST_NAMES - 1)), names.size() - MOST_NAMES + 1);
        }
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
