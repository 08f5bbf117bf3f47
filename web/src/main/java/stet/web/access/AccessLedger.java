package stet.web.access;

import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.eventstore.Ledger;

/**
 * The log of access: sign-ins, refusals, and what is done with passwords, tokens and backups. It is no part of the ledger, since it is
 * kept for a limited time and belongs to no article. It joins the caller's transaction.
 */
@Component
public final class AccessLedger {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLedger.class);
    private static final String DONE = "done";
    private static final String COLUMNS =
            "access_id, kind, who, whom, address, about, outcome, first_at, last_at, times";
    private static final int LONGEST_PAGE = 200;
    /** Refusals of one kind, for one person and from one network within this time are one row with a count. */
    private static final Duration TOGETHER = Duration.ofHours(1);
    /** How many rows strangers can add in that time; further refusals are counted by person alone, whatever the network. */
    private static final int ROWS = 200;
    /** How often the count of a row is written. */
    private static final Duration WRITTEN = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration keep;
    private final Map<Refusal, Count> counts = new HashMap<>();
    private Instant since = Instant.MIN;
    private Instant forgotten = Instant.MIN;

    private record Refusal(AccessEvent.Kind kind, @Nullable PersonId whom, String network, String why) {}

    private static final class Count {
        private final String row = UUID.randomUUID().toString();
        private long times;
        private long timesWritten;
        private Instant last = Instant.MIN;
        private Instant written = Instant.MIN;
    }

    /** The last row of a page, after which the next begins. */
    public record Place(Instant at, String id) {}

    /** @param isNew whether its owner has not looked at it */
    public record About(AccessEvent event, boolean isNew) {}

    /** @param next where the next begins, or null if this is the last */
    public record Page(List<AccessEvent> events, @Nullable Place next) {}

    AccessLedger(JdbcClient jdbc, Clock clock, Ledger migrated, @Value("${stet.access.keep}") Duration keep) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.keep = keep;
    }

    /**
     * Something that was done.
     *
     * @param who did it; null where it was a stranger
     * @param about which token or which file; null where there is none
     */
    public void done(
            AccessEvent.Kind kind, @Nullable PersonId who, PersonId whom, RemoteAddress from, @Nullable String about) {
        var now = now();
        insert(UUID.randomUUID().toString(), kind, who, whom, from.value(), about, DONE, now);
        forget(now);
    }

    /**
     * Something that was refused.
     *
     * @param whom whose name or whose token it was; null where it is nobody's
     * @param why the name of the problem, such as {@code wrong-password}
     */
    public synchronized void refused(AccessEvent.Kind kind, @Nullable PersonId whom, RemoteAddress from, String why) {
        var now = now();
        if (!now.isBefore(since.plus(TOGETHER))) {
            write();
            counts.clear();
            since = now;
        }
        forget(now);
        var refusal = new Refusal(kind, whom, from.network(), why);
        var address = from.value();
        if (counts.size() >= ROWS && !counts.containsKey(refusal)) {
            refusal = new Refusal(kind, whom, "", why);
            address = "";
        }
        var count = counts.computeIfAbsent(refusal, _ -> new Count());
        count.times++;
        count.last = now;
        if (count.times == 1) {
            insert(count.row, kind, null, whom, address, null, why, now);
            count.timesWritten = 1;
            count.written = now;
        } else if (!now.isBefore(count.written.plus(WRITTEN))) {
            write(count);
        }
    }

    /**
     * What is looked for.
     *
     * @param kind null for every sort of thing
     * @param article about which, or about whose confidential source, it is; null for all
     */
    public record Which(
            AccessEvent.@Nullable Kind kind, @Nullable ArticleId article) {
        public static final Which ALL = new Which(null, null);
    }

    /**
     * The newest first, from there on.
     *
     * @throws InvalidValue if a page cannot have so many
     */
    public Page newest(Which which, @Nullable Place after, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new InvalidValue("A page has 1 to %d entries".formatted(LONGEST_PAGE));
        }
        write();
        var conditions = new ArrayList<String>();
        var parameters = new HashMap<String, Object>();
        if (which.kind() != null) {
            conditions.add("kind = :kind");
            parameters.put("kind", which.kind().name());
        }
        if (which.article() != null) {
            conditions.add("(about = :article OR about LIKE :of ESCAPE '!')");
            parameters.put("article", which.article().value());
            parameters.put("of", "% of " + which.article().value().replaceAll("([!%_])", "!$1"));
        }
        if (after != null) {
            conditions.add("(first_at < :at OR (first_at = :at AND access_id < :id))");
            parameters.put("at", offset(after.at()));
            parameters.put("id", after.id());
        }
        var found = jdbc.sql("SELECT %s FROM people_access%s ORDER BY first_at DESC, access_id DESC LIMIT :limit"
                        .formatted(COLUMNS, conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)))
                .params(parameters)
                .param("limit", limit + 1)
                .query(AccessLedger::event)
                .list();
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        var last = found.get(limit - 1);
        return new Page(found.subList(0, limit), new Place(last.first(), last.id()));
    }

    /** The last time that something of this kind was done, by anybody. */
    public Optional<AccessEvent> last(AccessEvent.Kind kind) {
        return jdbc.sql(
                        "SELECT " + COLUMNS
                                + " FROM people_access WHERE kind = ? AND outcome = ? ORDER BY first_at DESC, access_id DESC LIMIT 1")
                .params(kind.name(), DONE)
                .query(AccessLedger::event)
                .optional();
    }

    /** The newest of what is about somebody: what they did with their sign-in, and what others did with it. */
    public List<About> about(PersonId whom, int limit) {
        write();
        return jdbc.sql(
                        "SELECT " + COLUMNS
                                + ", untold FROM people_access WHERE whom = :whom ORDER BY first_at DESC, access_id DESC LIMIT :limit")
                .param("whom", whom.value())
                .param("limit", limit)
                .query((row, number) -> new About(event(row, number), row.getBoolean("untold")))
                .list();
    }

    /** How much was done with somebody's sign-in that they have not looked at. */
    public int untold(PersonId whom) {
        return jdbc.sql("SELECT COUNT(*) FROM people_access WHERE whom = ? AND untold = TRUE")
                .param(whom.value())
                .query(Integer.class)
                .single();
    }

    /**
     * Records that somebody has looked at what was done with their sign-in.
     *
     * @param until the newest that they were shown
     */
    public void seen(PersonId whom, Instant until) {
        jdbc.sql("UPDATE people_access SET untold = FALSE WHERE whom = ? AND untold = TRUE AND first_at <= ?")
                .params(whom.value(), offset(until))
                .update();
    }

    /** What letters wait to be sent about, the oldest first. */
    public List<AccessEvent> letters(int limit) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM people_access WHERE letter = 'WAITING' ORDER BY first_at, access_id LIMIT ?")
                .param(limit)
                .query(AccessLedger::event)
                .list();
    }

    /** Notes how it stands with a letter. Returns false if it stood otherwise than this. */
    public boolean letter(AccessEvent event, String before, String after) {
        return jdbc.sql("UPDATE people_access SET letter = ? WHERE access_id = ? AND letter = ?")
                        .params(after, event.id(), before)
                        .update()
                == 1;
    }

    @PreDestroy
    void close() {
        try {
            write();
        } catch (DataAccessException away) {
            LOG.warn("What was refused in the last seconds is not counted, for the database cannot be had");
        }
    }

    private synchronized void write() {
        counts.values().stream()
                .filter(count -> count.times > count.timesWritten)
                .forEach(this::write);
    }

    private void write(Count count) {
        jdbc.sql("UPDATE people_access SET times = ?, last_at = ? WHERE access_id = ?")
                .params(count.times, offset(count.last), count.row)
                .update();
        count.timesWritten = count.times;
        count.written = count.last;
    }

    /** Deletes what is older than {@code stet.access.keep}, at most once an hour. */
    private synchronized void forget(Instant now) {
        if (now.isBefore(forgotten.plus(TOGETHER))) {
            return;
        }
        forgotten = now;
        jdbc.sql("DELETE FROM people_access WHERE last_at < ?")
                .param(offset(now.minus(keep)))
                .update();
    }

    private void insert(
            String row,
            AccessEvent.Kind kind,
            @Nullable PersonId who,
            @Nullable PersonId whom,
            String address,
            @Nullable String about,
            String outcome,
            Instant now) {
        jdbc.sql("""
                INSERT INTO people_access
                 (access_id, kind, who, whom, address, about, outcome, first_at, last_at, times, untold, letter)
                VALUES (:row, :kind, :who, :whom, :address, :about, :outcome, :now, :now, 1, :untold, :letter)""")
                .param("untold", kind.isTold())
                .param("letter", kind.isToldByLetter() ? "WAITING" : null)
                .param("row", row)
                .param("kind", kind.name())
                .param("who", who == null ? null : who.value())
                .param("whom", whom == null ? null : whom.value())
                .param("address", address)
                .param("about", about)
                .param("outcome", outcome)
                .param("now", offset(now))
                .update();
    }

    private static AccessEvent event(ResultSet row, int number) throws SQLException {
        return new AccessEvent(
                row.getString(1),
                AccessEvent.Kind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getLong(10));
    }

    /** In microseconds, as precisely as databases store it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static OffsetDateTime offset(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
