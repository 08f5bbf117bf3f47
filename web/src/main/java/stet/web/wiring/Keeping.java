package stet.web.wiring;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;
import stet.h2file.DurableDatabase;

/** Opens a file of H2 in the way that keeps what is acknowledged, whatever its address says besides where it is. */
@Component
final class Keeping implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && DurableDatabase.isFile(pool.getJdbcUrl())) {
            pool.setJdbcUrl(DurableDatabase.address(pool.getJdbcUrl()));
            return new DurableDatabase(pool);
        }
        return bean;
    }
}
