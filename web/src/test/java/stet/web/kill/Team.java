package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whoever works in a newsroom whose program is killed, and the tokens with which they do. */
final class Team {
    static final String PASSWORD = "let-it-stand-again";
    /** With which people sign in before they have that one. */
    static final String GIVEN = "given-for-one-sign-in";

    /** By the first name of who holds them. */
    final Map<String, String> tokens = new LinkedHashMap<>();

    private String administrator = "";

    /** Opens the newsroom, with a desk, one person of each role and an article that everybody talks about. */
    void opens(Program program, Client client) throws Exception {
        administrator = Client.administrator(program.link(), PASSWORD);
        done(client.post("/api/newsroom/open-desk", administrator, Map.of("desk", "city", "name", "City")));
        for (var person : Map.of("wanda", "WRITER", "chidi", "CHECKER", "pia", "PICTURE_EDITOR", "paul", "PUBLISHER")
                .entrySet()) {
            welcomes(person.getKey(), person.getValue(), client);
            tokens.put(person.getKey(), Client.token(client.port(), person.getKey(), GIVEN, PASSWORD));
        }
        done(client.post(
                "/api/articles",
                token("wanda"),
                Map.of("id", Story.TALKED_ABOUT, "desk", "city", "content", Map.of("headline", "Everybody's"))));
    }

    void welcomes(String person, String role, Client client) throws Exception {
        done(client.post(
                "/api/people",
                administrator,
                Map.of(
                        "id", person,
                        "name", person,
                        "signInName", person,
                        "roles", List.of(role),
                        "desks", List.of("city"),
                        "password", GIVEN)));
    }

    /** Whether the newsroom has been opened. */
    boolean isThere() {
        return !administrator.isEmpty();
    }

    String administrator() {
        return administrator;
    }

    String token(String person) {
        return Objects.requireNonNull(tokens.get(person));
    }

    static void done(Client.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 201);
    }
}
