package stet.web.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.SessionRepository;

/**
 * Sessions of another repository, which sees only hashes of their ids, so that nobody who reads its rows can take a session over. That
 * somebody is still there is written down once a minute, so that a page which is only read costs no write.
 *
 * @param <S> the sessions of that repository, which must take their ids from {@link #HASHED}
 */
final class HashedSessions<S extends Session> implements SessionRepository<HashedSessions.Hashed<S>> {
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final ScopedValue<String> HASH = ScopedValue.newInstance();

    static final SessionIdGenerator HASHED = HASH::get;

    private final SessionRepository<S> rows;
    private final SessionIdGenerator ids;

    /** @param ids what goes into cookies */
    HashedSessions(SessionRepository<S> rows, SessionIdGenerator ids) {
        this.rows = rows;
        this.ids = ids;
    }

    @Override
    public Hashed<S> createSession() {
        var id = ids.generate();
        var row = ScopedValue.where(HASH, Secret.hash(id)).call(rows::createSession);
        return new Hashed<>(id, row, true);
    }

    @Override
    public void save(Hashed<S> session) {
        if (session.changed) {
            rows.save(session.row);
            session.changed = false;
        }
    }

    @Override
    public @Nullable Hashed<S> findById(String id) {
        var row = rows.findById(Secret.hash(id));
        return row == null ? null : new Hashed<>(id, row, false);
    }

    @Override
    public void deleteById(String id) {
        rows.deleteById(Secret.hash(id));
    }

    /** A session under the id that its browser knows. */
    static final class Hashed<S extends Session> implements Session {
        private final S row;
        private final String id;
        private boolean changed;

        Hashed(String id, S row, boolean changed) {
            this.id = id;
            this.row = row;
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
            changed = true;
        }

        @Override
        public void removeAttribute(String name) {
            row.removeAttribute(name);
            changed = true;
        }

        @Override
        public Instant getCreationTime() {
            return row.getCreationTime();
        }

        @Override
        public void setLastAccessedTime(Instant now) {
            if (Duration.between(row.getLastAccessedTime(), now).compareTo(SELDOM) >= 0) {
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
            return row.isExpired();
        }
    }
}
