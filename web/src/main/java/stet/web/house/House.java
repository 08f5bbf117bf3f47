package stet.web.house;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import stet.domain.checking.QuotationMarks;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.newsroom.Newsroom;
import stet.domain.newsroom.Settings;
import stet.workflow.Commands;

/** What the newsroom is set to at this moment; where nobody has set it, what Stet was started with (rule 40). */
@Component
public final class House {
    private final Supplier<Settings> set;
    private final String name;
    private final ZoneId zone;
    private final String language;
    private volatile Settings last = Newsroom.EMPTY.settings();

    @Autowired
    House(
            Commands commands,
            @Value("${stet.name}") String name,
            @Value("${stet.zone:}") String zone,
            @Value("${stet.language}") String language) {
        this(() -> commands.newsroom().settings(), name, zone, language);
    }

    /**
     * @param set tells what the newsroom has been set to
     * @param zone by its name; empty for the machine's
     */
    public House(Supplier<Settings> set, String name, String zone, String language) {
        this.set = set;
        this.name = name;
        this.zone = zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
        this.language =
                Content.of("", "", List.of()).with(Field.LANGUAGE, language).language();
    }

    public String name() {
        return name(set().name());
    }

    /** What it is called where it has said this, or has said nothing. */
    public String name(@Nullable String said) {
        return Objects.requireNonNullElse(said, name);
    }

    /** In which times are typed and shown. */
    public ZoneId zone() {
        return zone(set().zone());
    }

    /** In which times are shown where it has said this, or has said nothing. */
    public ZoneId zone(@Nullable String said) {
        try {
            return said == null ? zone : ZoneId.of(said);
        } catch (DateTimeException unknown) {
            // It was set by a program that knows more zones than this one.
            return zone;
        }
    }

    /** What new articles are in unless they say another, as a BCP 47 tag. */
    public String language() {
        return Objects.requireNonNullElse(set().language(), language);
    }

    /** With what an article in this language is typed. */
    public QuotationMarks marks(Locale language) {
        return set().marksOf(language).orElseGet(() -> QuotationMarks.of(language));
    }

    private Settings set() {
        try {
            last = set.get();
        } catch (RuntimeException away) {
            // Whoever asks for more than this is told that the database cannot be had, on a page that needs the name.
            return last;
        }
        return last;
    }
}
