package stet.web.wiring;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;
import stet.eventstore.tables.Silence;
import stet.h2file.DurableDatabase;
import stet.web.operations.DataNotOpened;

/**
 * Opens a file of H2 with the options under which what is acknowledged is on disk, whatever options the URL has; and a PostgreSQL with
 * limits to how long it is waited for.
 */
@Component
final class DurableH2 implements BeanPostProcessor {
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
