package stet.web.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that an operator types, as they are typed. */
@Tag("kill")
class ErrandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private int count;

    @Test
    void a_newsroom_is_backed_up_while_it_is_open_and_restored_where_there_is_none() throws Exception {
        Files.createDirectories(directory.resolve("there"));
        try (var program = Program.start(directory, directory.resolve("stet.txt"))) {
            var at = "--at=http://localhost:" + program.port();
            var token = Client.administrator(program.link(), "let-it-stand-again");
            said(2, "STET_TOKEN", "", "backup", "news.zip", at);
            said(1, "unknown, has expired or was revoked", "stet_wrong", "backup", "news.zip", at);
            said(1, "not the address of a Stet", token, "backup", "news.zip", "--at=nowhere");
            said(1, "No backup was taken", token, "backup", "news.zip", "--at=http://localhost:1");
            assertThat(directory.resolve("news.zip")).doesNotExist();

            said(0, "holds", token, "backup", "news.zip", at);
            var file = directory.resolve("news.zip");
            assertThat(Files.getPosixFilePermissions(file))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            assertThat(directory.resolve("news.zip.unfinished")).doesNotExist();
            said(1, "takes the place of nothing", token, "backup", "news.zip", at);
            said(1, "Another Stet has this newsroom open", "", "restore", "news.zip");

            var address = "http://localhost:" + program.port();
            said(1, "answers 403", token, "verify", address);
            said(0, "All of it is what was sealed", standards(program.port(), token), "verify", address);
            said(0, "nothing that was shown is hidden", "", "monitor", address);
        }
        said(0, "This backup is whole: ", "", "verify", "news.zip");
        said(1, "There is something in this database already", "", "restore", "news.zip");
        said(0, "Restored", "", "restore", "news.zip", "--spring.datasource.url=jdbc:h2:file:./there/newsroom");

        var cut = Files.readAllBytes(directory.resolve("news.zip"));
        Files.write(directory.resolve("cut.zip"), java.util.Arrays.copyOf(cut, cut.length - 7));
        said(1, "This backup is broken. ", "", "verify", "cut.zip");
        said(
                1,
                "Nothing was restored: this backup is broken. ",
                "",
                "restore",
                "cut.zip",
                "--spring.datasource.url=jdbc:h2:file:./nowhere/newsroom");
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    /** The token of somebody new who may take the whole history away, once some of it is sealed. */
    private static String standards(int port, String administrator) throws Exception {
        try (var client = new Client(port)) {
            var given = "given for one sign-in";
            var stella = Map.of(
                    "id",
                    "stella",
                    "name",
                    "Stella Marsh",
                    "signInName",
                    "stella",
                    "roles",
                    List.of("STANDARDS"),
                    "desks",
                    List.of(),
                    "password",
                    given);
            assertThat(client.post("/api/people", administrator, stella).status())
                    .isEqualTo(201);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> client.get("/api/seal", administrator)
                                    .body()
                                    .path("extent")
                                    .path("unsealed")
                                    .asLong(1)
                            == 0);
            return Client.token(port, "stella", given, "four words in a row");
        }
    }

    @Test
    void a_word_that_nobody_knows_gets_those_that_are_known() throws Exception {
        said(2, "backup FILE", "", "bakcup", "news.zip");
        said(2, "It is used as: restore FILE", "", "restore");
    }

    private void said(int code, String words, String token, String... args) throws Exception {
        var output = directory.resolve("errand-%d.txt".formatted(count++));
        try (var errand = Program.start(directory, output, Map.of("STET_TOKEN", token), args)) {
            assertThat(errand.ended()).as(errand.said()).isEqualTo(code);
            assertThat(errand.said()).contains(words).doesNotContain("\tat ");
        }
    }
}
