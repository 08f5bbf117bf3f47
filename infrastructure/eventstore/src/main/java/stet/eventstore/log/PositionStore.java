package stet.eventstore.log;

import java.sql.SQLException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;

/**
 * How far each follower has come, and which node holds the claim on it.
 *
 * <p>A node stores a position only while it holds the claim. Axon's own store claims what is free: a node that was taken for dead would
 * set a follower back to where it last had it, after another node has read on.
 */
public final class PositionStore extends JdbcTokenStore {
    private final ConnectionProvider connections;

    PositionStore(Builder builder, ConnectionProvider connections) {
        super(builder);
        this.connections = connections;
    }

    @Override
    public void storeToken(TrackingToken token, String follower, int segment) throws UnableToClaimTokenException {
        try (var update = storeUpdate(connections.getConnection(), token, follower, segment)) {
            if (update.executeUpdate() == 0) {
                throw new UnableToClaimTokenException("Another node may be reading for '%s' now".formatted(follower));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The position of '%s' cannot be stored".formatted(follower), e);
        }
    }

    /** If two nodes start at once, the second insert fails; a savepoint keeps its transaction usable, which PostgreSQL would abort. */
    @Override
    public void initializeTokenSegments(String follower, int segments, TrackingToken initial)
            throws UnableToClaimTokenException {
        try {
            var connection = connections.getConnection();
            var before = connection.setSavepoint();
            try {
                super.initializeTokenSegments(follower, segments, initial);
            } catch (UnableToClaimTokenException done) {
                connection.rollback(before);
                throw done;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("'%s' cannot begin to read".formatted(follower), e);
        }
    }
}
