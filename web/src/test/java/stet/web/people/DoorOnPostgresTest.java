package stet.web.people;

import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.workflow.Commands;

/** The same door, with what it keeps in PostgreSQL. */
@Tag("program")
@SpringBootTest(
        classes = PeopleForTests.class,
        properties = "stet.test.database=POSTGRESQL",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DoorOnPostgresTest extends DoorTest {
    @Autowired
    DoorOnPostgresTest(
            Commands commands, Welcoming people, JdbcClient jdbc, PeopleForTests.Hands clock, Environment environment) {
        super(commands, people, jdbc, clock, environment);
    }
}
