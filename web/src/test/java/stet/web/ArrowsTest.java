package stet.web;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import stet.eventstore.answers.Happening;
import stet.eventstore.answers.Progress;
import stet.eventstore.beside.OwnStore;
import stet.eventstore.rebuilding.Difference;
import stet.eventstore.rebuilding.Digest;
import stet.eventstore.rebuilding.Rebuild;
import stet.eventstore.rebuilding.RebuildRefused;
import stet.eventstore.shapes.DomainJson;
import stet.eventstore.tables.Durability;
import stet.eventstore.tables.EventsNotKnown;
import stet.eventstore.tables.HistoryBroken;
import stet.eventstore.tables.Migrations;
import stet.eventstore.tables.Product;
import stet.eventstore.tables.Silence;
import stet.eventstore.tables.TablesOfAnother;

/** The arrows between the rooms point one way. A rule about classes that are not there fails, so none guards an empty room. */
@AnalyzeClasses(packages = "stet", importOptions = ShippedClasses.class)
class ArrowsTest {
    private static final String DOMAIN = "stet.domain..";
    private static final String WORKFLOW = "stet.workflow..";
    private static final String READING = "stet.reading..";
    private static final String DESK = "stet.desk..";
    private static final String HISTORY = "stet.history..";
    private static final String PUBLISHED = "stet.published..";
    private static final String EVENTSTORE = "stet.eventstore..";
    private static final String INTERCHANGE = "stet.interchange..";
    private static final String MEDIA = "stet.media..";
    private static final String SEARCH = "stet.search..";
    private static final String SEAL = "stet.seal..";
    private static final String SEALING = "stet.sealing..";
    private static final String LOOKUP = "stet.lookup..";
    private static final String WEB = "stet.web..";
    private static final String WEB_ROOM = "stet.web.";

    @ArchTest
    static final ArchRule the_domain_survives_any_framework = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            // ICU is what languages write like (ADR 14), no framework.
            .resideInAnyPackage(DOMAIN, "java..", "org.jspecify..", "com.ibm.icu..");

    /**
     * So nobody has Stet ask an address of theirs (SSRF): the provider's and the witnesses' are configured, the others are of those who type
     * on its machine.
     */
    @ArchTest
    static final ArchRule no_address_that_somebody_sends_is_asked = noClasses()
            .that()
            .haveNameNotMatching(
                    "stet\\.(sealing\\.Witnesses|web\\.(people\\.SingleSignOn|operations\\.(Call|MonitorErrand|RebuildErrand|TakeBackup|Verify)|wiring\\.TrainingRun))(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net.http..", "org.springframework.web.client..", "org.springframework.http.client..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(
                    java.net.URLConnection.class,
                    java.net.Socket.class,
                    java.net.DatagramSocket.class,
                    java.nio.channels.SocketChannel.class,
                    java.nio.channels.AsynchronousSocketChannel.class,
                    java.nio.channels.DatagramChannel.class,
                    org.springframework.core.io.UrlResource.class)
            // Those of the program's own files are given by who loads its classes.
            .orShould()
            .callMethod(java.net.URI.class, "toURL")
            .orShould()
            .callConstructor(java.net.URL.class, String.class);

    @ArchTest
    static final ArchRule the_domain_asks_no_clock_and_draws_no_number = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.random.RandomGenerator.class);

    @ArchTest
    static final ArchRule what_read_models_write_with_knows_no_room =
            knowsNothingOf(READING, DOMAIN, DESK, HISTORY, PUBLISHED, LOOKUP, WORKFLOW);

    @ArchTest
    static final ArchRule the_desk_knows_the_domain_alone = knowsNothingOf(DESK, HISTORY, PUBLISHED, LOOKUP, WORKFLOW);

    @ArchTest
    static final ArchRule the_history_knows_the_domain_alone =
            knowsNothingOf(HISTORY, DESK, PUBLISHED, LOOKUP, WORKFLOW);

    @ArchTest
    static final ArchRule what_is_published_knows_the_domain_alone =
            knowsNothingOf(PUBLISHED, DESK, HISTORY, LOOKUP, WORKFLOW);

    @ArchTest
    static final ArchRule what_looks_words_up_knows_the_domain_and_the_index =
            knowsNothingOf(LOOKUP, DESK, HISTORY, PUBLISHED, WORKFLOW);

    @ArchTest
    static final ArchRule the_index_knows_the_domain_alone = noClasses()
            .that()
            .resideInAPackage(SEARCH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    WORKFLOW,
                    DESK,
                    HISTORY,
                    PUBLISHED,
                    LOOKUP,
                    EVENTSTORE,
                    INTERCHANGE,
                    MEDIA,
                    WEB,
                    "org.axonframework..",
                    "org.springframework..");

    /** Whoever verifies has nothing of Stet but this room. */
    @ArchTest
    static final ArchRule what_verifies_knows_nothing_but_java_and_json = classes()
            .that()
            .resideInAPackage(SEAL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(SEAL, "java..", "org.jspecify..", "tools.jackson..");

    @ArchTest
    static final ArchRule what_seals_knows_what_is_stored_and_no_other_room = noClasses()
            .that()
            .resideInAPackage(SEALING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    DOMAIN, READING, WORKFLOW, DESK, HISTORY, PUBLISHED, LOOKUP, SEARCH, INTERCHANGE, MEDIA, WEB);

    @ArchTest
    static final ArchRule lucene_is_behind_the_index = noClasses()
            .that()
            .resideOutsideOfPackage(SEARCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    /** It has words taken out of what is stored, and so knows the ledger's face. */
    @ArchTest
    static final ArchRule the_workflow_knows_no_read_model = noClasses()
            .that()
            .resideInAPackage(WORKFLOW)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(READING, DESK, HISTORY, PUBLISHED, LOOKUP, SEALING, INTERCHANGE, MEDIA, WEB);

    @ArchTest
    static final ArchRule the_event_store_knows_no_room_that_it_keeps = noClasses()
            .that()
            .resideInAPackage(EVENTSTORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    READING,
                    WORKFLOW,
                    DESK,
                    HISTORY,
                    PUBLISHED,
                    LOOKUP,
                    SEARCH,
                    SEALING,
                    SEAL,
                    INTERCHANGE,
                    MEDIA,
                    WEB);

    /** The face of the event store: whatever else is public there is so for the packages next to it. */
    @ArchTest
    static final ArchRule nobody_outside_names_how_the_ledger_is_kept = noClasses()
            .that()
            .resideOutsideOfPackage(EVENTSTORE)
            .should()
            .dependOnClassesThat(resideInAPackage(EVENTSTORE)
                    .and(not(resideInAnyPackage("stet.eventstore", "stet.eventstore.backup")))
                    .and(not(belongToAnyOf(
                            DomainJson.class,
                            Migrations.class,
                            Product.class,
                            Durability.class,
                            OwnStore.class,
                            OwnStore.Contents.class,
                            OwnStore.Unreadable.class,
                            Progress.class,
                            Happening.class,
                            Rebuild.class,
                            RebuildRefused.class,
                            Difference.class,
                            Silence.class,
                            TablesOfAnother.class,
                            EventsNotKnown.class,
                            HistoryBroken.class,
                            Digest.class))));

    @ArchTest
    static final ArchRule what_comes_in_and_goes_out_knows_the_domain_alone = noClasses()
            .that()
            .resideInAPackage(INTERCHANGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WORKFLOW, DESK, HISTORY, PUBLISHED, EVENTSTORE, MEDIA, WEB);

    @ArchTest
    static final ArchRule pictures_know_the_domain_alone = noClasses()
            .that()
            .resideInAPackage(MEDIA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WORKFLOW, DESK, HISTORY, PUBLISHED, EVENTSTORE, INTERCHANGE, WEB);

    /** The packages of the program, by what they are called below {@code stet.web}, and which others of these each may name. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("assets", Set.of()),
            Map.entry("house", Set.of()),
            Map.entry("door", Set.of("house")),
            Map.entry("findings", Set.of()),
            Map.entry("pages", Set.of("assets", "door", "house", "http", "reading")),
            Map.entry("http", Set.of("door", "assets", "house")),
            Map.entry("access", Set.of("door", "http")),
            Map.entry("people", Set.of("door", "access", "assets", "house", "http")),
            Map.entry("reading", Set.of("door", "access", "http")),
            Map.entry("live", Set.of("door", "http", "access", "people", "reading")),
            Map.entry("api", Set.of("access", "door", "http", "findings", "people", "reading")),
            Map.entry("operations", Set.of("door", "http", "access")),
            Map.entry("newsroom", Set.of("door", "http", "assets", "house", "live", "pages", "people", "access")),
            Map.entry("newsroom.account", Set.of("newsroom", "door", "access", "people")),
            Map.entry("newsroom.administration", Set.of("newsroom", "door", "access", "house", "people", "reading")),
            Map.entry("newsroom.search", Set.of("newsroom", "door", "reading")),
            Map.entry("newsroom.across", Set.of("newsroom", "door", "findings", "http", "reading")),
            Map.entry("newsroom.board", Set.of("newsroom", "assets", "door", "http", "live", "people", "reading")),
            Map.entry("newsroom.editing", Set.of("newsroom", "door", "http")),
            Map.entry(
                    "newsroom.article",
                    Set.of("newsroom", "door", "house", "http", "findings", "people", "pages", "reading")),
            Map.entry("mail", Set.of("access", "house", "newsroom.board", "people", "reading")),
            Map.entry("wiring", Set.of("door", "house", "http", "mail", "operations", "people")));

    @ArchTest
    static void each_room_of_the_program_names_no_other_than_stand_here(JavaClasses program) {
        ROOMS.forEach((room, others) -> classes()
                .that()
                .resideInAPackage(WEB_ROOM + room)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(WEB))
                        .or(resideInAnyPackage(Stream.concat(Stream.of(room), others.stream())
                                .map(WEB_ROOM::concat)
                                .toArray(String[]::new))))
                .check(program));
    }

    @ArchTest
    static final ArchRule there_is_no_room_of_the_program_but_those = classes()
            .that()
            .resideInAPackage(WEB)
            .should()
            .resideInAnyPackage(
                    Stream.concat(Stream.of("stet.web"), ROOMS.keySet().stream().map(WEB_ROOM::concat))
                            .toArray(String[]::new));

    @ArchTest
    static final ArchRule no_two_packages_of_any_room_need_each_other =
            slices().matching("stet.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_wiring_gives_the_read_models_their_events = noClasses()
            .that()
            .resideOutsideOfPackages("stet.web.wiring..", DESK, HISTORY, PUBLISHED, LOOKUP)
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Projection");

    /** What an application room may not know: its siblings, how events are kept, how formats are read, what pictures are, and the program. */
    private static ArchRule knowsNothingOf(String room, String... siblings) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(siblings)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(EVENTSTORE, INTERCHANGE, MEDIA, WEB);
    }
}
