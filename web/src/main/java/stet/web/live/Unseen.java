package stet.web.live;

import static java.util.stream.Collectors.toSet;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import stet.desk.Desk;
import stet.desk.Notice;
import stet.desk.Notices;
import stet.domain.PersonId;
import stet.eventstore.Ledger;
import stet.web.people.ConcurrentMerge;
import stet.web.reading.WhoReads;

/**
 * Which of the last {@value Notices#MOST} notices of a person they have not looked at. Looking is no event, since nobody asks later who
 * had looked at what.
 */
@Component
public final class Unseen {
    private final Desk desk;
    private final WhoReads readers;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private record Key(String article, long sequence) {
        static Key of(Notice notice) {
            return new Key(notice.article().value(), notice.sequence());
        }
    }

    Unseen(Desk desk, WhoReads readers, JdbcClient jdbc, TransactionTemplate transaction, Ledger migrated) {
        this.readers = readers;
        this.desk = desk;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    public int of(PersonId person) {
        return among(person, last(person)).size();
    }

    /** Those of these, all of them this person's, that they have not looked at. */
    public List<Notice> among(PersonId person, List<Notice> notices) {
        if (notices.isEmpty()) {
            return notices;
        }
        var seen = seen(person);
        return notices.stream().filter(notice -> !seen.contains(Key.of(notice))).toList();
    }

    private List<Notice> last(PersonId person) {
        return desk.notices(new Notices(person, Notices.MOST, readers.reach(person)))
                .notices();
    }

    private Set<Key> seen(PersonId person) {
        return jdbc
                .sql("SELECT article, sequence FROM people_seen WHERE person_id = ?")
                .param(person.value())
                .query((row, _) -> new Key(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(toSet());
    }

    /** Records that this person has looked at these notices of theirs, and deletes the records of those that are too old to count. */
    public void seen(PersonId person, List<Notice> notices) {
        if (notices.isEmpty()) {
            return;
        }
        ConcurrentMerge.run(() -> transaction.executeWithoutResult(_ -> {
            for (var notice : notices) {
                jdbc.sql("""
                        MERGE INTO people_seen t
                        USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS TIMESTAMP WITH TIME ZONE)))
                        AS s (person_id, article, sequence, happened_at)
                        ON t.person_id = s.person_id AND t.article = s.article AND t.sequence = s.sequence
                        WHEN NOT MATCHED THEN INSERT (person_id, article, sequence, happened_at)
                        VALUES (s.person_id, s.article, s.sequence, s.happened_at)
                        """)
                        .params(
                                person.value(),
                                notice.article().value(),
                                notice.sequence(),
                                notice.at().atOffset(ZoneOffset.UTC))
                        .update();
            }
            var last = last(person);
            if (last.size() == Notices.MOST) {
                jdbc.sql("DELETE FROM people_seen WHERE person_id = ? AND happened_at < ?")
                        .params(person.value(), last.getLast().at().atOffset(ZoneOffset.UTC))
                        .update();
            }
        }));
    }
}
