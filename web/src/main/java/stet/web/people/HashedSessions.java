package stet.web.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.session.Session;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.SessionRepository;

/**
 * Sessions of another repository, which sees only hashes of their ids, so that nobody who reads its rows can take a session over. That
 * somebody is still there is written down once a minute, so that a page which is only read costs no write. When that was, and whether it is too
 * long ago, is told by the newsroom's clock, whatever the machine's says to those who come with a time of their own.
 *
 * @param <S> the sessions of that repository, which must take their ids from {@link #HASHED}
 */
final class HashedSessions<S extends Session> implements SessionRepository<HashedSessions.Hashed<S>> {
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final ScopedValue<String> HASH = ScopedValue.newInstance();

    static final SessionIdGenerator HASHED = HASH::get;

    private final SessionRepository<S> rows;
    private final SessionIdGenerator ids;
    private final Clock clock;

    /** @param ids what goes into cookies */
    HashedSessions(SessionRepository<S> rows, SessionIdGenerator ids, Clock clock) {
        this.rows = rows;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Hashed<S> createSession() {
        var id = ids.generate();
        var row = ScopedValue.where(HASH, Secret.hash(id)).call(rows::createSession);
        row.setLastAccessedTime(clock.instant());
        return new Hashed<>(id, row, clock, true);
    }

    @Override
    public void save(Hashed<S> session) {
        if (session.changed) {
            try {
                rows.save(session.row);
            } catch (DuplicateKeyException remembered) {
                saveAnew(session);
            }
            session.changed = false;
        }
    }

    /**
     * Another request remembered something under the same name for the first time, at the same moment. The row as it is read now has that
     * name, so what this request remembers replaces it; of a session that was ended meanwhile nothing is kept.
     */
    private void saveAnew(Hashed<S> session) {
        var row = rows.findById(session.row.getId());
        if (row != null) {
            session.remembered.forEach((name, value) ->
                    value.ifPresentOrElse(known -> row.setAttribute(name, known), () -> row.removeAttribute(name)));
            row.setLastAccessedTime(session.getLastAccessedTime());
            rows.save(row);
        }
    }

    @Override
    public @Nullable Hashed<S> findById(String id) {
        var row = rows.findById(Secret.hash(id));
        if (row == null) {
            return null;
        }
        var session = new Hashed<>(id, row, clock, false);
        if (session.isExpired()) {
            deleteById(id);
            return null;
        }
        return session;
    }

    @Override
    public void deleteById(String id) {
        rows.deleteById(Secret.hash(id));
    }

    /** A session under the id that its browser knows. */
    static final class Hashed<S extends Session> implements Session {
        private final S row;
        private final String id;
        private final Clock clock;
        /** What this request remembered; empty for what it forgot. */
        private final Map<String, Optional<Object>> remembered = new LinkedHashMap<>();

        private boolean changed;

        Hashed(String id, S row, Clock clock, boolean changed) {
            this.id = id;
            this.row = row;
            this.clock = clock;
            this.changed = changed;
        }

        @Override
        public String getId() {
            return id;
        }

        /** A sign-in begins another session, so none changes its id. */
        @Override
        public String changeSessionId() {
            throw new UnsupportedOperationException("A session keeps its id");
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // as it is declared
        public <T> @Nullable T getAttribute(String name) {
            return row.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return row.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            row.setAttribute(name, value);
            remembered.put(name, Optional.ofNullable(value));
            changed = true;
        }

        @Override
        public void removeAttribute(String name) {
            row.removeAttribute(name);
            remembered.put(name, Optional.empty());
            changed = true;
        }

        @Override
        public Instant getCreationTime() {
            return row.getCreationTime();
        }

        /** A clock that was set back makes it earlier: whoever was there in what is the future now would stay for longer than they may. */
        @Override
        public void setLastAccessedTime(Instant byAnotherClock) {
            var now = clock.instant();
            if (Duration.between(row.getLastAccessedTime(), now).abs().compareTo(SELDOM) >= 0) {
                row.setLastAccessedTime(now);
                changed = true;
            }
        }

        @Override
        public Instant getLastAccessedTime() {
            return row.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            row.setMaxInactiveInterval(interval);
            changed = true;
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return row.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            var interval = row.getMaxInactiveInterval();
            return !interval.isNegative()
                    && !clock.instant().isBefore(row.getLastAccessedTime().plus(interval));
        }
    }
}
