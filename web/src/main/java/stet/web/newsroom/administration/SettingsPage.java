package stet.web.newsroom.administration;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import stet.domain.InvalidValue;
import stet.domain.checking.QuotationMarks;
import stet.domain.newsroom.NewsroomCommand;
import stet.domain.newsroom.NewsroomCommand.NameNewsroom;
import stet.domain.newsroom.NewsroomCommand.SetLanguage;
import stet.domain.newsroom.NewsroomCommand.SetQuotationMarks;
import stet.domain.newsroom.NewsroomCommand.SetZone;
import stet.web.door.SignedIn;
import stet.web.house.House;
import stet.web.newsroom.Asked;
import stet.web.newsroom.Zones;
import stet.workflow.Commands;

/** What the newsroom is set to (rule 40). {@code Security} lets in administrators alone. */
@Controller
@RequestMapping(SettingsPage.PATH)
class SettingsPage {
    static final String PATH = "/newsroom/settings";

    /** The ways in which newspapers mark quotations, each with those within a quotation. */
    private static final List<QuotationMarks> STYLES = List.of(
            new QuotationMarks("“", "”", "‘", "’"),
            new QuotationMarks("‘", "’", "“", "”"),
            new QuotationMarks("„", "“", "‚", "‘"),
            new QuotationMarks("»", "«", "›", "‹"),
            new QuotationMarks("«", "»", "‹", "›"),
            new QuotationMarks("«", "»", "“", "”"),
            new QuotationMarks("«", "»", "‘", "’"),
            new QuotationMarks("„", "”", "‚", "’"),
            new QuotationMarks("”", "”", "’", "’"));

    private final House house;
    private final Commands commands;
    private final Asked asked;

    SettingsPage(House house, Commands commands, Asked asked) {
        this.house = house;
        this.commands = commands;
        this.asked = asked;
    }

    /** A style as it is chosen and shown. */
    public record Style(String key, String shown, boolean chosen) {}

    @GetMapping
    ModelAndView settings() {
        return page();
    }

    @PostMapping("/name")
    ModelAndView name(@RequestParam(defaultValue = "") String name, @AuthenticationPrincipal SignedIn me) {
        return asks(() -> new NameNewsroom(name), me);
    }

    @PostMapping("/zone")
    ModelAndView zone(@RequestParam(defaultValue = "") String zone, @AuthenticationPrincipal SignedIn me) {
        return asks(() -> new SetZone(zone), me);
    }

    @PostMapping("/language")
    ModelAndView language(@RequestParam(defaultValue = "") String language, @AuthenticationPrincipal SignedIn me) {
        return asks(() -> new SetLanguage(language), me);
    }

    /** @param style empty where it is the language's own */
    @PostMapping("/quotation-marks")
    ModelAndView quotationMarks(
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String style,
            @AuthenticationPrincipal SignedIn me) {
        return asks(() -> new SetQuotationMarks(language, style.isEmpty() ? null : styled(style)), me);
    }

    /** The command is read in here, since what cannot be asked is said on the page, too. */
    private ModelAndView asks(Supplier<NewsroomCommand> command, SignedIn me) {
        return Asked.done(
                () -> {
                    asked.of(command.get(), me);
                    return PATH;
                },
                () -> page());
    }

    private static QuotationMarks styled(String key) {
        return STYLES.stream()
                .filter(style -> key(style).equals(key))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("There is no style of quotation marks '%s'".formatted(key)));
    }

    private static String key(QuotationMarks marks) {
        return marks.opening() + marks.closing() + marks.innerOpening() + marks.innerClosing();
    }

    private ModelAndView page() {
        var language = Locale.forLanguageTag(house.language());
        var chosen = commands.newsroom().settings().marksOf(language);
        var own = QuotationMarks.of(language);
        return new ModelAndView("newsroom/administration/settings")
                .addObject("name", house.name())
                .addObject("zone", house.zone().getId())
                .addObject("zones", Zones.all())
                .addObject("language", house.language())
                .addObject("spokenLanguage", language.getDisplayName(Locale.ENGLISH))
                .addObject("own", shown(own))
                .addObject("ownChosen", chosen.isEmpty())
                .addObject(
                        "styles",
                        STYLES.stream()
                                .map(style -> new Style(
                                        key(style),
                                        shown(style),
                                        chosen.filter(style::equals).isPresent()))
                                .toList());
    }

    private static String shown(QuotationMarks marks) {
        return "%sShe said %sno%s.%s"
                .formatted(marks.opening(), marks.innerOpening(), marks.innerClosing(), marks.closing());
    }
}
