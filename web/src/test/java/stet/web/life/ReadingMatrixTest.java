package stet.web.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import stet.domain.Role;

/** Every role, at a desk of theirs and at another's, asks every operation there is of articles of every sort (docs/reading.md). */
@Tag("program")
class ReadingMatrixTest {
    private static final String HEADLINE = "The harbour master";
    private static final String MERGE = "/api/articles/%s/merge-preview";

    private static final String READS = "reads one article";
    private static final String FORM = "a form about one article";
    private static final String COMMAND = "a command to one article";
    private static final String LIST = "lists articles";
    private static final String PICTURE = "shows a picture";

    /** Every operation of the program by what it tells; one that is in neither table fails {@link #every_operation_has_its_row}. */
    private static final Map<String, String> ROWS = new TreeMap<>(Map.ofEntries(
            entry("GET /api/articles/{id}", READS),
            entry("GET /api/articles/{id}/as-of", READS),
            entry("GET /api/articles/{id}/checks", READS),
            entry("GET /api/articles/{id}/content", READS),
            entry("GET /api/articles/{id}/corrections", READS),
            entry("GET /api/articles/{id}/hints", READS),
            entry("GET /api/articles/{id}/replacements", READS),
            entry("GET /api/articles/{id}/history", READS),
            entry("GET /api/articles/{id}/obstacles", READS),
            entry("GET /api/articles/{id}/original", READS),
            entry("GET /api/articles/{id}/people", READS),
            entry("GET /api/articles/{id}/sources/{source}", READS),
            entry("GET /api/articles/{id}/provenance", READS),
            entry("GET /api/articles/{id}/redline", READS),
            entry("GET /api/articles/{id}/restoration", READS),
            entry("GET /api/articles/{id}/suggestions", READS),
            entry("GET /api/articles/{id}/state-as-of", READS),
            entry("GET /api/articles/{id}/timeline", READS),
            entry("GET /newsroom/articles/{id}", READS),
            entry("GET /newsroom/articles/{id}/as-of", READS),
            entry("GET /newsroom/articles/{id}/corrections", READS),
            entry("GET /newsroom/articles/{id}/edit", READS),
            entry("GET /newsroom/articles/{id}/preview", READS),
            entry("GET /newsroom/articles/{id}/preview/story", READS),
            entry("GET /newsroom/articles/{id}/provenance", READS),
            entry("GET /newsroom/articles/{id}/redline", READS),
            entry("GET /newsroom/articles/{id}/replace", READS),
            entry("GET /newsroom/articles/{id}/restore", READS),
            entry("GET /newsroom/articles/{id}/timeline", READS),
            entry("GET /newsroom/articles/{id}/source", READS),
            entry(
                    "GET /newsroom/articles/{id}/{panel:checking|pictures|publishing|comments|people|history|details}",
                    READS),
            entry("GET /newsroom/cards/{id}", READS),
            entry("DELETE /newsroom/articles/{id}/presence", FORM),
            entry("POST /newsroom/articles/{id}/caption", FORM),
            entry("POST /newsroom/articles/{id}/edit", FORM),
            entry("POST /newsroom/articles/{id}/pictures", FORM),
            entry("POST /newsroom/articles/{id}/remove-picture", FORM),
            entry("POST /newsroom/articles/{id}/{command}", FORM),
            entry("PUT /newsroom/articles/{id}/presence", FORM),
            entry("POST /api/articles/{id}/merge-preview", COMMAND),
            entry("POST /api/articles/{id}/{command}", COMMAND),
            entry("PUT /api/articles/{id}/content", COMMAND),
            entry("GET /api/articles", LIST),
            entry("GET /api/counts", LIST),
            entry("GET /api/me/work", LIST),
            entry("GET /api/search", LIST),
            entry("GET /api/search/history", LIST),
            entry("GET /api/deeds", LIST),
            entry("GET /api/deeds.csv", LIST),
            entry("GET /api/sources", LIST),
            entry("GET /api/sources/doubted", LIST),
            entry("GET /newsroom/deeds", LIST),
            entry("GET /newsroom/sources", LIST),
            entry("GET /api/rehearsals", LIST),
            entry("GET /newsroom/rehearsal", LIST),
            entry("GET /api/times", LIST),
            entry("GET /api/times.csv", LIST),
            entry("GET /api/newsroom/as-of", LIST),
            entry("GET /newsroom/as-of", LIST),
            entry("GET /newsroom/times", LIST),
            entry("GET /newsroom", LIST),
            entry("GET /newsroom/search", LIST),
            entry("GET /newsroom/search/history", LIST),
            entry("GET /newsroom/mine", LIST),
            entry("GET /newsroom/notices", LIST),
            entry("GET /newsroom/people/{id}/farewell", LIST),
            entry("GET /newsroom/live", LIST),
            entry("GET /api/pictures/{picture}", PICTURE),
            entry("GET /api/pictures/{picture}/original", PICTURE),
            entry("GET /newsroom/pictures/{picture:[0-9a-f]{64}}", PICTURE),
            entry("GET /newsroom/pictures/{picture:[0-9a-f]{64}}/{room:[1-9][0-9]{0,4}}", PICTURE)));

    /** Those that tell nothing of an article that is not published. */
    private static final Set<String> TELLING_NOTHING = Set.of(
            "GET /",
            "GET /access",
            "GET /api/access",
            "GET /api/backup",
            "GET /api/desks",
            "GET /api/me",
            "GET /api/me/views",
            "GET /api/newsroom/history",
            "GET /api/people",
            "GET /api/problems",
            "GET /api/rehearsals/requirements",
            "GET /api/problems/{name}",
            "GET /api/published",
            "GET /api/published/{slug}",
            "GET /api/published/{slug}/editions",
            "GET /api/published/{slug}/editions/{number}",
            // What was public once; of it, what was held or killed is for whoever reads what was killed (MementoTest).
            "GET /as-of/{instant}",
            "GET /as-of/{instant}/sections/{section}",
            "GET /as-of/{instant}/news/{slug}",
            "GET /as-of/{instant}/news/{slug}/editions/{number:[1-9][0-9]{0,8}}",
            "GET /api/as-of/{instant}/published",
            "GET /api/as-of/{instant}/published/{slug}",
            "GET /api/as-of/{instant}/published/{slug}/editions",
            "GET /api/as-of/{instant}/published/{slug}/editions/{number}",
            "GET /timemap/**",
            // Hashes, and what was public or openly withdrawn (MonitorTest).
            "GET /seal/policy",
            "GET /seal/checkpoint",
            "GET /seal/tile/{*path}",
            "GET /seal/statements/checkpoint",
            "GET /seal/statements/tile/{*path}",
            "GET /api/readers",
            // Hashes and counts, for whoever audits; a pack is for those who read everything, and is logged (SealTest).
            "GET /api/seal",
            "GET /api/seal/checkpoint",
            "GET /api/seal/consistency/{older}",
            "GET /api/seal/inclusion/{event}",
            "GET /api/seal/pack",
            "GET /api/seal/policy",
            "GET /api/seal/tile/{level}/{first}/{second}",
            "GET /api/seal/tile/{level}/{first}/{second}/{third}",
            "GET /api/seal/tile/{level}/{tile}",
            "GET /newsroom/seal",
            "GET /newsroom/seal/file",
            "POST /api/seal/verification",
            "POST /newsroom/seal/verify",
            "GET /api/readers/{name}/digest",
            "GET /api/readers/{name}/rebuild",
            "GET /api/tokens",
            "GET /api/me/sessions",
            "GET /forgotten-password",
            "GET /set-password",
            "GET /newsroom/backup",
            "GET /newsroom/desks",
            "GET /newsroom/desks/{id}/close",
            "GET /newsroom/people",
            "GET /newsroom/people/{id}",
            "GET /newsroom/people/{id}/password",
            "GET /newsroom/people/{id}/second-factor",
            "GET /sign-in/code",
            "GET /sign-in/sso",
            "GET /sign-in/sso/callback",
            "GET /api/me/second-factor",
            "POST /api/me/second-factor",
            "POST /api/me/second-factor/confirmation",
            "POST /api/me/second-factor/recovery-codes",
            "DELETE /api/me/second-factor",
            "DELETE /api/people/{id}/second-factor",
            "POST /newsroom/account/second-factor",
            "POST /newsroom/account/second-factor/confirm",
            "POST /newsroom/account/second-factor/recovery-codes",
            "POST /newsroom/account/second-factor/end",
            "POST /newsroom/people/{id}/second-factor",
            "POST /sign-in/code",
            "POST /sign-in/again",
            "POST /api/session/factor/passkey",
            "POST /api/session/passkey",
            "GET /api/session/passkey",
            "GET /api/me/passkeys",
            "POST /api/me/passkeys",
            "GET /api/me/passkeys/options",
            "PUT /api/me/passkeys/{id}",
            "DELETE /api/me/passkeys/{id}",
            "POST /newsroom/account/passkeys/{id}/rename",
            "POST /newsroom/account/passkeys/{id}/remove",
            "POST /api/session/factor",
            "GET /newsroom/backup/file",
            "GET /newsroom/settings",
            "DELETE /api/me/sessions",
            "DELETE /api/me/sessions/{id}",
            "PUT /api/me/zone",
            "POST /api/people/invitations",
            "POST /api/people/{id}/invitation",
            "POST /forgotten-password",
            "POST /set-password",
            "POST /newsroom/account/letters",
            "POST /newsroom/account/sessions/end",
            "POST /newsroom/account/sessions/{id}/end",
            "POST /newsroom/account/zone",
            "POST /newsroom/desks/open",
            "POST /newsroom/desks/{id}/close",
            "POST /newsroom/desks/{id}/close-reading",
            "POST /newsroom/desks/{id}/open-reading",
            "POST /newsroom/desks/{id}/rename",
            "POST /newsroom/desks/{id}/reopen",
            "POST /newsroom/people/invite",
            "POST /newsroom/people/{id}/desks",
            "POST /newsroom/people/{id}/farewell",
            "POST /newsroom/people/{id}/invite",
            "POST /newsroom/people/{id}/password",
            "POST /newsroom/people/{id}/roles",
            "POST /newsroom/settings/language",
            "POST /newsroom/settings/name",
            "POST /newsroom/settings/quotation-marks",
            "POST /newsroom/settings/zone",
            "POST /newsroom/sources/doubt",
            "POST /newsroom/sources/lift",
            "GET /first-administrator",
            "GET /search",
            "GET /news/{slug}",
            "GET /news/{slug}/editions/{number:[1-9][0-9]{0,8}}",
            "GET /newsroom/account",
            // Asks the same whether an article is there or not (ReadingInConfidenceTest).
            "GET /newsroom/articles/{id}/break-glass",
            "POST /newsroom/articles/{id}/break-glass",
            // For standards alone, who read all; to others the same whether an article is there or not.
            "POST /api/articles/{id}/redaction-preview",
            "POST /api/articles/{id}/redact-words",
            "GET /newsroom/articles/{id}/redact-words",
            "POST /newsroom/articles/{id}/redact-words",
            "GET /newsroom/new",
            "GET /newsroom/signed-in",
            "GET /own-password",
            // What is public, or was once; of it, what was held or killed is for whoever reads what was killed
            // (PicturesTest).
            "GET /pictures/{picture:[0-9a-f]{64}}",
            "GET /pictures/{picture:[0-9a-f]{64}}/{room:[1-9][0-9]{0,4}}",
            "GET /readers",
            "GET /sections/{section}",
            "GET /sign-in",
            "GET /sign-out",
            "DELETE /api/me/views/{id}",
            "DELETE /api/readers/{name}/rebuild",
            "DELETE /api/session",
            "DELETE /api/tokens/{id}",
            "POST /api/articles",
            "POST /api/me/password",
            "POST /api/me/views",
            "POST /api/newsroom/{command}",
            "POST /api/people",
            "POST /api/people/{id}/password",
            "POST /api/pictures",
            "POST /api/readers/{name}/rebuild",
            "POST /api/readers/{name}/rebuild/accept",
            "POST /api/session",
            "POST /api/tokens",
            "POST /first-administrator",
            "POST /newsroom/account/keys",
            "POST /newsroom/account/looks",
            "POST /newsroom/account/password",
            "POST /newsroom/account/seen",
            "POST /newsroom/account/tokens",
            "POST /newsroom/account/tokens/{id}/end",
            "POST /newsroom/many",
            "POST /newsroom/new",
            "POST /newsroom/views",
            "POST /newsroom/views/{id}/delete",
            "POST /newsroom/views/{id}/rename",
            "POST /own-password",
            "POST /readers/{name}/abandon",
            "POST /readers/{name}/accept",
            "POST /readers/{name}/rebuild",
            "POST /sign-in",
            "PUT /api/me/email",
            "PUT /api/me/views/{id}");

    private enum Sort {
        OPEN,
        CLOSED,
        KILLED,
        CONFIDENTIAL
    }

    /** @param inside whether they work at the desk that is closed */
    private record Somebody(Colleague colleague, String role, boolean inside) {
        /** What docs/reading.md says, said once more. */
        boolean mayRead(Sort sort) {
            return switch (role) {
                case "STANDARDS", "AUDITOR" -> true;
                case "ADMINISTRATOR", "NONE" -> false;
                default -> sort == Sort.OPEN || (sort == Sort.CLOSED && inside);
            };
        }

        boolean readsAny() {
            return mayRead(Sort.OPEN);
        }
    }

    @TempDir
    static Path directory;

    private static RunningStet stet;
    private static Newcomers people;
    private static final Map<Sort, String> ARTICLES = new TreeMap<>();
    private static final List<Somebody> EVERYBODY = new ArrayList<>();

    @BeforeAll
    static void a_newsroom_with_a_desk_that_is_closed() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        stet.opens("probes");
        people = Newcomers.to(stet);
        for (var role : Stream.concat(Stream.of(Role.values()).map(Role::name), Stream.of("NONE"))
                .toList()) {
            for (var inside : List.of(true, false)) {
                var id = role.toLowerCase(java.util.Locale.ROOT) + (inside ? "-in" : "-out");
                var colleague = role.equals("NONE") ? stet.welcomes(id, id) : stet.welcomes(id, id, role);
                if (inside) {
                    puts(id, "probes");
                }
                EVERYBODY.add(new Somebody(colleague, role, inside));
            }
        }
        puts("wanda", "probes");
        for (var sort : Sort.values()) {
            ARTICLES.put(sort, drafts(sort));
        }
        var killed = article(Sort.KILLED);
        people.wanda().asks(killed, "submit-for-checking", Map.of()).with(200);
        people.chidi().asks(killed, "sign-off-facts", Map.of()).with(200);
        people.pia().asks(killed, "sign-off-captions", Map.of()).with(200);
        people.paul()
                .asks(killed, "publish-article", Map.of("kind", "ORIGINAL"))
                .with(200);
        people.stella()
                .asks(killed, "kill-article", Map.of("reason", "It was wrong", "notice", "We were wrong."))
                .with(200);
        people.stella()
                .asks(
                        article(Sort.CONFIDENTIAL),
                        "make-confidential",
                        Map.of("readers", List.of(), "reason", "A source is in danger"))
                .with(200);
        stet.administrator()
                .posts("/api/newsroom/close-reading", Map.of("desk", "probes"))
                .with(200);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void every_operation_has_its_row() {
        var operations = new TreeSet<String>();
        for (var mapping : stet.parts(RequestMappingHandlerMapping.class)) {
            mapping.getHandlerMethods().forEach((info, handler) -> {
                if (handler.getBeanType().getName().startsWith("stet.web.")
                        && !info.getPatternValues().contains("/error")) {
                    info.getPatternValues()
                            .forEach(pattern -> info.getMethodsCondition()
                                    .getMethods()
                                    .forEach(method -> operations.add(method + " " + pattern)));
                }
            });
        }
        var rows = new TreeSet<>(ROWS.keySet());
        rows.addAll(TELLING_NOTHING);
        assertThat(operations).isEqualTo(rows);
    }

    @Test
    void whoever_may_not_read_an_article_finds_nothing_there_whatever_they_ask() {
        var refused = 0;
        var shown = 0;
        for (var operation : rows(READS)) {
            for (var person : EVERYBODY) {
                for (var sort : Sort.values()) {
                    var what = "%s of %s by %s"
                            .formatted(operation, sort, person.colleague().id());
                    var reply = asks(person, operation, article(sort));
                    if (person.mayRead(sort)) {
                        assertThat(reply.status()).as(what).isEqualTo(operation.contains("{source}") ? 404 : 200);
                        shown++;
                    } else {
                        assertThat(reply.status()).as(what).isEqualTo(person.readsAny() ? 404 : 403);
                        assertThat(reply.text()).as(what).doesNotContain(HEADLINE);
                        assertSameAsNothing(what, reply, asks(person, operation, "nothing"), article(sort));
                        refused++;
                    }
                }
            }
        }
        assertThat(refused).isGreaterThan(200);
        assertThat(shown).isGreaterThan(200);
    }

    @Test
    void a_search_finds_and_counts_what_somebody_may_read() {
        for (var person : EVERYBODY) {
            var may = Arrays.stream(Sort.values()).filter(person::mayRead).count();
            for (var search : List.of("/api/search", "/api/search/history")) {
                var what = person.colleague().id() + " at " + search;
                var found = person.colleague().sees(search + "?limit=100&q=harbour+master");
                var articles = ARTICLES.values().stream().collect(Collectors.toSet());
                var seen = StreamSupport.stream(found.path("hits").spliterator(), false)
                        .map(hit -> hit.path("article").asString())
                        .filter(articles::contains)
                        .distinct()
                        .count();
                assertThat(seen).as(what).isEqualTo(may);
                assertThat(found.path("total").asInt())
                        .as(what)
                        .isEqualTo(found.path("hits").size());
            }
        }
    }

    @Test
    void whoever_may_not_read_an_article_asks_nothing_of_it_and_learns_nothing() {
        var before = stet.events();
        for (var operation : rows(FORM)) {
            for (var person : EVERYBODY) {
                for (var sort : Sort.values()) {
                    if (!person.mayRead(sort)) {
                        var what = "%s of %s by %s"
                                .formatted(operation, sort, person.colleague().id());
                        var reply = asks(person, operation, article(sort));
                        assertThat(reply.status()).as(what).isEqualTo(person.readsAny() ? 404 : 403);
                        assertThat(reply.text()).as(what).doesNotContain(HEADLINE);
                    }
                }
            }
        }
        for (var person : EVERYBODY) {
            if (!person.mayRead(Sort.CLOSED)) {
                var there = person.colleague().asks(article(Sort.CLOSED), "add-comment", Map.of("text", "Well?"));
                var nowhere = person.colleague().asks("nothing", "add-comment", Map.of("text", "Well?"));
                assertThat(there.problem()).isEqualTo(person.readsAny() ? "no-such-article" : "role-missing");
                assertSameAsNothing(person.role(), there, nowhere, article(Sort.CLOSED));
                var content = content();
                assertThat(person.colleague()
                                .saves(article(Sort.CLOSED), 1, content)
                                .status())
                        .isIn(403, 404);
                var merge = Map.of("base", content, "content", content);
                var closed = person.colleague().posts(MERGE.formatted(article(Sort.CLOSED)), merge);
                assertThat(closed.problem()).isEqualTo(person.readsAny() ? "no-such-article" : "role-missing");
                assertSameAsNothing(
                        person.role(),
                        closed,
                        person.colleague().posts(MERGE.formatted("nothing"), merge),
                        article(Sort.CLOSED));
            }
        }
        assertThat(stet.events()).isEqualTo(before);
    }

    @Test
    void a_list_has_what_may_be_read_and_nothing_else() {
        for (var person : EVERYBODY) {
            var now = Instant.now();
            for (var address : List.of(
                    "/api/articles",
                    "/newsroom",
                    "/newsroom?show=killed",
                    "/api/newsroom/as-of?at=" + now,
                    "/newsroom/as-of?at=" + now,
                    "/newsroom/as-of?at=" + now + "&show=killed")) {
                var text = person.colleague().gets(address).with(200).text();
                for (var sort : Sort.values()) {
                    var fits = !address.startsWith("/newsroom") || (sort == Sort.KILLED) == address.endsWith("killed");
                    assertThat(text.contains(article(sort)))
                            .as(
                                    "%s has %s for %s",
                                    address, sort, person.colleague().id())
                            .isEqualTo(fits && person.mayRead(sort));
                }
            }
            var counted = person.colleague()
                    .sees("/api/counts")
                    .path("counts")
                    .valueStream()
                    .mapToInt(count -> count.path("articles").asInt())
                    .sum();
            assertThat(counted).as(person.colleague().id()).isEqualTo((int)
                    Stream.of(Sort.values()).filter(person::mayRead).count());
        }
    }

    @Test
    void what_somebody_is_told_of_an_article_ends_when_they_may_read_it_no_more() {
        var ida = stet.welcomes("ida", "Ida Berg", "CHECKER");
        puts("ida", "probes");
        var article = drafts(Sort.CLOSED);
        people.wanda()
                .asks(article, "add-comment", Map.of("commentId", "n1", "text", "Ida?", "mentions", List.of("ida")))
                .with(200);
        assertThat(ida.gets("/newsroom/notices").with(200).text()).contains(article);

        puts("ida");
        for (var address : List.of("/newsroom/notices", "/newsroom/mine", "/newsroom")) {
            assertThat(ida.gets(address).with(200).text()).as(address).doesNotContain(article);
        }
        people.wanda()
                .asks(article, "assign-article", Map.of("person", "ida", "role", "CHECKER"))
                .with(200);
        ida.gets("/api/articles/" + article).with(200);
        assertThat(ida.gets("/newsroom/mine").with(200).text()).contains(article);
        people.wanda()
                .asks(article, "spike-article", Map.of("reason", "Nothing came of it"))
                .with(200);
    }

    @Test
    void a_picture_is_shown_to_whoever_reads_an_article_with_it_and_to_whoever_sent_it() {
        for (var sort : List.of(Sort.OPEN, Sort.CLOSED)) {
            var hash = people.keeps(Photograph.jpeg(sort == Sort.OPEN ? 64 : 48, 48));
            for (var operation : rows(PICTURE)) {
                for (var person : EVERYBODY) {
                    assertThat(asks(person, operation, hash).status())
                            .as(
                                    "%s of a picture in no article by %s",
                                    operation, person.colleague().id())
                            .isEqualTo(person.readsAny() ? 404 : 403);
                }
                assertThat(asks(new Somebody(people.pia(), "PICTURE_EDITOR", false), operation, hash)
                                .status())
                        .as("%s by whoever sent it", operation)
                        .isEqualTo(200);
            }
            people.shows(article(sort), "f1", hash);
            people.rewrites(article(sort), "It stands there no more.");
            for (var operation : rows(PICTURE)) {
                for (var person : EVERYBODY) {
                    assertThat(asks(person, operation, hash).status())
                            .as(
                                    "%s of a picture in %s by %s",
                                    operation, sort, person.colleague().id())
                            .isEqualTo(person.mayRead(sort) ? 200 : person.readsAny() ? 404 : 403);
                }
            }
        }
    }

    @Test
    void what_few_may_read_is_recorded_each_time_somebody_does() {
        var before = confided();
        var standards = EVERYBODY.stream()
                .filter(person -> person.role().equals("STANDARDS") && !person.inside())
                .findFirst()
                .orElseThrow()
                .colleague();
        standards.gets("/api/articles/" + article(Sort.OPEN)).with(200);
        assertThat(confided()).hasSameSizeAs(before);

        standards.gets("/api/articles/" + article(Sort.KILLED)).with(200);
        standards.gets("/newsroom/articles/" + article(Sort.CLOSED)).with(200);
        assertThat(confided()).hasSize(before.size() + 2);
        var auditor = EVERYBODY.stream()
                .filter(person -> person.role().equals("AUDITOR") && !person.inside())
                .findFirst()
                .orElseThrow()
                .colleague();
        auditor.gets("/api/articles/" + article(Sort.KILLED) + "/timeline").with(200);
        assertThat(confided()).hasSize(before.size() + 3);
        assertThat(confided())
                .anyMatch(row -> row.contains("about=" + article(Sort.KILLED)) && row.contains("who=standards-out"))
                .anyMatch(row -> row.contains("about=" + article(Sort.KILLED)) && row.contains("who=auditor-out"))
                .anyMatch(row -> row.contains("about=" + article(Sort.CLOSED)));
        assertThat(stet.administrator().gets("/access").with(200).text()).contains("Read an article that few may read");
    }

    @Test
    void nothing_of_a_draft_that_was_refused_is_kept() {
        var before = stet.rows("interchange_original");
        people.chidi()
                .posts("/api/articles?desk=city", Colleague.TEXT, "A secret\n\nof Chidi's".getBytes(UTF_8))
                .refused(403, "role-missing");
        people.wanda()
                .posts("/api/articles?desk=moon", Colleague.TEXT, "A secret\n\nof Wanda's".getBytes(UTF_8))
                .refused(404, "no-such-desk");
        assertThat(stet.rows("interchange_original")).isEqualTo(before);
        drafts(Sort.OPEN, "Another file\n\nWith words.");
        assertThat(stet.rows("interchange_original")).hasSize(before.size() + 1);
    }

    private static String article(Sort sort) {
        return Objects.requireNonNull(ARTICLES.get(sort));
    }

    private static List<String> confided() {
        return stet.rows("people_access").stream()
                .filter(row -> row.contains("kind=READ_IN_CONFIDENCE"))
                .toList();
    }

    private static Set<String> rows(String what) {
        return ROWS.entrySet().stream()
                .filter(row -> row.getValue().equals(what))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Reply asks(Somebody person, String operation, String id) {
        var words = operation.split(" ", 2);
        var address = words[1].replace("{id}", id)
                .replaceFirst("\\{picture[^/]*}}|\\{picture}", id)
                .replace("{source}", "s1")
                .replaceFirst("\\{panel:.*}", "history")
                .replaceFirst("\\{room:.*}", "640")
                .replace("{command}", "add-comment");
        var asked =
                switch (address.substring(address.lastIndexOf('/'))) {
                    case "/as-of" ->
                        address + (address.startsWith("/api/") ? "?sequence=0" : "?at=2999-01-01T00:00:00Z");
                    case "/state-as-of" -> address + "?at=2999-01-01T00:00:00Z";
                    case "/source" -> address + "?line=Minutes";
                    case "/restoration" -> address + "?restored=1";
                    case "/restore" -> address + "?revision=1";
                    case "/replacements", "/replace" -> address + "?find=the&with=a";
                    default -> address;
                };
        return switch (words[0]) {
            case "GET" -> person.colleague().gets(asked);
            case "DELETE" -> person.colleague().deletes(asked);
            case "PUT" -> person.colleague().puts(asked, Map.of("place", "headline"));
            default ->
                asked.endsWith("/pictures")
                        ? person.colleague().uploads(asked, "picture.jpg", new byte[] {1})
                        : person.colleague()
                                .sends(
                                        "POST",
                                        asked,
                                        "application/x-www-form-urlencoded",
                                        BodyPublishers.ofString("text=Well"));
        };
    }

    private static void assertSameAsNothing(String what, Reply there, Reply nowhere, String article) {
        assertThat(there.status()).as(what).isEqualTo(nowhere.status());
        assertThat(there.text().replace(article, "nothing")).as(what).isEqualTo(nowhere.text());
    }

    private static tools.jackson.databind.JsonNode content() {
        return people.wanda().sees("/api/articles/" + article(Sort.CLOSED) + "/content");
    }

    private static void puts(String person, String... desks) {
        stet.administrator()
                .posts("/api/newsroom/change-desks", Map.of("person", person, "desks", List.of(desks)))
                .with(200);
    }

    private static String drafts(Sort sort) {
        return drafts(sort, HEADLINE + " " + sort + "\n\nHe keeps the keys.");
    }

    private static String drafts(Sort sort, String text) {
        return people.wanda()
                .posts(
                        "/api/articles?desk=" + (sort == Sort.CLOSED || sort == Sort.CONFIDENTIAL ? "probes" : "city"),
                        Colleague.TEXT,
                        text.getBytes(UTF_8))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
    }
}
