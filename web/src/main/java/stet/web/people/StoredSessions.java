package stet.web.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.Ordered;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.session.Session;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Sessions lie in the database, so that a browser may talk to any node, and stays signed in when the one it talked to is gone. */
@Configuration(proxyBeanMethods = false)
class StoredSessions {
    /** A shift: nobody loses a text because they were on the telephone. */
    private static final Duration IDLE = Duration.ofHours(8);

    private static final String TABLE = "people_session";
    private static final String COOKIE = "JSESSIONID";
    /** Within what answers for failures of the database, and before what allows a stranger less than somebody who is signed in. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 8;

    private static final String HOURLY = "0 23 * * * *";

    @Bean
    @DependsOn("ledger") // which has the tables made
    JdbcIndexedSessionRepository sessionRows(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        var own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var rows = new JdbcIndexedSessionRepository(jdbc, own);
        rows.setTableName(TABLE);
        rows.setDefaultMaxInactiveInterval(IDLE);
        rows.setCleanupCron(HOURLY);
        rows.setSessionIdGenerator(HashedSessions.HASHED);
        rows.setConversionService(textAlone());
        return rows;
    }

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionFilter(
            JdbcIndexedSessionRepository rows, Cookies cookies, Clock clock) {
        var filter = filter(new HashedSessions<>(rows, Secret::draw, clock), cookies);
        var registration = new FilterRegistrationBean<SessionRepositoryFilter<?>>(filter);
        registration.setOrder(ORDER);
        return registration;
    }

    private static <S extends Session> SessionRepositoryFilter<HashedSessions.Hashed<S>> filter(
            HashedSessions<S> sessions, Cookies cookies) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(cookies.name(COOKIE));
        cookie.setUseSecureCookie(cookies.secure());
        cookie.setCookiePath("/");
        cookie.setUseBase64Encoding(false);
        cookie.setSameSite("Lax");
        var ids = new CookieHttpSessionIdResolver();
        ids.setCookieSerializer(cookie);
        var filter = new SessionRepositoryFilter<>(sessions);
        filter.setHttpSessionIdResolver(ids);
        return filter;
    }

    /** A session remembers text and nothing else, so no row can make an object of a class of its choosing. */
    private static GenericConversionService textAlone() {
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, text -> ((String) text).getBytes(UTF_8));
        conversion.addConverter(byte[].class, Object.class, bytes -> new String(bytes, UTF_8));
        return conversion;
    }
}
