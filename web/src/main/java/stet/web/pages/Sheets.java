package stet.web.pages;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import stet.web.assets.Assets;
import stet.web.assets.Press;
import stet.web.house.House;

/** Puts the world's pages together: what they show, under the newsroom's name and in its time. */
@Component
final class Sheets {
    private final Press press;
    private final String looks;
    private final House house;
    private final Clock clock;

    Sheets(Press press, House house, Clock clock, Assets assets) {
        looks = Freshness.looks(assets, "pages/layout", "pages/front", "pages/story");
        this.press = press;
        this.house = house;
        this.clock = clock;
    }

    /**
     * What each page depends on beside what is published.
     *
     * @param name the newsroom's
     * @param clock in its zone, which tells the day
     */
    record Head(String name, ZoneId zone, Clock clock) {
        Writing writing() {
            return new Writing(clock);
        }

        @Override
        public String toString() {
            return name + " " + zone;
        }
    }

    /** As it is now. */
    Head head() {
        return new Head(house.name(), house.zone(), clock);
    }

    /**
     * A page that is not made yet.
     *
     * @param tag its ETag
     * @param lasts whether it shows nothing that changes without the read model
     */
    record Sheet(String tag, boolean lasts, Supplier<String> html) {}

    /**
     * @param section empty for the front page
     * @param leads the pictures by which stories are led to, by slug
     */
    Sheet stories(
            String section,
            List<String> sections,
            PublicStories stories,
            Map<String, PublicBlock.Figure> leads,
            @Nullable String after,
            Head head) {
        var writing = head.writing();
        var shown = new HashMap<String, @Nullable Object>();
        shown.put("section", section);
        shown.put("sections", sections);
        shown.put("stories", stories);
        shown.put("leads", leads);
        shown.put("after", after);
        shown.put("newsroom", head.name());
        shown.put("writing", writing);
        var tag = Freshness.tag(
                looks, List.of(section, sections, stories, leads, after == null ? "" : after, writing.today(), head));
        var lasts = leads.values().stream().allMatch(PublicBlock.Figure::hasItsPicture);
        return new Sheet(tag, lasts, () -> press.html("pages/front", shown));
    }

    Sheet story(PublicEdition edition, PublicEditions editions, Head head) {
        var shown = Map.<String, @Nullable Object>of(
                "edition",
                edition,
                "editions",
                editions.editions(),
                "writing",
                head.writing(),
                "newsroom",
                head.name());
        return new Sheet(
                Freshness.tag(looks, List.of(edition, editions, head)),
                edition.hasItsPictures(),
                () -> press.html("pages/story", shown));
    }

    static ModelAndView notice(HttpStatus status, String title, String words, Head head) {
        var page = new ModelAndView("pages/notice").addObject("title", title).addObject("words", words);
        page.setStatus(status);
        return page.addObject("writing", head.writing()).addObject("newsroom", head.name());
    }
}
