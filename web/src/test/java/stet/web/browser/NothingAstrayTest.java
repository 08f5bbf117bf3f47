package stet.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.web.life.Newcomers;
import stet.web.life.RunningStet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is typed goes where it was meant to go, in the name of whoever typed it, and is there until it has arrived. */
@Tag("browser")
class NothingAstrayTest {
    private static final String WORDS = "It rained for 12 hours on 3 March. Some 40 boats stayed in the harbour.";

    @TempDir
    private static Path directory;

    private static RunningStet stet;
    private static Newcomers people;

    @BeforeAll
    static void open_the_newsroom() {
        stet = RunningStet.in(directory);
        stet.opens("city");
        stet.opens("sport");
        people = Newcomers.to(stet);
    }

    @AfterAll
    static void close_it() {
        stet.close();
    }

    // ---- The focus, and what is typed while an answer is under way

    @Test
    void after_an_act_the_focus_is_on_what_waits_next_in_every_panel() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var wanda = signsIn("wanda");
                var chidi = signsIn("chidi");
                var paul = signsIn("paul")) {
            var page = panel(wanda, article, "checking");
            does(page, "h");
            assertThat(page.locator("#said")).hasText("The article is handed in for checking.");
            assertThat(page.locator(".one-statement").first()).isFocused();

            page = panel(chidi, article, "checking");
            page.locator("#raise [name='anchor.place']").selectOption("block/b1");
            page.locator("#raise textarea").fill("boats");
            press(page.locator("#raise"), "Raise the claim");
            assertThat(page.locator(".one-claim")).hasCount(1);
            assertThat(page.locator(".one-claim")).isFocused();

            page = panel(chidi, article, "comments");
            var comment = page.locator("#comment [name=text]");
            for (var text : List.of("One", "Two")) {
                comment.fill(text);
                press(page.locator("#comment"), "Comment");
                assertThat(page.locator("#said")).hasText("Your comment is there.");
                assertThat(comment).hasValue("");
                assertThat(comment).isFocused();
            }
            resolves(page).first().click();
            assertThat(page.locator(".one-comment").nth(1)).isFocused();
            resolves(page).first().click();
            assertThat(comment).isFocused();

            page = panel(chidi, article, "people");
            var who = page.locator("#panel select[name=person]");
            who.selectOption("wanda");
            press(page.locator("#panel"), "Assign");
            assertThat(page.locator(".assignments li")).hasCount(1);
            assertThat(who).isFocused();
            who.selectOption("paul");
            page.locator("#panel select[name=role]").selectOption("PUBLISHER");
            press(page.locator("#panel"), "Assign");
            assertThat(page.locator(".assignments li")).hasCount(2);
            page.locator(".assignments button").first().click();
            assertThat(page.locator(".assignments li")).hasCount(1);
            assertThat(page.locator(".assignments button")).isFocused();
            page.locator(".assignments button").click();
            assertThat(page.locator("#said")).hasText("The article is taken from them.");
            assertThat(who).isFocused();
            page.locator("#panel select[name=desk]").selectOption("sport");
            press(page.locator("#panel"), "Move");
            assertThat(page.locator("#standing")).containsText("sport");
            assertNotLost(page);

            page = panel(paul, article, "publishing");
            opens(page.locator("#panel"), "Waive a check");
            page.locator("form[action$='/waive-check'] textarea").fill("There is no time");
            press(page.locator("form[action$='/waive-check']"), "Waive it");
            assertThat(page.locator("#said")).hasText("The check is waived.");
            assertThat(page.locator(".obstacles a").first()).isFocused();
            opens(page.locator("#panel"), "Set an embargo");
            press(page.locator("form[action$='/set-embargo']"), "Set the embargo");
            assertThat(page.locator("#embargo-title")).isVisible();
            assertThat(page.locator(".obstacles a").first()).isFocused();
            press(page.locator("#panel"), "Lift the embargo");
            assertThat(page.locator("#embargo-title")).hasCount(0);
            assertThat(page.locator(".obstacles a").first()).isFocused();
        }
    }

    @Test
    void captions_are_approved_one_after_the_other_and_then_signed_off() {
        var article = people.drafts("city", "Rain over Tolvik", "It rained.");
        var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
        for (var figure : List.of("f1", "f2")) {
            content.withArray("blocks")
                    .addObject()
                    .put("kind", "figure")
                    .put("id", figure)
                    .putObject("picture")
                    .put("caption", "The harbour of Tolvik in the rain, " + figure);
        }
        people.wanda().saves(article, 1, content).with(200);
        try (var pia = signsIn("pia")) {
            var page = panel(pia, article, "pictures");
            returns(page, 0);
            assertThat(page.locator(".one-figure").nth(1)).isFocused();
            returns(page, 1);
            assertThat(page.locator(".one-figure").first()).isFocused();
        }
    }

    private static void returns(Page page, int figure) {
        var at = page.locator(".one-figure").nth(figure);
        opens(at, "Return");
        at.getByLabel("What is wrong with it").fill("Which harbour?");
        press(at, "Return the caption");
        assertThat(at.locator(".talk")).containsText("Which harbour?");
    }

    @Test
    void what_is_typed_into_a_form_while_its_answer_is_under_way_stays_in_it() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var chidi = signsIn("chidi")) {
            var comment = chidi.page().locator("#comment [name=text]");
            // Chromium may let a request pass by a route that was set after its page was there.
            chidi.page().route("**/add-comment", route -> {
                comment.fill("And who a");
                route.resume();
            });
            var page = panel(chidi, article, "comments");
            comment.fill("Who counted them?");
            press(page.locator("#comment"), "Comment");
            assertThat(page.locator(".one-comment")).containsText("Who counted them?");
            assertThat(comment).isFocused();
            page.keyboard().type("sked?");
            assertThat(comment).hasValue("And who asked?");
        }
    }

    @Test
    void whoever_goes_on_to_another_field_while_an_answer_is_under_way_stays_there() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var wanda = signsIn("wanda")) {
            var assigning = wanda.page().locator("#panel form[action$='/assign-article']");
            var role = assigning.locator("[name=role]");
            wanda.page().route("**/assign-article", route -> {
                role.focus();
                route.resume();
            });
            var page = panel(wanda, article, "people");
            press(assigning, "Assign");
            assertThat(page.locator("#panel form[action$='/unassign-article']")).hasCount(1);
            assertThat(role).isFocused();
        }
    }

    @Test
    void what_is_half_chosen_is_there_again_after_a_look_at_another_panel() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var wanda = signsIn("wanda")) {
            var page = panel(wanda, article, "people");
            page.locator("#panel form[action$='/assign-article'] [name=person]").selectOption("chidi");
            page.locator("#panel form[action$='/assign-article'] [name=role]").selectOption("CHECKER");
            page.locator("#panel nav a[href$='/comments']").click();
            assertThat(page.locator("#panel")).hasAttribute("aria-label", "Comments");
            page.goBack();
            assertThat(page.locator("#panel")).hasAttribute("aria-label", "People");
            assertThat(page.locator("#panel form[action$='/assign-article'] [name=person]"))
                    .hasValue("chidi");
            assertThat(page.locator("#panel form[action$='/assign-article'] [name=role]"))
                    .hasValue("CHECKER");
        }
    }

    @Test
    void what_is_half_typed_is_there_again_after_a_look_at_another_panel_and_the_browsers_back() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var chidi = signsIn("chidi")) {
            var page = panel(chidi, article, "comments");
            page.locator("#comment [name=text]").fill("Who counted");
            page.locator("#panel nav a[href$='/people']").click();
            assertThat(page.locator("#panel")).hasAttribute("aria-label", "People");
            page.goBack();
            assertThat(page.locator("#panel")).hasAttribute("aria-label", "Comments");
            assertThat(page.locator("#comment [name=text]")).hasValue("Who counted");
            press(page.locator("#comment"), "Comment");
            assertThat(page.locator(".one-comment")).containsText("Who counted");
            page.locator("#panel nav a[href$='/checking']").click();
            assertThat(page.locator("#panel")).hasAttribute("aria-label", "Checking");
            page.goBack();
            assertThat(page.locator("#panel")).hasAttribute("aria-label", "Comments");
            assertThat(chidi.complaints()).isEmpty();
        }
    }

    @Test
    void what_others_changed_while_the_network_was_away_is_shown_when_it_is_back() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var chidi = signsIn("chidi")) {
            var page = panel(chidi, article, "comments");
            var looked = "**/newsroom/articles/*/comments";
            page.route(looked, Route::abort);
            page.waitForRequest(
                    looked,
                    () -> people.wanda()
                            .asks(article, "add-comment", Map.of("text", "Who counted them?"))
                            .with(200));
            page.unroute(looked);
            assertThat(page.locator(".one-comment")).containsText("Who counted them?");
        }
    }

    /** The page that is fetched for the first comment has only that one; the second is told of before it comes, or looked for as well. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1_000})
    void what_others_change_while_a_panel_is_fetched_for_what_they_changed_before_is_shown_too(int milliseconds) {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var chidi = signsIn("chidi")) {
            var slow = new AtomicBoolean();
            chidi.page().route("**/newsroom/articles/*/comments", route -> {
                if (!slow.getAndSet(false)) {
                    route.resume();
                    return;
                }
                var answer = route.fetch();
                people.wanda()
                        .asks(article, "add-comment", Map.of("text", "Who says so?"))
                        .with(200);
                chidi.page().waitForFunction("() => window.heard === 2");
                chidi.page().waitForTimeout(milliseconds);
                route.fulfill(new Route.FulfillOptions().setResponse(answer));
            });
            var page = panel(chidi, article, "comments");
            page.evaluate(
                    "() => document.addEventListener('stet:live', () => { window.heard = (window.heard ?? 0) + 1; })");
            slow.set(true);
            people.wanda()
                    .asks(article, "add-comment", Map.of("text", "Who counted them?"))
                    .with(200);
            assertThat(page.locator(".one-comment")).hasCount(2);
            page.waitForTimeout(milliseconds);
            assertThat(page.locator(".one-comment")).hasCount(2);
        }
    }

    // ---- Keys

    @Test
    void no_key_that_was_meant_for_a_field_changes_anything() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var wanda = signsIn("wanda")) {
            var page = panel(wanda, article, "checking");
            page.locator("#standing .chip").first().click();
            page.keyboard().type("a hat, h");
            assertThat(page.locator("#said")).hasText("Hand in for checking? Ctrl Enter does it.");
            page.keyboard().press("Escape");
            assertThat(page.locator("#said")).hasText("");
            page.keyboard().press("Control+Enter");
            page.keyboard().press("h");
            page.locator("#raise textarea").focus();
            page.keyboard().press("Control+Enter");
            assertThat(people.wanda()
                            .sees("/api/articles/" + article)
                            .path("submitted")
                            .asBoolean())
                    .isFalse();
            page.locator("#standing .chip").first().click();
            does(page, "h");
            assertThat(page.locator("#standing")).containsText("Handed in");
        }
    }

    @Test
    void one_switch_turns_single_keys_off_for_the_person_in_every_browser() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        stet.welcomes("kira", "Kira Aune", "WRITER");
        try (var kira = signsIn("kira")) {
            var page = panel(kira, article, "checking");
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).containsText("Ctrl+Enter");
            assertThat(kira.barriers()).isEmpty();
            page.locator("#keys")
                    .getByLabel("Single keys do something on my pages")
                    .uncheck();
            assertThat(page.locator("#keys")).containsText("They are off");
            page.keyboard().press("Escape");
        }
        try (var kira = signsIn("kira")) {
            var page = panel(kira, article, "checking");
            for (var key : List.of("?", "h", "j", "4", "Control+Enter")) {
                page.keyboard().press(key);
            }
            assertThat(page.locator("dialog, .chosen, .ready")).hasCount(0);
            assertThat(page.locator("#panel")).hasAttribute("aria-label", "Checking");
            page.keyboard().press("Control+k");
            page.keyboard().type("keys on this");
            page.keyboard().press("Enter");
            assertThat(page.locator("#keys").getByLabel("Single keys do something on my pages"))
                    .not()
                    .isChecked();
            kira.at("/newsroom");
            page.keyboard().press("j");
            assertThat(page.locator(".card .title:focus")).hasCount(0);
        }
        try (var kira = Desktop.of(stet.port(), new Browser.NewContextOptions().setJavaScriptEnabled(false))
                .signsIn("kira", RunningStet.PASSWORD)) {
            var page = kira.at("/newsroom/account");
            var form = page.locator("form[action$='/account/keys']");
            form.getByLabel("Single keys").check();
            press(form, "Save");
            assertThat(form.getByLabel("Single keys")).isChecked();
        }
    }

    // ---- Somebody else

    @Test
    void a_page_whose_person_has_changed_refuses_every_form_and_keeps_the_words() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var desktop = alone("wanda")) {
            var page = panel(desktop, article, "comments");
            var begun = desktop.context().newPage();
            begun.navigate("/newsroom/new");
            begun.getByLabel("Headline").fill("Mine");
            var account = desktop.context().newPage();
            account.navigate("/newsroom/account");
            account.getByLabel("What it is for").fill("The import");
            var plain = desktop.context().newPage();
            plain.navigate("/newsroom/articles/" + article + "/edit");
            plain.getByLabel("Headline").fill("Rain and wind");
            var board = desktop.context().newPage();
            board.navigate("/newsroom");
            var card = board.locator("#card-" + article);
            card.locator(".acts summary").click();
            card.getByLabel("Give it to").selectOption("wanda");
            signsInAs(desktop, "chidi");

            page.locator("#comment [name=text]").fill("Is it so?");
            press(page.locator("#comment"), "Comment");
            assertThat(page.locator("#refused")).containsText("Chidi Okafor has signed in here since");
            assertThat(page.locator("#comment [name=text]")).hasValue("Is it so?");
            page.locator("#body-text p").first().click();
            page.keyboard().press("Control+End");
            page.keyboard().type(" Typed on.");
            assertThat(page.locator(".status")).containsText("Chidi Okafor has signed in here since");

            press(begun.locator("main"), "Start writing");
            press(account.locator("main"), "Make it");
            press(plain.locator("main .acts").last(), "Save");
            for (var other : List.of(begun, account, plain)) {
                assertThat(other.locator("#refused")).containsText("Chidi Okafor has signed in here since");
            }
            assertThat(begun.getByLabel("Headline")).hasValue("Mine");
            assertThat(account.getByLabel("What it is for")).hasValue("The import");
            assertThat(plain.getByLabel("Headline")).hasValue("Rain and wind");
            press(card, "Give");
            assertThat(board.locator("#refused")).containsText("Chidi Okafor has signed in here since");
            assertThat(card.getByLabel("Give it to")).hasValue("wanda");

            var copy = people.wanda().sees("/api/articles/" + article);
            assertThat(wordsOf(copy)).isEqualTo(WORDS);
            assertThat(copy.path("content").path("headline").asString()).isEqualTo("Rain over Tolvik");
            assertThat(copy.path("assignments").size()).isZero();
            assertThat(people.wanda().sees("/api/articles/" + article).toString())
                    .doesNotContain("Is it so?");

            press(page.locator("#refused"), "Sign in as Wanda Winter");
            gives(page, "wanda");
            assertThat(page.locator("#refused")).isEmpty();
            press(page.locator("#comment"), "Comment");
            assertThat(page.locator(".one-comment")).containsText("Wanda Winter");
            eventually(article, WORDS + " Typed on.");
        }
    }

    // ---- A session that has ended

    @Test
    void a_comment_of_a_session_that_has_ended_is_sent_once_the_password_was_given_in_the_page() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var chidi = alone("chidi")) {
            var page = panel(chidi, article, "comments");
            ends(chidi);
            page.locator("#comment [name=text]").fill("Who counted them?");
            page.locator("#comment button").focus();
            page.keyboard().press("Enter");
            var dialog =
                    page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Sign in again, Chidi Okafor"));
            assertThat(dialog.getByLabel("Name")).hasValue("chidi");
            assertThat(dialog.getByLabel("Password")).isFocused();
            assertThat(chidi.barriers()).isEmpty();
            page.keyboard().type("not the password");
            page.keyboard().press("Enter");
            assertThat(dialog).containsText("That name and password do not belong together.");
            assertThat(dialog.getByLabel("Password")).isFocused();
            page.keyboard().type(RunningStet.PASSWORD);
            page.keyboard().press("Enter");
            assertThat(dialog).hasCount(0);
            assertThat(page.locator(".one-comment")).containsText("Who counted them?");
            assertThat(page.locator("#said")).hasText("Your comment is there.");
            assertNotLost(page);
        }
    }

    @Test
    void whoever_else_signs_in_there_sends_nothing_of_the_first_and_later_leaves_it_as_it_was() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var chidi = alone("chidi")) {
            var page = panel(chidi, article, "comments");
            chidi.context().clearCookies();
            page.locator("#comment [name=text]").fill("Who counted them?");
            press(page.locator("#comment"), "Comment");
            var dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Name").fill("paul");
            gives(page, null);
            assertThat(dialog).containsText("What stands on this page is Chidi Okafor’s");
            press(dialog, "Later");
            assertThat(page.locator("#comment [name=text]")).hasValue("Who counted them?");
            assertThat(page.locator("#refused")).containsText("Nothing was sent");
            assertThat(page.locator(".one-comment")).hasCount(0);
            press(page.locator("#refused"), "Sign in as Chidi Okafor");
            gives(page, "chidi");
            press(page.locator("#comment"), "Comment");
            assertThat(page.locator(".one-comment")).containsText("Chidi Okafor");
            assertThat(page.locator(".one-comment")).hasCount(1);
        }
    }

    @Test
    void whoever_was_given_a_password_meanwhile_sets_their_own_beside_the_page_and_then_goes_on() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        stet.welcomes("nora", "Nora Lindqvist", "CHECKER");
        try (var nora = alone("nora")) {
            var page = panel(nora, article, "comments");
            page.locator("#comment [name=text]").fill("Who counted them?");
            stet.administrator()
                    .posts("/api/people/nora/password", Map.of("password", "given once more"))
                    .with(200);
            press(page.locator("#comment"), "Comment");
            var dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Password").fill("given once more");
            press(dialog, "Sign in");
            assertThat(dialog).containsText("was given to you for one sign-in");
            var tab = nora.context()
                    .waitForPage(() -> dialog.getByText("set a password").click());
            tab.getByLabel("A new password").fill("words of her own now");
            press(tab.locator("main"), "Set it");
            tab.waitForURL("**/newsroom**");
            tab.close();
            dialog.getByLabel("Password").fill("words of her own now");
            press(dialog, "Sign in");
            assertThat(page.locator(".one-comment")).containsText("Who counted them?");
        }
    }

    @Test
    void two_acts_on_their_way_when_the_session_ends_are_both_sent_as_they_were_meant() {
        var article = claimed();
        try (var chidi = alone("chidi")) {
            var page = panel(chidi, article, "checking");
            ends(chidi);
            var underWay = new ArrayList<Route>();
            page.route("**/confirm-claims", underWay::add);
            for (var source : List.of("Harbour register", "register page 1")) {
                page.keyboard().press("o");
                page.keyboard().press("c");
                page.keyboard().press("Tab");
                page.keyboard().type(source);
                page.keyboard().press("Enter");
            }
            page.waitForCondition(() -> underWay.size() == 2);
            page.unroute("**/confirm-claims");
            underWay.forEach(Route::resume);
            gives(page, null);
            assertThat(page.locator(".one-claim[data-verdict=CONFIRMED]")).hasCount(2);
            assertThat(page.locator(".settled")).containsText("Harbour register");
            assertThat(page.locator(".settled")).containsText("register – page 1");
        }
    }

    @Test
    void a_new_article_and_a_plain_form_of_a_session_that_has_ended_are_sent_by_the_browser_itself() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var wanda = alone("wanda")) {
            var page = wanda.at("/newsroom/new");
            slowly(page);
            page.getByLabel("Headline").fill("Begun before lunch");
            ends(wanda);
            press(page.locator("main"), "Start writing");
            gives(page, null);
            page.waitForURL("**/newsroom/articles/*");
            assertThat(page.locator("#at-headline")).hasText("Begun before lunch");

            wanda.at("/newsroom/articles/" + article + "/edit");
            page.getByLabel("Headline").fill("Rain and wind");
            wanda.context().clearCookies();
            press(page.locator("main"), "Add a paragraph after block 1");
            gives(page, null);
            assertThat(page.locator(".part")).hasCount(2);
            assertThat(page.getByLabel("Headline")).hasValue("Rain and wind");
            press(page.locator("main .acts").last(), "Save");
            assertThat(page.locator("#at-headline")).hasText("Rain and wind");
        }
    }

    @Test
    void the_board_asks_for_the_password_where_it_is_needed_and_loses_nothing_before() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var paul = alone("paul")) {
            var page = paul.at("/newsroom");
            slowly(page);
            page.locator("#text").fill("half typ");
            ends(paul);
            people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
            page.evaluate("document.dispatchEvent(new CustomEvent('stet:live', { detail: {} }))");
            assertThat(page.locator("#refused")).containsText("You are not signed in here any more");
            assertThat(page.locator("#text")).hasValue("half typ");
            var card = page.locator("#card-" + article);
            card.locator(".acts summary").click();
            gives(page, null);
            card.getByLabel("Give it to").selectOption("wanda");
            ends(paul);
            press(card, "Give");
            gives(page, null);
            assertThat(card).containsText("Wanda Winter, writer");
            assertThat(page.locator("#said")).hasText("The article is given to them.");
            assertThat(card.locator(".acts summary")).isFocused();
            assertThat(page.locator("#text")).hasValue("half typ");
        }
    }

    @Test
    void without_scripts_a_form_is_kept_on_a_page_and_sent_by_the_same_person_alone() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        try (var wanda = Desktop.of(stet.port(), new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            signsInAs(wanda, "wanda");
            var page = wanda.at("/newsroom/articles/" + article + "/comments");
            page.locator("#comment [name=text]").fill("Who counted them?");
            ends(wanda);
            press(page.locator("#comment"), "Comment");
            assertThat(page.locator("main")).containsText("You were not signed in any more");
            assertThat(page.getByLabel("Text")).hasValue("Who counted them?");
            page.getByLabel("Name").fill("paul");
            page.getByLabel("Password").fill(RunningStet.PASSWORD);
            press(page.locator("main"), "Sign in");
            assertThat(page.locator("main")).containsText("Paul Reyes has signed in here since");
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send it now")))
                    .hasCount(0);
            page.getByLabel("Name").fill("wanda");
            page.getByLabel("Password").fill("not the password");
            press(page.locator("main"), "Sign in");
            assertThat(page.locator("#sentence")).containsText("do not belong together");
            page.getByLabel("Password").fill(RunningStet.PASSWORD);
            press(page.locator("main"), "Sign in");
            press(page.locator("main"), "Send it now");
            page.waitForURL("**/comments");
            assertThat(page.locator(".one-comment")).containsText("Wanda Winter");
            assertThat(page.locator(".one-comment")).containsText("Who counted them?");
        }
    }

    // ---- Articles that are empty, emptied or revived

    @Test
    void an_article_that_somebody_else_empties_is_written_in_again() {
        var article = people.drafts("city", "Rain over Tolvik", "It rained.");
        try (var wanda = signsIn("wanda")) {
            var page = panel(wanda, article, "checking");
            page.locator("#body-text p").click();
            var content = (ObjectNode) people.wanda().sees("/api/articles/" + article + "/content");
            content.putArray("blocks");
            people.chidi().saves(article, 1, content).with(200);
            assertThat(page.locator("#body-text")).hasText("");
            page.locator("#body-text p").click();
            page.keyboard().type("It snowed.");
            eventually(article, "It snowed.");
            assertThat(page.locator(".status")).hasText("Saved");
        }
    }

    @Test
    void an_article_that_was_spiked_is_written_in_again_when_it_is_revived() {
        var article = people.drafts("city", "Rain over Tolvik", "It rained.");
        try (var wanda = signsIn("wanda");
                var paul = signsIn("paul")) {
            var writing = panel(wanda, article, "checking");
            people.paul()
                    .asks(article, "spike-article", Map.of("reason", "It did not"))
                    .with(200);
            assertThat(writing.locator(".status")).containsText("has been spiked");
            var page = paul.at("/newsroom/articles/" + article + "/publishing");
            assertThat(page.locator("#body-text")).hasCount(0);
            press(page.locator("#panel"), "Revive it");
            var words = "It rained.";
            for (var each : List.of(page, writing)) {
                assertThat(each.locator("#body-text")).hasAttribute("contenteditable", "true");
                assertThat(each.locator("#body-text")).hasText(words);
                each.locator("#body-text p").click();
                each.keyboard().press("Control+End");
                each.keyboard().type(" Again.");
                words += " Again.";
                eventually(article, words);
                assertThat(each.locator(".status")).hasText("Saved");
            }
        }
    }

    // ---- The parts

    private static Desktop signsIn(String name) {
        return Desktop.of(stet.port()).signsIn(name, RunningStet.PASSWORD);
    }

    /** With a session of their own, which may end. */
    private static Desktop alone(String name) {
        var desktop = Desktop.of(stet.port());
        signsInAs(desktop, name);
        return desktop;
    }

    /** In another tab of the same browser. */
    private static void signsInAs(Desktop desktop, String name) {
        var tab = desktop.context().newPage();
        tab.navigate("/sign-in");
        tab.getByLabel("Name").fill(name);
        tab.getByLabel("Password").fill(RunningStet.PASSWORD);
        press(tab.locator("main"), "Sign in");
        tab.waitForURL("**/newsroom");
        tab.close();
    }

    /** The session is gone, as after eight hours; the browser knows nothing of it. */
    private static void ends(Desktop desktop) {
        var context = desktop.context();
        var left = context.cookies().stream()
                .filter(cookie -> !cookie.name.equals("JSESSIONID"))
                .toList();
        context.clearCookies();
        context.addCookies(left);
    }

    /** Gives the password in the page, and the name where it is not there. */
    private static void gives(Page page, @Nullable String name) {
        var dialog = page.getByRole(AriaRole.DIALOG);
        if (name != null) {
            dialog.getByLabel("Name").fill(name);
        }
        dialog.getByLabel("Password").fill(RunningStet.PASSWORD);
        press(dialog, "Sign in");
    }

    /** A panel with the editor beside it, over a line on which each answer takes 300 ms. */
    private static Page panel(Desktop desktop, String article, String name) {
        var page = desktop.at("/newsroom/articles/" + article + "/" + name);
        assertThat(page.locator("#copy[data-ready]")).isVisible();
        slowly(page);
        return page;
    }

    private static void slowly(Page page) {
        var network = page.context().newCDPSession(page);
        network.send("Network.enable");
        var slow = new JsonObject();
        slow.addProperty("offline", false);
        slow.addProperty("latency", 300);
        slow.addProperty("downloadThroughput", -1);
        slow.addProperty("uploadThroughput", -1);
        network.send("Network.emulateNetworkConditions", slow);
    }

    private static void does(Page page, String key) {
        page.keyboard().press(key);
        page.keyboard().press("Control+Enter");
    }

    private static void assertNotLost(Page page) {
        assertThat(page.evaluate("document.activeElement === document.body")).isEqualTo(false);
    }

    private static Locator resolves(Page page) {
        return page.locator("form[action$='/resolve-comment'] button");
    }

    private static void press(Locator part, String button) {
        part.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void opens(Locator part, String summary) {
        part.locator("summary", new Locator.LocatorOptions().setHasText(summary))
                .click();
    }

    /** An article with two claims that nobody has checked. */
    private static String claimed() {
        var article = people.drafts("city", "Rain over Tolvik", WORDS);
        people.wanda().asks(article, "submit-for-checking", Map.of()).with(200);
        people.chidi()
                .sees("/api/articles/" + article + "/suggestions")
                .path("suggestions")
                .forEach(each -> people.chidi()
                        .asks(
                                article,
                                "raise-claim",
                                Map.of("kind", each.path("kind").asString(), "anchor", each.path("anchor")))
                        .with(200));
        return article;
    }

    private static String wordsOf(JsonNode article) {
        return article.path("content")
                .path("blocks")
                .path(0)
                .path("text")
                .path("words")
                .asString();
    }

    private static void eventually(String article, String words) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(wordsOf(people.wanda().sees("/api/articles/" + article)))
                        .isEqualTo(words));
    }
}
