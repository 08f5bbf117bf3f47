package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.eventstore.Databases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People come in by a provider of single sign-on, in the roles that it says. */
@Tag("program")
class SingleSignOnTest {
    @TempDir
    static Path directory;

    private static Provider provider;
    private static RunningStet stet;

    @BeforeAll
    static void both_open() {
        provider = new Provider();
        stet = RunningStet.on(
                new Databases.Address("jdbc:h2:file:%s".formatted(directory.resolve("newsroom")), "stet", "stet"),
                "--stet.oidc.issuer=" + provider.issuer(),
                "--stet.oidc.client-id=" + Provider.CLIENT,
                "--stet.oidc.client-secret=" + Provider.SECRET,
                "--stet.oidc.name=Tolvik House",
                "--stet.oidc.roles.PUBLISHER=news-publishers",
                "--stet.oidc.roles.WRITER=news-writers,news-interns");
        provider.knows(stet.port());
    }

    @AfterAll
    static void both_close() {
        stet.close();
        provider.close();
    }

    @Test
    void somebody_new_is_welcomed_in_their_roles_and_is_the_same_person_the_next_time() {
        provider.says("rosa@tolvik", Map.of("name", "Rosa Lind", "roles", List.of("news-interns", "canteen")));
        var first = new Visitor();
        assertThat(first.signsIn("rosa@tolvik", "/newsroom/mine").uri().getPath())
                .isEqualTo("/newsroom/mine");
        assertThat(first.me().path("name").asString()).isEqualTo("Rosa Lind");
        assertThat(first.me().path("roles").toString()).isEqualTo("[\"WRITER\"]");

        // Neither her name nor anything else of hers but the subject says who she is.
        provider.says("rosa@tolvik", Map.of("name", "Rosa Lind-Berg", "roles", List.of("news-publishers")));
        var again = new Visitor();
        again.signsIn("rosa@tolvik", "/newsroom");
        assertThat(again.me().path("id")).isEqualTo(first.me().path("id"));
        assertThat(again.me().path("roles").toString()).isEqualTo("[\"PUBLISHER\"]");
        assertThat(stet.rows("people_identity"))
                .filteredOn(row -> row.contains("rosa@tolvik"))
                .hasSize(1);
        assertThat(stet.rows("people_access"))
                .anyMatch(row -> row.contains("CAME_BY_SINGLE_SIGN_ON") && row.contains("rosa"));
    }

    @Test
    void whoever_has_no_role_here_or_has_left_comes_not_in() {
        provider.says("kurt@tolvik", Map.of("name", "Kurt Holm", "roles", List.of("canteen")));
        var kurt = new Visitor();
        assertThat(kurt.signsIn("kurt@tolvik", "/newsroom").body()).contains("has no role in this newsroom");
        assertThat(stet.rows("people_identity")).noneMatch(row -> row.contains("kurt"));

        provider.says("lena@tolvik", Map.of("name", "Lena Ek", "roles", List.of("news-writers")));
        var lena = new Visitor();
        lena.signsIn("lena@tolvik", "/newsroom");
        stet.administrator()
                .posts(
                        "/api/newsroom/farewell-person",
                        Map.of("person", lena.me().path("id").asString()))
                .with(200);
        assertThat(new Visitor().signsIn("lena@tolvik", "/newsroom").body()).contains("has no role in this newsroom");
    }

    @Test
    void a_name_that_somebody_here_has_lets_nobody_pass_for_them() {
        stet.welcomes("wanda", "Wanda Winter", "WRITER");
        provider.says(
                "impostor@tolvik",
                Map.of("name", "Wanda Winter", "email", "wanda@example.org", "roles", List.of("news-writers")));
        var impostor = new Visitor();
        assertThat(impostor.signsIn("impostor@tolvik", "/newsroom").body())
                .contains("There is a &#39;Wanda Winter&#39; here already");
        assertThat(impostor.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void what_comes_back_is_for_the_browser_that_left_and_for_one_time() {
        provider.says("nils@tolvik", Map.of("name", "Nils Berg", "roles", List.of("news-writers")));
        var nils = new Visitor();
        var back = nils.comesBackWith("nils@tolvik");
        var stranger = new Visitor();
        assertThat(stranger.get(back).statusCode()).isEqualTo(422);
        assertThat(stranger.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(nils.get(back).uri().getPath()).isEqualTo("/newsroom");
        assertThat(nils.get(back).statusCode()).isEqualTo(422);
        assertThat(new Visitor().get("/sign-in/sso/callback?code=x&state=y").statusCode())
                .isEqualTo(422);
        assertThat(new Visitor()
                        .get("/sign-in/sso/callback?error=access_denied")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void the_page_says_what_it_is_called_and_leads_to_no_other_site() {
        assertThat(stet.world().gets("/sign-in").with(200).text()).contains("Sign in with Tolvik House");
        provider.says("ida@tolvik", Map.of("name", "Ida Falk", "roles", List.of("news-writers")));
        assertThat(new Visitor()
                        .signsIn("ida@tolvik", "//elsewhere.example/")
                        .uri()
                        .getPath())
                .isEqualTo("/newsroom");
    }

    /** Somebody with a browser, who follows wherever they are led. */
    private static final class Visitor {
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        private final HttpClient slow = HttpClient.newBuilder()
                .cookieHandler(http.cookieHandler().orElseThrow())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpResponse<String> signsIn(String name, String next) {
            var form = get("/sign-in/sso?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
            return send(http, login(form, name));
        }

        /** Where the provider sends them, who have not gone there yet. */
        String comesBackWith(String name) {
            var on = send(slow, login(get("/sign-in/sso"), name));
            while (!on.headers()
                    .firstValue("Location")
                    .orElseThrow()
                    .startsWith(stet.world().address() + "/sign-in/sso/callback")) {
                on = send(
                        slow,
                        HttpRequest.newBuilder(on.uri()
                                        .resolve(on.headers()
                                                .firstValue("Location")
                                                .orElseThrow()))
                                .build());
            }
            return on.headers().firstValue("Location").orElseThrow();
        }

        private static HttpRequest login(HttpResponse<String> form, String name) {
            var page = Jsoup.parse(form.body(), form.uri().toString());
            var token = page.select("input[name=_csrf]").attr("value");
            var body = "username=%s&password=%s&_csrf=%s"
                    .formatted(
                            URLEncoder.encode(name, StandardCharsets.UTF_8),
                            URLEncoder.encode(Provider.PASSWORD, StandardCharsets.UTF_8),
                            URLEncoder.encode(token, StandardCharsets.UTF_8));
            return HttpRequest.newBuilder(form.uri().resolve("/login"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body))
                    .build();
        }

        JsonNode me() {
            return JsonMapper.shared().readTree(get("/api/me", Colleague.JSON).body());
        }

        HttpResponse<String> get(String path) {
            return get(path, "text/html");
        }

        private HttpResponse<String> get(String path, String accept) {
            var to = URI.create(stet.world().address()).resolve(path);
            return send(
                    http, HttpRequest.newBuilder(to).header("Accept", accept).build());
        }

        private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError(stopped);
            }
        }
    }
}
