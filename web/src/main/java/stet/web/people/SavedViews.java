package stet.web.people;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.content.Words;
import stet.eventstore.Ledger;

/** The parts of the desk that people look at again and again, under names of theirs. Nobody sees another's. */
@Component
public final class SavedViews {
    public static final int MOST = 50;

    private static final int LONGEST_NAME = 60;

    private final JdbcClient jdbc;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, Clock clock, Ledger migrated) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param query what the desk's address says of it, without a question mark */
    public record View(String id, String name, String query) {}

    /** In the order of their names. */
    public List<View> of(PersonId person) {
        return jdbc.sql("SELECT view, name, query FROM people_view WHERE person_id = ? ORDER BY LOWER(name), view")
                .param(person.value())
                .query((row, _) -> new View(row.getString("view"), row.getString("name"), row.getString("query")))
                .list();
    }

    /** @throws InvalidValue if the name is none, or stands for another view of theirs, or they have too many */
    public View save(PersonId person, String name, String query) {
        var theirs = of(person);
        if (theirs.size() >= MOST) {
            throw new InvalidValue("You have %d saved views; delete one first".formatted(MOST));
        }
        var view = new View(UUID.randomUUID().toString(), named(name, "", theirs), query);
        jdbc.sql("INSERT INTO people_view (person_id, view, name, query, saved_at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        person.value(),
                        view.id(),
                        view.name(),
                        view.query(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return view;
    }

    /**
     * Empty if they have no such view.
     *
     * @throws InvalidValue if the name is none, or stands for another view of theirs
     */
    public Optional<View> rename(PersonId person, String id, String name) {
        var theirs = of(person);
        return theirs.stream().filter(view -> view.id().equals(id)).findFirst().map(view -> {
            var renamed = new View(id, named(name, id, theirs), view.query());
            jdbc.sql("UPDATE people_view SET name = ? WHERE person_id = ? AND view = ?")
                    .params(renamed.name(), person.value(), id)
                    .update();
            return renamed;
        });
    }

    /** Whether there was one. */
    public boolean delete(PersonId person, String id) {
        return jdbc.sql("DELETE FROM people_view WHERE person_id = ? AND view = ?")
                        .params(person.value(), id)
                        .update()
                > 0;
    }

    private static String named(String typed, String but, List<View> theirs) {
        var name = Words.visible(typed).strip();
        if (!Words.saysSomething(name)
                || name.length() > LONGEST_NAME
                || name.lines().count() > 1) {
            throw new InvalidValue("A view has a name of 1 to %d characters".formatted(LONGEST_NAME));
        }
        if (theirs.stream()
                .anyMatch(view -> !view.id().equals(but) && view.name().equalsIgnoreCase(name))) {
            throw new InvalidValue("You have a view called “%s” already".formatted(name));
        }
        return name;
    }
}
