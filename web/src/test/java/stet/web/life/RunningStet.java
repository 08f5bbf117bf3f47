package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Ledger;
import stet.web.StetApplication;

/** The program as it is, on a port and a file of its own, with a newsroom in it that came in by the door. */
final class RunningStet implements AutoCloseable {
    private static final Pattern FIRST_PASSWORD = Pattern.compile("password\\s+(\\S{20,})");
    static final String PASSWORD = "four words in a row";

    private final ConfigurableApplicationContext context;
    private final Colleague world;
    private final Colleague administrator;

    private RunningStet(ConfigurableApplicationContext context, String firstPassword) {
        this.context = context;
        world = Colleague.world(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        administrator = signIn("administrator", firstPassword);
    }

    static RunningStet in(Path directory) {
        var shown = new ByteArrayOutputStream();
        var out = System.out;
        ConfigurableApplicationContext context;
        try {
            System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
            context = new SpringApplicationBuilder(StetApplication.class)
                    .initializers(new OnlyTheProgram())
                    .run(
                            "--server.port=0",
                            "--spring.datasource.url=jdbc:h2:file:%s".formatted(directory.resolve("newsroom")));
        } finally {
            System.setOut(out);
            out.print(shown.toString(StandardCharsets.UTF_8).replaceAll("password\\s+\\S+", "password (shown once)"));
        }
        var password = FIRST_PASSWORD.matcher(shown.toString(StandardCharsets.UTF_8));
        assertThat(password.find()).as("the first administrator is let in").isTrue();
        return new RunningStet(context, password.group(1));
    }

    /** Whoever is not signed in. */
    Colleague world() {
        return world;
    }

    Colleague administrator() {
        return administrator;
    }

    void opens(String desk) {
        administrator
                .posts("/api/newsroom/open-desk", Map.of("desk", desk, "name", "The " + desk))
                .with(200);
    }

    /** Somebody new, who signs in at once. */
    Colleague welcomes(String id, String name, String... roles) {
        administrator
                .posts(
                        "/api/people",
                        Map.of(
                                "id", id,
                                "name", name,
                                "signInName", id,
                                "roles", List.of(roles),
                                "desks", List.of(),
                                "password", PASSWORD))
                .with(201);
        return signIn(id, PASSWORD);
    }

    /** Changes behind Stet's back what a read model has written, in the tables that serve. */
    void tampers(String readModel, String sql) {
        context.getBean(Ledger.class).queries(readModel).sql(sql).update();
    }

    /** How many events the ledger holds. */
    long events() {
        return context.getBean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM ledger_event")
                .query(Long.class)
                .single();
    }

    /** A room's own tables; what Flyway notes of them is left out. */
    List<String> tables(String prefix) {
        return context
                .getBean(JdbcClient.class)
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> table.toLowerCase(Locale.ROOT).startsWith(prefix))
                .filter(table -> !table.endsWith("_migration"))
                .sorted()
                .toList();
    }

    /** Every row of a table as text, in an order that is always the same. */
    List<String> rows(String table) {
        return context
                .getBean(JdbcClient.class)
                .sql("SELECT * FROM " + table)
                .query((row, _) -> {
                    var columns = row.getMetaData();
                    var text = new StringBuilder();
                    for (var column = 1; column <= columns.getColumnCount(); column++) {
                        text.append(columns.getColumnLabel(column))
                                .append('=')
                                .append(row.getString(column))
                                .append(' ');
                    }
                    return text.toString();
                })
                .list()
                .stream()
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }

    /** In by name and password, and on with a token, as a program would. */
    private Colleague signIn(String name, String password) {
        var session = world.posts("/api/session", Map.of("name", name, "password", password))
                .with(204);
        var cookies = session.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .filter(cookie -> !cookie.endsWith("="))
                .toList();
        var csrf = cookies.stream()
                .filter(cookie -> cookie.startsWith("XSRF-TOKEN="))
                .map(cookie -> cookie.substring(cookie.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        var token = world.with("Cookie", String.join("; ", cookies))
                .with("X-XSRF-TOKEN", csrf)
                .sends(
                        "POST",
                        "/api/tokens",
                        Colleague.JSON,
                        BodyPublishers.ofByteArray(Colleague.json(Map.of("label", "test"))))
                .with(201)
                .json()
                .path("token")
                .asString();
        return world.signedIn(name, token);
    }
}
