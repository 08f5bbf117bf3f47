package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.eventstore.Databases;
import stet.eventstore.Ledger;
import stet.web.StetApplication;

/** The program as it is, on a port and a file of its own, with a newsroom in it that came in by the door. */
public final class RunningStet implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("\\?key=(\\S{43})");
    public static final String PASSWORD = "four words in a row";
    /** With which people sign in before they have one of their own. */
    static final String GIVEN = "given for one sign-in";

    private static final List<String> EVERYTHING = List.of("READ", "WRITE", "CHECK", "PUBLISH", "KILL", "ADMINISTER");
    /** All that the token of an auditor may do. */
    private static final List<String> READING = List.of("READ");

    private final ConfigurableApplicationContext context;
    private final Colleague world;
    private final Colleague administrator;

    private RunningStet(ConfigurableApplicationContext context, String key) {
        this.context = context;
        world = Colleague.world(port());
        var in = world.posts(
                        "/first-administrator",
                        "application/x-www-form-urlencoded",
                        "key=%s&name=Administrator&sign-in-name=administrator&password=%s"
                                .formatted(key, URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8))
                .with(303);
        administrator = withToken("administrator", inSession(in), EVERYTHING);
    }

    private RunningStet(ConfigurableApplicationContext context, RunningStet before) {
        this.context = context;
        world = Colleague.world(port());
        administrator = before.administrator.at(port());
    }

    public static RunningStet in(Path directory) {
        return on(new Databases.Address("jdbc:h2:file:%s".formatted(directory.resolve("newsroom")), "stet", "stet"));
    }

    public static RunningStet on(Databases.Address database, String... settings) {
        return on(database, null, settings);
    }

    /** @param clock by which it goes, in place of its own; null for that */
    static RunningStet on(Databases.Address database, @Nullable Clock clock, String... settings) {
        var shown = new ByteArrayOutputStream();
        var out = System.out;
        ConfigurableApplicationContext context;
        try {
            System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
            context = start(database, clock, settings);
        } finally {
            System.setOut(out);
            out.print(shown.toString(StandardCharsets.UTF_8).replaceAll("\\?key=\\S+", "?key=(shown once)"));
        }
        var link = LINK.matcher(shown.toString(StandardCharsets.UTF_8));
        assertThat(link.find()).as("the first administrator is let in").isTrue();
        return new RunningStet(context, link.group(1));
    }

    /** The program, started on a database that has this newsroom in it. */
    public RunningStet again(Databases.Address database, String... settings) {
        return new RunningStet(start(database, null, settings), this);
    }

    /** The same by this clock. */
    RunningStet again(Databases.Address database, Clock clock) {
        return new RunningStet(start(database, clock), this);
    }

    private static ConfigurableApplicationContext start(
            Databases.Address database, @Nullable Clock clock, String... settings) {
        var all = new ArrayList<>(List.of(
                "--server.port=0",
                // A busy machine is no reason to miss what was done before.
                "--stet.search.patience=20s",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password()));
        if (database.url().startsWith("jdbc:postgresql:")) {
            // Other programs of the build run beside this one.
            all.add("--stet.search.directory=target/search-"
                    + ProcessHandle.current().pid());
        }
        all.addAll(List.of(settings));
        return new SpringApplicationBuilder(StetApplication.class)
                .initializers(new OnlyTheProgram(), context -> goesBy(clock, context))
                .run(all.toArray(String[]::new));
    }

    private static void goesBy(@Nullable Clock clock, ConfigurableApplicationContext context) {
        if (clock != null) {
            context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Clock ? clock : bean;
                }
            });
        }
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** All the parts there are of a type. */
    public <T> List<T> parts(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    /** Whoever is not signed in. */
    public Colleague world() {
        return world;
    }

    public Colleague administrator() {
        return administrator;
    }

    public void opens(String desk) {
        administrator
                .posts("/api/newsroom/open-desk", Map.of("desk", desk, "name", "The " + desk))
                .with(200);
    }

    /** Somebody new, who signs in at once with what they were given, and sets a password of their own. */
    public Colleague welcomes(String id, String name, String... roles) {
        administrator
                .posts(
                        "/api/people",
                        Map.of(
                                "id", id,
                                "name", name,
                                "signInName", id,
                                "roles", List.of(roles),
                                "desks", List.of(),
                                "password", GIVEN))
                .with(201);
        return withToken(
                id, choosesAPassword(id, GIVEN, PASSWORD), List.of(roles).contains("AUDITOR") ? READING : EVERYTHING);
    }

    /** Signs in with a password that was given, and sets this one. */
    Colleague choosesAPassword(String id, String given, String own) {
        return inSession(inBrowser(id, given)
                .posts("/api/me/password", Map.of("current", given, "new", own))
                .with(204));
    }

    /** Changes behind Stet's back what a read model has written, in the tables that serve. */
    public void tampers(String readModel, String sql) {
        context.getBean(Ledger.class).queries(readModel).sql(sql).update();
    }

    /** How many events the ledger holds. */
    public long events() {
        return context.getBean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM ledger_event")
                .query(Long.class)
                .single();
    }

    /** A room's own tables; what Flyway notes of them is left out. */
    public List<String> tables(String prefix) {
        return context
                .getBean(JdbcClient.class)
                .sql("SELECT LOWER(table_name) FROM information_schema.tables WHERE LOWER(table_schema) = 'public'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> table.startsWith(prefix))
                .filter(table -> !table.endsWith("_migration"))
                .sorted()
                .toList();
    }

    /** Every row of a table as text, which is the same on every database, in an order that is always the same. */
    public List<String> rows(String table) {
        return context
                .getBean(JdbcClient.class)
                .sql("SELECT * FROM " + table)
                .query((row, _) -> {
                    var columns = row.getMetaData();
                    var text = new StringBuilder();
                    for (var column = 1; column <= columns.getColumnCount(); column++) {
                        text.append(columns.getColumnLabel(column).toLowerCase(Locale.ROOT))
                                .append('=')
                                .append(text(row.getObject(column)))
                                .append(' ');
                    }
                    return text.toString();
                })
                .list()
                .stream()
                .sorted()
                .toList();
    }

    private static @Nullable Object text(@Nullable Object value) {
        return switch (value) {
            case OffsetDateTime time -> time.toInstant();
            case Timestamp time -> time.toInstant();
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case null, default -> value;
        };
    }

    /** Waits until all that has happened is sealed. */
    void seals() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> administrator
                                .sees("/api/seal")
                                .path("extent")
                                .path("unsealed")
                                .asLong(1)
                        == 0);
    }

    @Override
    public void close() {
        context.close();
    }

    /** On with a token that may do this, as a program would. */
    private Colleague withToken(String name, Colleague inBrowser, List<String> scopes) {
        return world.signedIn(
                name,
                inBrowser
                        .posts("/api/tokens", Map.of("label", "test", "scopes", scopes))
                        .with(201)
                        .json()
                        .path("token")
                        .asString());
    }

    /** In by name and password, with a session, as a browser would be. */
    public Colleague inBrowser(String name, String password) {
        return inSession(world.posts("/api/session", Map.of("name", name, "password", password))
                .with(204));
    }

    /** With the session of somebody who has given their password on the page, and has still to give a code. */
    Colleague halfInBrowser(String name, String password) {
        return inSession(world.with("Cookie", "XSRF-TOKEN=of-the-form")
                .with("X-XSRF-TOKEN", "of-the-form")
                .posts(
                        "/sign-in",
                        "application/x-www-form-urlencoded",
                        "name=%s&password=%s"
                                .formatted(name, URLEncoder.encode(password, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8))
                .with(303));
    }

    /** With the session that an answer begins. */
    private Colleague inSession(Reply signedIn) {
        var cookies = signedIn.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .filter(cookie -> !cookie.endsWith("="))
                .toList();
        var csrf = cookies.stream()
                .filter(cookie -> cookie.contains("XSRF-TOKEN="))
                .map(cookie -> cookie.substring(cookie.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        return world.with("Cookie", String.join("; ", cookies)).with("X-XSRF-TOKEN", csrf);
    }
}
