package stet.eventstore.beside;

import java.util.Optional;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import stet.eventstore.log.StoredPositions;

/**
 * The position of one follower, kept in the store that it writes. It is handed to the store after whatever the same batch writes, so a
 * store never says that it has what it has not. Nobody else reads with this follower, so there is nothing to claim.
 */
final class OwnPositions implements TokenStore {
    private static final int[] ONE = {0};
    private static final int[] NONE = {};
    private static final String BETWEEN = "\n";

    private final OwnStore store;
    private final StoredPositions positions;
    private @Nullable TrackingToken first;
    private boolean begun;

    OwnPositions(OwnStore store, StoredPositions positions) {
        this.store = store;
        this.positions = positions;
        begun = store.position() != null;
    }

    /** Whether a store has read this ledger: it names the last event that it read, and that event is here, in its place. */
    static boolean isOf(OwnStore store, StoredPositions positions) {
        var position = store.position();
        if (position == null) {
            return true;
        }
        var token = positions.read(position.substring(position.indexOf(BETWEEN) + 1));
        var place = token.position();
        return place.isPresent()
                && positions
                        .eventAt(place.getAsLong())
                        .filter(event -> position.startsWith(event + BETWEEN))
                        .isPresent();
    }

    @Override
    public synchronized void initializeTokenSegments(String follower, int segments, @Nullable TrackingToken initial) {
        first = initial;
        begun = true;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String follower, int segment) {
        if (token == null || token.position().isEmpty()) {
            return;
        }
        var last = positions.eventAt(token.position().getAsLong());
        if (last.isEmpty()) {
            return;
        }
        var position = last.get() + BETWEEN + positions.written(token);
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().onCommit(_ -> store.reached(position));
        } else {
            store.reached(position);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // null is Axon's beginning of an empty ledger
    public synchronized TrackingToken fetchToken(String follower, int segment) {
        var position = store.position();
        return position == null ? first : positions.read(position.substring(position.indexOf(BETWEEN) + 1));
    }

    @Override
    public void extendClaim(String follower, int segment) {}

    @Override
    public void releaseClaim(String follower, int segment) {}

    @Override
    public synchronized int[] fetchSegments(String follower) {
        return begun ? ONE.clone() : NONE.clone();
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return Optional.of("beside the database");
    }
}
