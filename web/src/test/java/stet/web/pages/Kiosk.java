package stet.web.pages;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleEvent;
import stet.domain.newsroom.Newsroom;
import stet.eventstore.Databases;
import stet.eventstore.tables.Migrations;
import stet.lookup.Search;
import stet.media.Pictures;
import stet.published.Published;
import stet.published.PublishedProjection;
import stet.reading.Feed;
import stet.search.SearchIndex;
import stet.web.assets.Assets;
import stet.web.assets.Links;
import stet.web.assets.Press;
import stet.web.house.House;

/** The readers' pages on a port of their own, over a real database that is filled as the real one is. */
final class Kiosk implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final String SECRET = "Xyzzy";

    private final Feed feed = new Feed(Databases.H2, "published", PublishedProjection::new);
    private final AtomicInteger happened = new AtomicInteger();
    private final SearchIndex index = SearchIndex.inMemory();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext program;
    final int port;
    final Pictures pictures;

    Kiosk() {
        Migrations.run(feed.database, "media");
        var published = new Published(feed.jdbc, feed.json);
        pictures = new Pictures(feed.jdbc);
        ApplicationContextInitializer<GenericApplicationContext> world = context -> {
            context.registerBean(Published.class, () -> published);
            context.registerBean(Search.class, () -> new Search(() -> index, feed.json));
            context.registerBean(House.class, () -> new House(Newsroom.EMPTY::settings, "Stet", "", "en"));
            context.registerBean(Pictures.class, () -> pictures);
            context.registerBean(WithdrawnPictures.class, () -> (_, _) -> false);
            context.registerBean(Leads.class, () -> new Leads(pictures, () -> "published"));
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
        feed.happened(act, event);
        feed.read();
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

    ReadersBulkhead bulkhead() {
        return program.getBean(ReadersBulkhead.class);
    }

    @Override
    public void close() {
        program.close();
        index.close();
        http.close();
        feed.close();
    }

    /**
     * Security is on, as in the whole program, for the headers that it adds; it asks nobody for a name. It is no configuration class,
     * so the whole program never finds it.
     */
    @EnableAutoConfiguration
    @Import({
        Assets.class,
        Links.class,
        NewsPages.class,
        Press.class,
        Sheets.class,
        ReadersBulkhead.class,
        PublicSearch.class,
        PublishedApi.class,
        PublishedProblems.class,
        PicturePages.class
    })
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
}
