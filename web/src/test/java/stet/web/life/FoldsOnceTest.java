package stet.web.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** How often a command that comes in at the door makes the article anew, and asks who may do this: once, by the JVM's own count of calls. */
@Tag("program")
class FoldsOnceTest {
    private static final String FOLD = "fold";
    private static final String ROLES = "rolesFor";

    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void a_newsroom_opens() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void it_closes() {
        stet.close();
    }

    @Test
    void a_save_by_a_program_folds_each_event_once_though_sign_offs_fall_by_it() throws IOException {
        var article = people.drafts("city", "Rain", "It rained all night.");
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        people.chidi().asks(article, "sign-off-facts", Map.of()).with(200);
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        ((ObjectNode) content.path("blocks").path(0)).put("text", "It rained for a whole day.");
        var events = new ArrayList<String>();

        var calls = calls(() -> people.wanda()
                .saves(article, 1, content)
                .with(200)
                .json()
                .path("events")
                .forEach(event -> events.add(event.asString())));

        assertThat(events).containsExactly("article.content-revised", "article.facts-reopened");
        assertThat(calls).containsExactlyInAnyOrder(ROLES, FOLD, FOLD);
    }

    @Test
    void a_save_on_the_page_folds_its_event_once() throws IOException {
        var article = people.drafts("city", "Hail", "It hailed.");
        var page = Browser.signedIn(stet.world().address(), "wanda", RunningStet.PASSWORD)
                .opens("/newsroom/articles/" + article + "/edit");

        var calls = calls(() -> page.sends("Save", Map.of("headline", "Hail and sleet")));

        assertThat(calls).containsExactlyInAnyOrder(ROLES, FOLD);
    }

    /**
     * The calls that were made while commands were decided. Read models fold for themselves, each in a transaction of its own, and so does whoever
     * reads an article from the desk, which keeps it whole after some of its events only (ADR 37).
     */
    private static List<String> calls(Runnable command) throws IOException {
        var file = directory.resolve("calls.jfr");
        try (var recording = new Recording()) {
            recording
                    .enable("jdk.MethodTrace")
                    .with("filter", "stet.domain.article.Folding::fold;stet.domain.article.Powers::rolesFor")
                    .with("threshold", "0 ns")
                    .withStackTrace();
            recording.start();
            command.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("jdk.MethodTrace"))
                .filter(FoldsOnceTest::isOfCommand)
                .map(event -> event.<RecordedMethod>getValue("method").getName())
                .toList();
    }

    private static boolean isOfCommand(RecordedEvent call) {
        var callers = call.getStackTrace().getFrames().stream()
                .map(frame -> frame.getMethod().getType().getName())
                .toList();
        return callers.stream().anyMatch(type -> type.startsWith("stet.workflow.") || type.startsWith("stet.web."))
                && callers.stream().noneMatch(type -> type.startsWith("stet.desk."));
    }
}
