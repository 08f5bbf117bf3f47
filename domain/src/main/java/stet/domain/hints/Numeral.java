package stet.domain.hints;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number with its value.
 *
 * @param start its first character in the passage; a currency sign before it is not part of it
 * @param end one past its last, with what multiplies it and with "per cent"
 * @param first its first token; {@code last} is its last
 * @param unit of its last digit: 1 for 12, 0.1 for 3.5, 100 000 for 3.5 million
 * @param hedge what stands before it and makes it less exact
 */
record Numeral(int start, int end, int first, int last, double value, double unit, Sort sort, Hedge hedge) {
    /** What the number counts. */
    enum Sort {
        COUNT,
        PERCENT,
        POINTS,
        ORDINAL,
        YEAR,
        /** The day of a month. */
        DAY,
        /** Hyphenated to what it measures, such as a 42-year-old. */
        MEASURE
    }

    /** How a number is made less exact. */
    enum Hedge {
        NONE,
        ABOUT,
        ABOVE,
        BELOW
    }

    private static final Map<String, Integer> SMALL = new HashMap<>();
    private static final Map<String, Integer> ORDINALS = new HashMap<>();
    private static final Map<String, Double> SCALES = Map.ofEntries(
            Map.entry("hundred", 1e2),
            Map.entry("thousand", 1e3),
            Map.entry("million", 1e6),
            Map.entry("billion", 1e9),
            Map.entry("trillion", 1e12),
            Map.entry("dozen", 12.0),
            Map.entry("bn", 1e9),
            Map.entry("tn", 1e12),
            Map.entry("m", 1e6),
            Map.entry("mn", 1e6),
            Map.entry("k", 1e3),
            Map.entry("millionen", 1e6),
            Map.entry("milliarden", 1e9),
            Map.entry("millions", 1e6),
            Map.entry("milliards", 1e9),
            Map.entry("millones", 1e6));
    private static final Set<String> FUSED = Set.of("bn", "tn", "m", "mn", "k");
    private static final Set<String> ORDINAL_ENDS = Set.of("st", "nd", "rd", "th");
    private static final Map<String, Hedge> HEDGES = new HashMap<>();
    private static final Pattern GROUPED =
            Pattern.compile("\\d{1,3}(?:[,\\u00A0\\u202F\\u2009]\\d{3})+(?:\\.\\d+)?|\\d{1,3}(?:\\.\\d{3}){2,}");
    private static final Pattern NARROW_SPACES = Pattern.compile("[\\u00A0\\u202F\\u2009]");
    private static final int EARLIEST_YEAR = 1500;
    private static final int LATEST_YEAR = 2100;

    static {
        var words =
                ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                                + " seventeen eighteen nineteen")
                        .split(" ");
        var ordinals =
                ("zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
                                + " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth")
                        .split(" ");
        for (var i = 0; i < words.length; i++) {
            SMALL.put(words[i], i);
            ORDINALS.put(ordinals[i], i);
        }
        var tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
        for (var i = 0; i < tens.length; i++) {
            SMALL.put(tens[i], (i + 2) * 10);
            ORDINALS.put(tens[i].replace("y", "ieth"), (i + 2) * 10);
        }
        for (var word :
                List.of("about", "around", "some", "roughly", "approximately", "circa", "estimated", "approx")) {
            HEDGES.put(word, Hedge.ABOUT);
        }
        for (var word : List.of("over", "above", "least", "exceeding")) {
            HEDGES.put(word, Hedge.ABOVE);
        }
        for (var word : List.of("nearly", "almost", "under", "below", "up", "most", "barely")) {
            HEDGES.put(word, Hedge.BELOW);
        }
    }

    static List<Numeral> in(String words, List<Token> tokens) {
        var found = new ArrayList<Numeral>();
        var at = 0;
        while (at < tokens.size()) {
            var token = tokens.get(at);
            var numeral = token.isFigures() ? figures(words, tokens, at) : token.isWord() ? words(tokens, at) : null;
            if (numeral == null) {
                at++;
            } else {
                found.add(numeral);
                at = numeral.last + 1;
            }
        }
        return found;
    }

    /** A number that stands nowhere. */
    static Numeral bare(double value) {
        return new Numeral(0, 0, 0, 0, value, 1, Sort.COUNT, Hedge.NONE);
    }

    /** Whether this word names a number, rather than only multiplies one. */
    static boolean isSaid(Token token) {
        return small(token.text().toLowerCase(Locale.ROOT)) != null;
    }

    boolean counts() {
        return sort == Sort.COUNT;
    }

    // ---- In figures

    private static @Nullable Numeral figures(String words, List<Token> tokens, int at) {
        var token = tokens.get(at);
        if (inName(tokens, at) || inCode(tokens, at)) {
            return null;
        }
        var grouped = GROUPED.matcher(token.text()).matches();
        var plain = NARROW_SPACES.matcher(token.text()).replaceAll("");
        if (grouped) {
            plain = plain.indexOf(',') >= 0 || plain.indexOf('.') == plain.lastIndexOf('.')
                    ? plain.replace(",", "")
                    : plain.replace(".", "");
        } else if (plain.indexOf('.') != plain.lastIndexOf('.') || (plain.contains(",") && plain.contains("."))) {
            return null;
        } else {
            plain = plain.replace(',', '.');
            if (plain.indexOf('.') != plain.lastIndexOf('.')) {
                return null;
            }
        }
        var value = Double.parseDouble(plain);
        var point = plain.indexOf('.');
        var unit = point < 0 ? 1 : Math.pow(10, -(plain.length() - point - 1));
        var last = at;
        var next = at + 1 < tokens.size() ? tokens.get(at + 1) : null;
        if (next != null && next.isWord() && next.start() == token.end()) {
            var suffix = next.text().toLowerCase(Locale.ROOT);
            if (ORDINAL_ENDS.contains(suffix)) {
                return numeral(tokens, at, at + 1, value, unit, Sort.ORDINAL);
            }
            if (suffix.equals("s") || suffix.equals("am") || suffix.equals("pm")) {
                return null;
            }
            if (FUSED.contains(suffix)) {
                return measured(tokens, at, at + 1, value * scale(suffix), unit * scale(suffix));
            }
            return numeral(tokens, at, at + 1, value, unit, Sort.MEASURE);
        }
        if (next != null
                && next.is("-")
                && next.start() == token.end()
                && at + 2 < tokens.size()
                && tokens.get(at + 2).isWord()) {
            return numeral(tokens, at, at, value, unit, Sort.MEASURE);
        }
        var multiplied = false;
        while (last + 1 < tokens.size() && isScale(tokens.get(last + 1))) {
            var scale = scale(tokens.get(last + 1).text().toLowerCase(Locale.ROOT));
            value *= scale;
            unit *= scale;
            last++;
            multiplied = true;
        }
        if (!multiplied && Calendar.isDay(tokens, at)) {
            return numeral(tokens, at, at, value, 1, Sort.DAY);
        }
        if (!multiplied && isYear(words, tokens, at, value)) {
            return numeral(tokens, at, at, value, 1, Sort.YEAR);
        }
        return measured(tokens, at, last, value, unit);
    }

    private static boolean isYear(String words, List<Token> tokens, int at, double value) {
        var token = tokens.get(at);
        return token.text().length() == 4
                && value == Math.rint(value)
                && value >= EARLIEST_YEAR
                && value <= LATEST_YEAR
                && !percentAfter(tokens, at)
                && (token.start() == 0
                        || Character.getType(words.charAt(token.start() - 1)) != Character.CURRENCY_SYMBOL);
    }

    /** Figures within a name, such as G7, Covid-19 or A-10, count nothing. */
    private static boolean inName(List<Token> tokens, int at) {
        if (at == 0) {
            return false;
        }
        var token = tokens.get(at);
        var before = tokens.get(at - 1);
        if (before.end() != token.start()) {
            return false;
        }
        return before.isWord()
                || before.is("#")
                || (before.is("-")
                        && at > 1
                        && tokens.get(at - 2).isWord()
                        && tokens.get(at - 2).end() == before.start());
    }

    /** Part of a time of day, a fraction, an address or a date in figures. */
    private static boolean inCode(List<Token> tokens, int at) {
        return joined(tokens, at, 1) || joined(tokens, at, -1);
    }

    private static boolean joined(List<Token> tokens, int at, int way) {
        if (at + way < 0 || at + way >= tokens.size() || at + 2 * way < 0 || at + 2 * way >= tokens.size()) {
            return false;
        }
        var token = tokens.get(at);
        var sign = tokens.get(at + way);
        var other = tokens.get(at + 2 * way);
        var touching = way > 0
                ? sign.start() == token.end() && other.start() == sign.end()
                : sign.end() == token.start() && other.end() == sign.start();
        if (!touching || !other.isFigures()) {
            return false;
        }
        return sign.is("/") || sign.is(":") || (sign.is("-") && joinedAgain(tokens, at + 2 * way, way));
    }

    private static boolean joinedAgain(List<Token> tokens, int at, int way) {
        return at + way > 0 && at + way < tokens.size() && tokens.get(at + way).is("-");
    }

    // ---- In words

    private static @Nullable Numeral words(List<Token> tokens, int at) {
        var token = tokens.get(at);
        var lower = token.text().toLowerCase(Locale.ROOT);
        if ((lower.equals("a") || lower.equals("an")) && at + 1 < tokens.size() && isScale(tokens.get(at + 1))) {
            return composed(tokens, at, 1, at + 1);
        }
        if (lower.equals("half")
                && at + 2 < tokens.size()
                && tokens.get(at + 1).is("a")
                && isScale(tokens.get(at + 2))) {
            return measured(
                    tokens,
                    at,
                    at + 2,
                    scale(tokens.get(at + 2).text()) / 2,
                    scale(tokens.get(at + 2).text()) / 10);
        }
        var small = small(lower);
        if (small != null) {
            return composed(tokens, at, small, at + 1);
        }
        var ordinal = ordinal(lower);
        if (ordinal != null) {
            return numeral(tokens, at, at, ordinal, 1, Sort.ORDINAL);
        }
        if (lower.equals("hundred") || lower.equals("thousand") || lower.equals("million") || lower.equals("dozen")) {
            return composed(tokens, at, 1, at);
        }
        var hyphen = lower.indexOf('-');
        if (hyphen > 0) {
            var measure = SMALL.get(lower.substring(0, hyphen));
            var rest = lower.substring(hyphen + 1);
            if (measure != null && !ORDINALS.containsKey(rest.replaceAll("s$", "")) && !rest.startsWith("half")) {
                return numeral(tokens, at, at, measure, 1, Sort.MEASURE);
            }
        }
        return null;
    }

    private static @Nullable Integer small(String lower) {
        var small = SMALL.get(lower);
        var hyphen = lower.indexOf('-');
        if (small != null || hyphen < 0) {
            return small;
        }
        var tens = SMALL.get(lower.substring(0, hyphen));
        var ones = SMALL.get(lower.substring(hyphen + 1));
        return tens != null && ones != null && tens >= 20 && ones < 10 ? Integer.valueOf(tens + ones) : null;
    }

    private static @Nullable Integer ordinal(String lower) {
        var ordinal = ORDINALS.get(lower);
        var hyphen = lower.indexOf('-');
        if (ordinal != null || hyphen < 0) {
            return ordinal;
        }
        var tens = SMALL.get(lower.substring(0, hyphen));
        var ones = ORDINALS.get(lower.substring(hyphen + 1));
        return tens != null && ones != null && tens >= 20 && ones < 10 ? Integer.valueOf(tens + ones) : null;
    }

    /** Goes on as long as words multiply what stands before them, or add less to it. */
    private static Numeral composed(List<Token> tokens, int first, double begun, int from) {
        var total = 0.0;
        var current = begun;
        var unit = 1.0;
        var at = from;
        while (at < tokens.size()) {
            var token = tokens.get(at);
            var lower = token.text().toLowerCase(Locale.ROOT);
            if (!token.isWord()) {
                break;
            }
            if (lower.equals("hundred") || lower.equals("dozen")) {
                current *= scale(lower);
                unit = 1;
            } else if (SCALES.containsKey(lower) && lower.length() > 3) {
                total += current * scale(lower);
                current = 0;
                unit = scale(lower) / 10;
            } else {
                var and = lower.equals("and") && at + 1 < tokens.size();
                var added = small(and ? tokens.get(at + 1).text().toLowerCase(Locale.ROOT) : lower);
                if (added == null || !adds(current, total)) {
                    break;
                }
                current += added;
                unit = 1;
                at += and ? 1 : 0;
            }
            at++;
        }
        return measured(tokens, first, at - 1, total + current, unit);
    }

    private static boolean adds(double current, double total) {
        return (current >= 100 && current % 100 == 0) || (current == 0 && total >= 1000);
    }

    // ---- Both

    private static Numeral measured(List<Token> tokens, int first, int last, double value, double unit) {
        var at = last + 1;
        if (at < tokens.size()) {
            var lower = tokens.get(at).text().toLowerCase(Locale.ROOT);
            var after = at + 1 < tokens.size() ? tokens.get(at + 1).text().toLowerCase(Locale.ROOT) : "";
            if (lower.equals("percentage") && after.startsWith("point")) {
                return numeral(tokens, first, at + 1, value, unit, Sort.POINTS);
            }
            if (lower.equals("per") && after.equals("cent")) {
                return numeral(tokens, first, at + 1, value, unit, Sort.PERCENT);
            }
            if (percentAfter(tokens, last)) {
                return numeral(tokens, first, at, value, unit, after.startsWith("point") ? Sort.POINTS : Sort.PERCENT);
            }
        }
        return numeral(tokens, first, last, value, unit, Sort.COUNT);
    }

    private static boolean percentAfter(List<Token> tokens, int at) {
        if (at + 1 >= tokens.size()) {
            return false;
        }
        var lower = tokens.get(at + 1).text().toLowerCase(Locale.ROOT);
        return lower.equals("%")
                || lower.equals("％")
                || lower.equals("percent")
                || lower.equals("prozent")
                || lower.equals("pc")
                || lower.equals("per-cent");
    }

    private static Numeral numeral(List<Token> tokens, int first, int last, double value, double unit, Sort sort) {
        return new Numeral(
                tokens.get(first).start(),
                tokens.get(last).end(),
                first,
                last,
                value,
                unit,
                sort,
                hedge(tokens, first));
    }

    private static Hedge hedge(List<Token> tokens, int first) {
        var at = first - 1;
        // A currency sign stands between.
        while (at >= 0
                && !tokens.get(at).isWord()
                && !tokens.get(at).isFigures()
                && tokens.get(at).end() == tokens.get(at + 1).start()
                && Character.getType(tokens.get(at).text().codePointAt(0)) == Character.CURRENCY_SYMBOL) {
            at--;
        }
        if (at < 0) {
            return Hedge.NONE;
        }
        var before = tokens.get(at).text().toLowerCase(Locale.ROOT);
        var earlier = at > 0 ? tokens.get(at - 1).text().toLowerCase(Locale.ROOT) : "";
        return switch (before) {
            case "than" ->
                switch (earlier) {
                    case "more", "greater", "larger", "higher" -> Hedge.ABOVE;
                    case "less", "fewer" -> Hedge.BELOW;
                    default -> Hedge.NONE;
                };
            case "to" ->
                switch (earlier) {
                    case "up" -> Hedge.BELOW;
                    case "close" -> Hedge.ABOUT;
                    default -> Hedge.NONE;
                };
            case "many", "much" -> earlier.equals("as") ? Hedge.BELOW : Hedge.NONE;
            case "as" -> at > 1 && (earlier.equals("many") || earlier.equals("much")) ? Hedge.BELOW : Hedge.NONE;
            case "up" -> Hedge.NONE;
            default -> HEDGES.getOrDefault(before, Hedge.NONE);
        };
    }

    private static boolean isScale(Token token) {
        return token.isWord()
                && SCALES.containsKey(token.text().toLowerCase(Locale.ROOT))
                && !token.text().equals("M");
    }

    private static double scale(String word) {
        return SCALES.getOrDefault(word.toLowerCase(Locale.ROOT), 1.0);
    }

    /** Whether this is what the other comes to, once it is rounded as either of them says it is. */
    boolean fits(Numeral other) {
        if (value == other.value) {
            return true;
        }
        return rounds(other) || other.rounds(this);
    }

    private boolean rounds(Numeral exact) {
        var difference = exact.value - value;
        var near = value / 10;
        if ((unit > 1 || unit < 1) && Math.abs(difference) <= unit) {
            return true;
        }
        return switch (hedge) {
            case NONE -> false;
            case ABOUT -> Math.abs(difference) <= near;
            case ABOVE -> difference >= 0 && difference <= 2 * near;
            case BELOW -> difference <= 0 && -difference <= 2 * near;
        };
    }
}
