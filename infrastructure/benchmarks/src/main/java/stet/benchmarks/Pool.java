package stet.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The connections of one contestant. */
final class Pool extends DelegatingDataSource implements AutoCloseable {
    private final HikariDataSource connections;
    private final boolean h2;

    /** @param durable whatever goes round the connections to make their commits durable, or they themselves */
    Pool(DataSource durable, HikariDataSource connections, boolean h2) {
        super(durable);
        this.connections = connections;
        this.h2 = h2;
    }

    int most() {
        return connections.getMaximumPoolSize();
    }

    boolean isH2() {
        return h2;
    }

    @Override
    public void close() {
        connections.close();
    }
}
