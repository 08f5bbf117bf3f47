package stet.web.assets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The style sheets use the one scale of type, the one of spacing and the colours that have a name, and the type that they name is there. */
class StyleSheetsTest {
    private static final String ASSETS = "static/assets/";
    private static final String FONTS = ASSETS + "fonts/";

    /** Where custom properties are given their values; whatever is within is a name for the rest. */
    private static final Pattern NAMES = Pattern.compile(":root\\s*\\{[^}]*\\}");

    private static final Pattern NO_RULE =
            Pattern.compile("/\\*.*?\\*/|@(media|container)[^{]*\\{|@(font-face|page)\\s*\\{[^}]*\\}", Pattern.DOTALL);

    private static final Pattern DECLARATION = Pattern.compile("([a-z-]+): ([^;{}]+);");
    private static final Pattern LENGTH =
            Pattern.compile("(?<![\\w.#-])-?[0-9]*\\.?[0-9]+(px|pt|pc|cm|mm|in|rem|em)\\b");
    private static final Pattern COLOUR =
            Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\b(rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color)\\(");

    /** How large a thing is, is its own business, as long as the reader's size of type decides; how far it is from others is not. */
    private static final Pattern ITS_OWN_SIZE = Pattern.compile(
            "((min|max)-)?(width|height|inline-size|block-size)|flex|flex-basis|columns|grid-template-columns|contain-intrinsic-size");

    /** What goes with the words it stands at, of whatever size they are. */
    private static final Set<String> WITH_THE_WORDS = Set.of(
            "text-underline-offset",
            "text-decoration",
            "text-decoration-thickness",
            "letter-spacing",
            "vertical-align");

    private static final Set<Integer> BREAKS = Set.of(30, 48, 64);

    static Stream<String> sheets() {
        return Stream.of("stet.css", "newsroom/newsroom.css", "newsroom/board.css", "newsroom/editor.css");
    }

    @Test
    void every_sheet_is_looked_at() throws IOException {
        assertThat(Stream.of(files(ASSETS + "**/*.css")).map(file -> name(file, ASSETS)))
                .containsExactlyInAnyOrderElementsOf(sheets().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stet.css", "newsroom/newsroom.css", "newsroom/board.css", "newsroom/editor.css"})
    void no_length_and_no_colour_is_used_that_has_no_name(String sheet) throws IOException {
        var rules = NO_RULE.matcher(NAMES.matcher(read(sheet)).replaceAll("")).replaceAll("");
        var strays = DECLARATION
                .matcher(rules)
                .results()
                .filter(each -> stray(each.group(1), each.group(2)))
                .map(each -> each.group())
                .toList();
        assertThat(strays).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stet.css", "newsroom/newsroom.css", "newsroom/board.css", "newsroom/editor.css"})
    void the_grid_changes_at_the_same_three_widths_everywhere(String sheet) throws IOException {
        assertThat(Pattern.compile("@media \\((?:min|max)-width: (\\S+)\\)")
                        .matcher(read(sheet))
                        .results()
                        .map(each -> each.group(1)))
                .allSatisfy(width -> {
                    assertThat(width).endsWith("rem");
                    assertThat(BREAKS).contains(Integer.valueOf(width.substring(0, width.length() - 3)));
                });
    }

    @Test
    void each_name_that_is_used_has_a_value() throws IOException {
        var used = new TreeSet<String>();
        // Those of a page's scripts have a value to fall back on.
        var given = new TreeSet<>(Set.of("--keyboard"));
        for (var sheet : sheets().toList()) {
            Pattern.compile("var\\((--[a-z0-9-]+)")
                    .matcher(read(sheet))
                    .results()
                    .forEach(each -> used.add(each.group(1)));
            Pattern.compile("(--[a-z0-9-]+):").matcher(read(sheet)).results().forEach(each -> given.add(each.group(1)));
        }
        assertThat(given).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void where_a_browser_knows_no_pair_of_colours_every_page_has_the_light_one() throws IOException {
        for (var sheet : List.of("stet.css", "newsroom/newsroom.css")) {
            var both = Pattern.compile("(--[a-z-]+): light-dark\\((#[0-9a-f]{6}), #[0-9a-f]{6}\\);")
                    .matcher(read(sheet))
                    .results()
                    .map(each -> each.group(1) + ": " + each.group(2) + ";")
                    .toList();
            var alone = read(sheet).substring(0, read(sheet).indexOf("@supports"));
            assertThat(both).as(sheet).isNotEmpty().allMatch(alone::contains);
            assertThat(alone).doesNotContain("light-dark(#");
        }
    }

    // ---- Type

    @Test
    void every_font_that_is_named_is_there_and_none_besides() throws IOException {
        var named = Pattern.compile("url\\(\"(fonts/[^\"]+)\"\\)")
                .matcher(read("stet.css"))
                .results()
                .map(each -> each.group(1))
                .toList();
        assertThat(Stream.of(files(FONTS + "**/*.woff2")).map(file -> "fonts/" + name(file, FONTS)))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(named);
        assertThat(named)
                .as("kept for a year, so with its version")
                .allMatch(font -> font.matches(".*-[0-9.]+\\.woff2"));
        for (var page : List.of("pages/layout", "newsroom/layout")) {
            var ahead = Pattern.compile("/assets/(fonts/[^'\"}]+)")
                    .matcher(new ClassPathResource("templates/" + page + ".html").getContentAsString(UTF_8))
                    .results()
                    .map(each -> each.group(1))
                    .toList();
            assertThat(named).as(page).containsAll(ahead);
            assertThat(ahead).as(page).isNotEmpty();
        }
    }

    @Test
    void its_licence_lies_beside_each_and_the_notice_names_it() throws IOException {
        var families = new TreeSet<String>();
        for (var file : files(FONTS + "**/*.woff2")) {
            families.add(name(file, FONTS).replaceAll("/.*", ""));
        }
        assertThat(families).hasSize(2);
        for (var family : families) {
            assertThat(new ClassPathResource(FONTS + family + "/OFL.txt").getContentAsString(UTF_8))
                    .contains("SIL OPEN FONT LICENSE Version 1.1");
            assertThat(new ClassPathResource(FONTS + "NOTICE.txt").getContentAsString(UTF_8))
                    .contains("in " + family + "\n");
        }
    }

    @Test
    void what_a_reader_downloads_of_it_is_bounded() throws IOException {
        var sizes = new TreeMap<String, Long>();
        for (var file : files(FONTS + "**/*.woff2")) {
            sizes.put(name(file, FONTS).replaceAll("-[0-9.]+woff2", ""), file.contentLength());
        }
        assertThat(sum(sizes, "/latin")).as("any page in a Latin script").isLessThan(82_000);
        assertThat(sum(sizes, "/latin", "/latin-italic"))
                .as("the same with words in italics, in both")
                .isLessThan(165_000);
        assertThat(sizes.values())
                .as("what a letter more may bring")
                .allSatisfy(size -> assertThat(size).isLessThan(61_000));
        assertThat(sum(sizes, "")).as("all that is shipped").isLessThan(700_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stet.css", "newsroom/newsroom.css", "newsroom/board.css", "newsroom/editor.css"})
    void nothing_is_asked_of_another_host(String sheet) throws IOException {
        assertThat(read(sheet)).doesNotContain("//", "@import");
    }

    // ---- The parts

    private static boolean stray(String property, String value) {
        if (property.startsWith("--")) {
            return false;
        }
        return COLOUR.matcher(value).find()
                || LENGTH.matcher(value)
                        .results()
                        .anyMatch(length -> !(ITS_OWN_SIZE.matcher(property).matches()
                                        && length.group(1).equals("rem"))
                                && !(length.group(1).equals("em") && WITH_THE_WORDS.contains(property)));
    }

    private static long sum(Map<String, Long> sizes, String... ends) {
        return sizes.entrySet().stream()
                .filter(each -> Stream.of(ends).anyMatch(each.getKey()::endsWith))
                .mapToLong(each -> each.getValue())
                .sum();
    }

    private static Resource[] files(String pattern) throws IOException {
        return new PathMatchingResourcePatternResolver().getResources("classpath:" + pattern);
    }

    private static String name(Resource file, String under) {
        try {
            var path = Objects.requireNonNull(file.getURL().getPath());
            return path.substring(path.lastIndexOf(under) + under.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String sheet) throws IOException {
        return new ClassPathResource(ASSETS + sheet).getContentAsString(UTF_8);
    }
}
