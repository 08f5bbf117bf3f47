package stet.web.wiring;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;
import stet.eventstore.tables.Silence;
import stet.h2file.DurableDatabase;
import stet.web.operations.DataNotOpened;

/**
 * Opens a file of H2 in the way that keeps what is acknowledged, whatever its address says besides where it is; and a PostgreSQL so that it
 * is not waited for without an end.
 */
@Component
final class Keeping implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && DurableDatabase.isFile(pool.getJdbcUrl())) {
            pool.setJdbcUrl(DurableDatabase.address(pool.getJdbcUrl()));
            DataNotOpened.refuseEmptyFile(pool.getJdbcUrl());
            return new DurableDatabase(pool);
        }
        if (bean instanceof HikariDataSource pool && pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            // What an operator has set stays.
            Silence.limits(pool.getJdbcUrl()).forEach(pool.getDataSourceProperties()::putIfAbsent);
        }
        return bean;
    }
}
