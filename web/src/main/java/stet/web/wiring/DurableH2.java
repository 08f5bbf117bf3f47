package stet.web.wiring;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;
import stet.h2file.DurableDatabase;

/** Opens a file of H2 with the options under which what is acknowledged is on disk, whatever options the URL has. */
@Component
final class DurableH2 implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && DurableDatabase.isFile(pool.getJdbcUrl())) {
            pool.setJdbcUrl(DurableDatabase.address(pool.getJdbcUrl()));
            return new DurableDatabase(pool);
        }
        return bean;
    }
}
