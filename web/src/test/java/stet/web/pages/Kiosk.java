package stet.web.pages;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent;
import stet.eventstore.Databases;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;
import stet.media.Pictures;
import stet.published.Published;
import stet.published.PublishedProjection;

/** The readers' pages on a port of their own, over a real database that is filled as the real one is. */
final class Kiosk implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final String SECRET = "Xyzzy";

    private final HikariDataSource database = Databases.H2.fresh().open();
    private final SpringTransactionManager transactions;
    private final AnnotationEventHandlerAdapter projection;
    private final Map<String, Long> sequences = new HashMap<>();
    private final AtomicInteger happened = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext program;
    final int port;
    final Pictures pictures;

    Kiosk() {
        Migrations.run(database, "published");
        Migrations.run(database, "media");
        var json = DomainJson.mapper();
        var jdbc = new JdbcTemplate(database);
        transactions = new SpringTransactionManager(new DataSourceTransactionManager(database));
        projection = new AnnotationEventHandlerAdapter(
                new PublishedProjection(jdbc, json),
                MultiParameterResolverFactory.ordered(
                        ClasspathParameterResolverFactory.forClass(Kiosk.class),
                        (_, parameters, index) -> parameters[index].getType() == Act.class ? new TheAct() : null));
        var published = new Published(JdbcClient.create(jdbc), json);
        pictures = new Pictures(JdbcClient.create(jdbc));
        ApplicationContextInitializer<GenericApplicationContext> world = context -> {
            context.registerBean(Published.class, () -> published);
            context.registerBean(Pictures.class, () -> pictures);
            context.registerBean(PublicPages.class, () -> new PublicPages(() -> "%d".formatted(happened.get())));
        };
        program = new SpringApplicationBuilder(Program.class)
                .initializers(world)
                // The program's own settings give way to arguments only.
                .run("--server.port=0", "--spring.datasource.url=jdbc:h2:mem:unused");
        port = program.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Brings the event to the read model at once, in a transaction. */
    void happened(Instant at, ArticleEvent event) {
        var act = new Act(new PersonId(SECRET), Role.PUBLISHER, at, SECRET, new CommandId(SECRET));
        var stream = event.articleId().value();
        var sequence = sequences.merge(stream, 0L, (last, _) -> last + 1);
        var message =
                new GenericDomainEventMessage<>("Test", stream, sequence, new GenericMessage<>(event, act.asMap()), at);
        var work = DefaultUnitOfWork.startAndGet(message);
        work.attachTransaction(transactions);
        var result = work.executeWithResult(() -> projection.handle(message));
        if (result.isExceptional()) {
            throw new AssertionError(result.exceptionResult());
        }
        happened.incrementAndGet();
    }

    HttpResponse<String> get(String address, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        program.close();
        http.close();
        database.close();
    }

    /**
     * Security is on, as in the whole program, for the headers that it adds; it asks nobody for a name. It is no configuration class,
     * so the whole program never finds it.
     */
    @EnableAutoConfiguration
    @Import({NewsPages.class, Press.class, PublishedApi.class, PicturePages.class})
    static class Program {
        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneId.of("Europe/Berlin"));
        }

        @Bean
        SecurityFilterChain everybody(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    private static final class TheAct implements ParameterResolver<Act> {
        @Override
        public Act resolveParameterValue(Message<?> message) {
            return Act.from(message.getMetaData(), ((EventMessage<?>) message).getTimestamp());
        }

        @Override
        public boolean matches(Message<?> message) {
            return message instanceof EventMessage;
        }
    }
}
