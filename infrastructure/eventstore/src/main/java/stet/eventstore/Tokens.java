package stet.eventstore;

import java.sql.SQLException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;

/**
 * How far each reader has come, and which node reads for it.
 *
 * <p>A node moves only what it holds at that moment. Axon's own store helps itself to what has been freed meanwhile: a node that was
 * taken for dead would put the reader back to where it last had it, after others have read on.
 */
final class Tokens extends JdbcTokenStore {
    private final ConnectionProvider connections;

    Tokens(Builder builder, ConnectionProvider connections) {
        super(builder);
        this.connections = connections;
    }

    @Override
    public void storeToken(TrackingToken token, String reader, int segment) throws UnableToClaimTokenException {
        try (var update = storeUpdate(connections.getConnection(), token, reader, segment)) {
            if (update.executeUpdate() == 0) {
                throw new UnableToClaimTokenException("Another node may be reading for '%s' now".formatted(reader));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The position of '%s' cannot be stored".formatted(reader), e);
        }
    }

    /** Where two nodes begin at once, the second finds it done; PostgreSQL would not go on with a transaction in which that failed. */
    @Override
    public void initializeTokenSegments(String reader, int segments, TrackingToken initial)
            throws UnableToClaimTokenException {
        try {
            var connection = connections.getConnection();
            var before = connection.setSavepoint();
            try {
                super.initializeTokenSegments(reader, segments, initial);
            } catch (UnableToClaimTokenException done) {
                connection.rollback(before);
                throw done;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("'%s' cannot begin to read".formatted(reader), e);
        }
    }
}
