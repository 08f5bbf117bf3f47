package stet.web.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

/**
 * The page on which people read an edition, held against the public JSON of it. What is sealed is the digest of that JSON, so a page that says
 * another thing, or more, says what was never sealed.
 *
 * <p>It is read as every version of Stet writes it: an {@code article} of the class {@code story} alone in {@code main}, with a header, the notes, an
 * element of the class {@code body}, which has an element for each part of the body, and the list of editions.
 */
public final class ReadersPage {
    private static final String HEADLINE = "the headline";

    private final JsonNode edition;
    private final Element story;
    private final Set<String> differences = new LinkedHashSet<>();

    private ReadersPage(JsonNode edition, Element story) {
        this.edition = edition;
        this.story = story;
    }

    /**
     * Where the page does not say what the edition says, in words such as "the headline" or "part 3 of the body"; empty if it says the same
     * everywhere. Pictures, links, formatting and the instants at which it came out count as well; in a caption, who is shown, where and when, and how
     * the picture was made, do not, since readers are told them in sentences.
     *
     * @param page as it was sent
     * @param edition its public JSON
     */
    public static List<String> differences(byte[] page, JsonNode edition) {
        var document = Jsoup.parse(new String(page, UTF_8));
        plainly(document);
        var story = document.selectFirst("main > article.story");
        if (story == null) {
            return List.of("there is no story on it");
        }
        var held = new ReadersPage(edition, story);
        held.aside(document);
        held.header();
        held.notes();
        held.body();
        return List.copyOf(held.differences);
    }

    private static void plainly(Document document) {
        document.outputSettings().prettyPrint(false);
    }

    private void differs(boolean differs, String where) {
        if (differs) {
            differences.add(where);
        }
    }

    /** Nothing may stand beside the story but that there are other editions. */
    private void aside(Document document) {
        var beside =
                document.select("main > *").stream().anyMatch(each -> !each.equals(story) && !each.is("aside.earlier"));
        var within = story.children().stream()
                .anyMatch(each -> !each.is("header, section.notes, div.body, section.editions"));
        var loose = !story.ownText().isBlank();
        differs(
                beside
                        || within
                        || loose
                        || document.select("main").size() != 1
                        || story.select("> header").size() != 1
                        || story.select("> div.body").size() != 1,
                "something beside the story");
    }

    private void header() {
        for (var each : story.select("> header > *")) {
            differs(
                    !each.is("h1, p.section, p.standfirst, p.byline, p.times"),
                    "something over the headline or below it");
        }
        line("> header > h1", "headline", HEADLINE);
        line("> header > p.section", "section", "the section");
        line("> header > p.standfirst", "standfirst", "the standfirst");
        line("> header > p.byline", "byline", "the byline");
        var times = story.select("> header > p.times time");
        differs(times.isEmpty() || !same(times.getFirst(), said("firstPublished")), "when it came out");
        differs(times.size() > 1 && !same(times.get(1), said("lastPublished")), "when it changed");
    }

    private static boolean same(Element time, String at) {
        try {
            return Instant.parse(time.attr("datetime"))
                    .truncatedTo(ChronoUnit.MILLIS)
                    .equals(Instant.parse(at).truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeParseException none) {
            return false;
        }
    }

    private String said(String name) {
        return edition.path(name).asString("");
    }

    /** A text that stands in one element, or in none if it is empty. */
    private void line(String where, String name, String called) {
        var found = story.select(where);
        var text = said(name);
        differs(
                text.isEmpty()
                        ? !found.isEmpty()
                        : found.size() != 1 || !found.getFirst().wholeText().equals(text),
                called);
    }

    private void notes() {
        var told = new ArrayList<String>();
        edition.path("notes").valueStream().forEach(note -> {
            if (!note.path("wrong").asString("").isEmpty()) {
                told.add(note.path("wrong").asString());
            }
            told.add(note.path("right").asString(""));
        });
        edition.path("editorsNotes")
                .valueStream()
                .forEach(note -> told.add(note.path("note").asString("")));
        var notes = story.select("> section.notes");
        var shown = notes.select("> ol > li dd, > ol > li > p:not(.note-head)").stream()
                .map(Element::wholeText)
                .toList();
        var more = notes.select("> *:not(h2, ol), > ol > *:not(li), > ol > li > *:not(p, dl)");
        differs(!shown.equals(told) || !more.isEmpty(), "the notes");
    }

    private void body() {
        line("> div.body > p.dateline", "dateline", "the dateline");
        var parts = story.select("> div.body > *").stream()
                .filter(each -> !each.is("p.dateline"))
                .toList();
        var blocks = edition.path("body").valueStream().toList();
        if (parts.size() != blocks.size()) {
            differences.add("the body, which has %,d parts and not %,d".formatted(parts.size(), blocks.size()));
            return;
        }
        for (var n = 0; n < blocks.size(); n++) {
            differs(!same(parts.get(n), blocks.get(n)), "part %d of the body".formatted(n + 1));
        }
    }

    private static boolean same(Element part, JsonNode block) {
        return switch (block.path("type").asString("")) {
            case "paragraph" -> part.is("p") && words(part, block.path("words"));
            case "crosshead" -> part.is("h2") && words(part, block.path("words"));
            case "quotation" -> {
                var words = part.selectFirst("> blockquote > p");
                yield words != null
                        && words(words, block.path("words"))
                        && dense(part.wholeText())
                                .equals(dense(words.wholeText()
                                        + block.path("speaker").asString("")));
            }
            case "list" -> {
                var items = block.path("items").valueStream().toList();
                yield part.is(block.path("numbered").asBoolean(false) ? "ol" : "ul")
                        && part.attr("start").equals(block.path("start").asString(""))
                        && part.childrenSize() == items.size()
                        && IntStream.range(0, items.size()).allMatch(n -> words(part.child(n), items.get(n)));
            }
            case "figure" -> figure(part, block);
            // Another version of the program wrote it, whose pages nobody here knows.
            default -> true;
        };
    }

    private static boolean figure(Element part, JsonNode block) {
        var picture = block.path("picture").asString("");
        var images = part.select("img");
        var sees = picture.isEmpty()
                ? images.isEmpty()
                : images.size() == 1
                        && images.getFirst().attr("src").equals(picture)
                        && images.getFirst()
                                .attr("alt")
                                .equals(block.path("altText").asString(""));
        var caption = block.path("caption");
        var captioned = caption.path("text").asString("").isEmpty()
                || part.select("> figcaption > p").stream().anyMatch(line -> words(line, caption));
        return sees && captioned && text(part, ".credit", block, "credit") && label(part, block);
    }

    private static boolean text(Element part, String where, JsonNode block, String name) {
        var found = part.select(where);
        var text = block.path(name).asString("");
        return text.isEmpty()
                ? found.isEmpty()
                : found.size() == 1 && found.getFirst().wholeText().equals(text);
    }

    /** A synthetic picture must be told to be one, in the newsroom's words or in Stet's. */
    private static boolean label(Element part, JsonNode block) {
        return block.path("synthetic").asBoolean(false)
                ? part.select(".label").size() == 1
                        && (block.path("label").asString("").isEmpty() || text(part, ".label", block, "label"))
                : part.select(".label").isEmpty();
    }

    private static boolean words(Element shown, JsonNode words) {
        var sealed = Jsoup.parseBodyFragment(words.path("html").asString(""));
        plainly(sealed);
        return shown.html().equals(sealed.body().html());
    }

    private static String dense(String text) {
        return text.replaceAll("\\s", "");
    }
}
