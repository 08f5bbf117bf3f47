package stet.web.people;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import stet.domain.InvalidValue;
import stet.domain.Refused;
import stet.eventstore.Databases;
import stet.eventstore.Ledger;
import stet.eventstore.StoredEvents;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Migrations;
import stet.media.Pictures;
import stet.web.access.AccessLedger;
import stet.web.assets.Assets;
import stet.web.door.Door;
import stet.web.door.PictureSight;
import stet.web.door.SignedIn;
import stet.web.house.House;
import stet.web.http.Cursors;
import stet.web.http.Origin;
import stet.web.http.SecurityHeaders;
import stet.workflow.Commands;
import stet.workflow.ConfidentialSources;
import stet.workflow.PastStates;
import stet.workflow.Redaction;
import stet.workflow.sealing.KeyFile;
import stet.workflow.sealing.NewsroomKeys;

/** Signing in alone, in front of a newsroom of its own. It is no configuration class, so the whole program never finds it. */
@EnableAutoConfiguration
@ComponentScan(basePackageClasses = {Security.class, AccessLedger.class, Assets.class})
@Import({
    Door.class,
    Cursors.class,
    House.class,
    Origin.class,
    SecurityHeaders.class,
    PeopleForTests.Translation.class,
    PeopleForTests.Rooms.class
})
class PeopleForTests {

    /** On a file of H2, unless it is told otherwise. */
    @Bean
    HikariDataSource dataSource(@Value("${stet.test.database:H2}") Databases databases) {
        var source = databases.fresh().open();
        List.of("eventstore", "workflow", "people").forEach(room -> Migrations.run(source, room));
        return source;
    }

    @Bean
    Ledger ledger(DataSource source) {
        return Ledger.on(source, new DataSourceTransactionManager(source)).build();
    }

    @Bean
    Commands commands(Ledger ledger, JdbcClient jdbc, DataSource source) {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        return new Commands(
                ledger.commands(),
                ledger.events(),
                ledger.parameters(),
                jdbc,
                transaction,
                DomainJson.mapper(),
                ConfidentialSources.open(
                        jdbc,
                        transaction,
                        new KeyFile(Path.of("target/keys-of-tests/newsroom.keys")),
                        Set.of(),
                        ledger.isShared()));
    }

    /** Its file is made with the commands. */
    @Bean
    NewsroomKeys keys(Commands made) {
        return new KeyFile(Path.of("target/keys-of-tests/newsroom.keys")).read().orElseThrow();
    }

    /** The door needs it, and nobody takes words out here. */
    @Bean
    Redaction redaction(Commands commands, Ledger ledger, DataSource source, Clock clock) {
        var unused = new Redaction.Hashes() {
            @Override
            public String payload(StoredEvents.Stored event, byte[] salt) {
                throw new UnsupportedOperationException();
            }

            @Override
            public String metaData(StoredEvents.Stored event, byte[] salt) {
                throw new UnsupportedOperationException();
            }
        };
        var file = new KeyFile(Path.of("target/keys-of-tests/newsroom.keys"));
        return new Redaction(
                commands,
                new PastStates(ledger.events(), source),
                ledger,
                source,
                DomainJson.mapper(),
                unused,
                hash -> {},
                file,
                clock);
    }

    @Bean
    Pictures pictures(JdbcClient jdbc) {
        return new Pictures(jdbc);
    }

    /** Nobody puts pictures into articles here. */
    @Bean
    PictureSight sight() {
        return (_, _, _) -> Optional.empty();
    }

    @Bean
    Hands clock() {
        return new Hands();
    }

    /** A clock that can be put forward. */
    static final class Hands extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void forward(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return InstantSource.system().withZone(zone);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** Stands in for the program's own translation of refusals. */
    @TestComponent
    @RestControllerAdvice
    static class Translation extends ResponseEntityExceptionHandler {
        @ExceptionHandler
        ProblemDetail refused(Refused refused) {
            var problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, refused.sentence());
            problem.setType(URI.create("/api/problems/" + refused.code().type()));
            return problem;
        }

        @ExceptionHandler
        ProblemDetail invalid(InvalidValue invalid) {
            return ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(invalid.getMessage()));
        }
    }

    /** Stands in for what needs a sign-in. */
    @TestComponent
    @RestController
    static class Rooms {
        @GetMapping("/desk")
        String desk(@AuthenticationPrincipal SignedIn me) {
            return "The desk of " + me.name();
        }

        @GetMapping({"/", "/news/{story}"})
        String published(@AuthenticationPrincipal @Nullable SignedIn me) {
            return me == null ? "For everybody" : "For " + me.name();
        }

        /** Whoever is not signed in gets no further than the door, and so nothing is done with what is sent. */
        @PostMapping({"/newsroom/articles/{id}/add-comment", "/newsroom/account/password"})
        void sent() {
            throw new AssertionError("Somebody who is not signed in came in");
        }

        @GetMapping("/actuator/for-tests")
        Map<String, String> actuator() {
            return Map.of();
        }
    }
}
