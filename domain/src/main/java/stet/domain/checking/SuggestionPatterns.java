package stet.domain.checking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What may be worth a claim: names, titles, attributions and strong words.
 *
 * <p>Patterns only. A language model for names (OpenNLP's was weighed) weighs more than it brings to a list that a person goes through
 * anyway. Each has a longest match, so that the time they take grows with the text alone.
 */
final class SuggestionPatterns {
    private static final String NAME_WORD =
            "\\p{Lu}(?:\\.(?:\\p{Lu}\\.){0,3}+|['\u2019]\\p{Lu}[\\p{L}\\p{M}]{1,40}+|[\\p{L}\\p{M}]{1,40}+(?:-\\p{Lu}[\\p{L}\\p{M}]{0,40}+|['\u2019](?!s(?!\\p{L}))\\p{L}{1,40}+){0,3}+)";
    private static final String PARTICLE = "(?:(?:de|da|di|van|von|der|den|del|della|bin|al|el|la|le|ter|ten)~){0,2}";
    private static final String NAME = NAME_WORD + "(?:~" + PARTICLE + NAME_WORD + "){0,4}+";

    private static final String OFFICE =
            "(?:(?:Deputy|Vice|Former|Acting|First|Prime|Foreign|Defen[cs]e|Interior|Finance|Home|Justice)~){0,3}+"
                    + "(?:Secretary~of~State|Secretary[~-]General|Secretary|President|Prime~Minister|Minister|Chancellor|Premier|Senator"
                    + "|Congress(?:man|woman)|Governor|Mayor|Ambassador|Commissioner|Chief~Executive|Chair(?:man|woman)?|King|Queen|Prince|Princess"
                    + "|Pope|Cardinal|Archbishop|Bishop|Judge|Justice|General|Admiral|Colonel|Major|Captain|Lieutenant|Sergeant|Inspector"
                    + "|Professor|Sir|Dame|Lord|Lady|Baroness|Dr|Mr|Mrs|Ms|Mx|Prof|Rev|Sen|Rep|Gov|Gen|Adm|Col|Capt|Lt|Sgt|Hon|St)(?!\\p{L})\\.?";
    private static final String ROLE = "(?:the|its|their|his|her|a|an)~(?:[\\p{L}-]{1,40}+~){0,3}"
            + "(?:executive|chairman|chairwoman|chair|president|minister|chancellor|secretary|spokes(?:man|woman|person)|director|head"
            + "|leader|mayor|governor|ambassador|chief|editor|author|founder|professor)";

    private static final String SAYING =
            "(?:said|says|saying|warned|warns|told|added|adds|announced|claimed|claims|argued|argues|noted"
                    + "|notes|stated|states|insisted|insists|wrote|confirmed|denied|denies|declined|suggested|explained|tweeted)(?!\\p{L})";

    private static final Set<String> OFFICES_BEGIN = words(
            "Deputy Vice Former Acting First Prime Foreign Defence Defense Interior Finance Home Justice Secretary President Minister"
                    + " Chancellor Premier Senator Congressman Congresswoman Governor Mayor Ambassador Commissioner Chief Chair Chairman"
                    + " Chairwoman King Queen Prince Princess Pope Cardinal Archbishop Bishop Judge General Admiral Colonel Major Captain"
                    + " Lieutenant Sergeant Inspector Professor Sir Dame Lord Lady Baroness Dr Mr Mrs Ms Mx Prof Rev Sen Rep Gov Gen Adm"
                    + " Col Capt Lt Sgt Hon St");
    private static final Set<String> ROLES_BEGIN = words("the its their his her a an");
    private static final Set<String> SAID = words(
            "said says saying warned warns told added adds announced claimed claims argued argues"
                    + " noted notes stated states insisted insists wrote confirmed denied denies declined suggested explained tweeted");
    private static final Set<String> PRONOUNS = words("He he She she They they");
    private static final Set<String> ACCORDING = words("according");
    private static final Set<String> BEFORE = words("never for");
    private static final Set<String> ALONE = words("first only last sole");
    private static final Set<String> MOST = words("most least");
    private static final Set<String> STRONG = words("unprecedented historic unique unrivalled record");

    private static final List<Rule> TITLES = List.of(
            Rule.of(
                    ClaimKind.TITLE,
                    word -> OFFICES_BEGIN.contains(word.letters()),
                    OFFICE + "~" + NAME,
                    "A title goes with the name: check the office as well as the spelling."),
            Rule.of(
                    ClaimKind.TITLE,
                    word -> ROLES_BEGIN.contains(word.letters()),
                    ROLE + ",?~" + NAME,
                    "An office is given to a name: check that it is still theirs."));

    private static final List<Rule> NAMES = List.of(Rule.of(
            ClaimKind.NAME,
            Rule.Word::isCapital,
            NAME,
            "These look like the words of a name: check the spelling at its source."));

    private static final List<Rule> ACCORDING_TO = List.of(Rule.of(
            ClaimKind.ATTRIBUTION,
            word -> ACCORDING.contains(word.small()),
            "(?i:according~to)~(?:the~)?(?:" + NAME + "|[\\p{L}-]{1,40}+(?:~[\\p{L}-]{1,40}+){0,3}+)",
            "It says who says so: check that they did."));

    private static final List<Rule> SAYINGS = List.of(
            Rule.of(
                    ClaimKind.ATTRIBUTION,
                    word -> word.isCapital() || PRONOUNS.contains(word.letters()),
                    "(?:" + NAME + "|[Hh]e|[Ss]he|[Tt]hey)~" + SAYING,
                    "It says that somebody said so: check that they did."),
            Rule.of(
                    ClaimKind.ATTRIBUTION,
                    word -> SAID.contains(word.letters()),
                    SAYING + "~" + NAME,
                    "It says that somebody said so: check that they did."));

    private static final List<Rule> ATTRIBUTIONS =
            Stream.concat(ACCORDING_TO.stream(), SAYINGS.stream()).toList();

    private static final List<Rule> STRONG_WORDS = List.of(
            Rule.of(
                    ClaimKind.FACT,
                    word -> BEFORE.contains(word.small()),
                    "(?i:never~before|for~the~first~time)(?!\\p{L})",
                    "It says that there was none before."),
            Rule.of(
                    ClaimKind.FACT,
                    word -> ALONE.contains(word.small()),
                    "(?i:first|only|last|sole)(?!\\p{L})",
                    "It says that there is no other: one other makes it wrong."),
            Rule.of(
                    ClaimKind.CHARACTERISATION,
                    word -> MOST.contains(word.small()),
                    "(?i:(?:most|least)~\\p{L}{1,40}+)",
                    "It sets one above all others: who measured?"),
            Rule.of(
                    ClaimKind.CHARACTERISATION,
                    word -> word.small().endsWith("st"),
                    "(?i:best|worst|latest|\\p{L}{2,40}+(?<=\\p{L}{3}est))(?!\\p{L})",
                    "It sets one above all others: who measured?"),
            Rule.of(
                    ClaimKind.CHARACTERISATION,
                    word -> STRONG.contains(word.small()),
                    "(?i:unprecedented|historic|unique|unrivalled|record-breaking)(?!\\p{L})",
                    "It is a strong word: check that it holds."));

    /** Words that end like a superlative and are none. */
    private static final Set<String> NOT_SUPERLATIVE = Set.of(
            "interest",
            "request",
            "forest",
            "rainforest",
            "protest",
            "west",
            "midwest",
            "northwest",
            "southwest",
            "test",
            "contest",
            "guest",
            "honest",
            "dishonest",
            "arrest",
            "invest",
            "reinvest",
            "divest",
            "suggest",
            "harvest",
            "modest",
            "manifest",
            "digest",
            "ingest",
            "conquest",
            "bequest",
            "chest",
            "crest",
            "quest",
            "rest",
            "nest",
            "vest",
            "zest",
            "priest",
            "earnest",
            "tempest",
            "inquest",
            "unrest",
            "everest",
            "bucharest",
            "budapest",
            "brest",
            "attest",
            "detest",
            "infest",
            "molest",
            "wrest",
            "pest",
            "jest",
            "lest",
            "disinterest",
            "behest",
            "fest");

    /** Words with a capital because a sentence begins, not because they are a name. */
    private static final Set<String> OPENINGS = words(
            "The A An In On At By For From To Of With And But Or If As When While After Before Since Until Last Next This That These Those It"
                    + " Its He She His Her They Their We Our I You Your My Both Some Many Most All No Not Why How What Who Where Also Yet So Now"
                    + " Then There Here Despite Although Though However Historically Analysts Experts Figure");

    private static final Pattern OPENING =
            Pattern.compile("^(?:(?:" + String.join("|", OPENINGS) + ")[ \u00A0\u202F]){1,4}+");

    private static final Pattern NOT_WHO = Pattern.compile(
            "(?<!\\p{L})" + SAYING.replace("~", " ") + "|^(?i:according[ \u00A0\u202F]to(?:[ \u00A0\u202F]the)?)");
    private static final Pattern PRONOUN = Pattern.compile("(?i:he|she|they)");

    private static final Pattern LONG_WORD = Pattern.compile("\\p{L}{4,}+");
    private static final int LONGEST_HEADING = 150;

    private SuggestionPatterns() {}

    private static Set<String> words(String all) {
        return Set.of(all.split(" "));
    }

    /** @param text with what is quoted blanked out */
    static List<Checkable> in(String text) {
        var words = Rule.words(text);
        var found = new ArrayList<>(Rule.find(TITLES, text, words));
        if (!isTitleCase(text)) {
            var rest = Checkables.without(found, text);
            Rule.find(NAMES, rest, found.isEmpty() ? words : Rule.words(rest)).stream()
                    .map(SuggestionPatterns::withoutOpening)
                    .filter(name -> name.words().chars().anyMatch(c -> c == ' ' || c == '\u00A0' || c == '\u202F'))
                    .forEach(found::add);
        }
        // Most passages have no word of saying in them, and then no name need be asked whether one follows it.
        var saysSo = words.stream().anyMatch(word -> SAID.contains(word.letters()));
        found.addAll(Rule.find(saysSo ? ATTRIBUTIONS : ACCORDING_TO, text, words));
        Rule.find(STRONG_WORDS, text, words).stream()
                .filter(word -> !NOT_SUPERLATIVE.contains(word.words().toLowerCase(Locale.ROOT)))
                .forEach(found::add);
        return found;
    }

    /** A heading In Capitals Like This: there a capital says nothing of a name. */
    private static boolean isTitleCase(String text) {
        if (text.length() > LONGEST_HEADING) {
            return false;
        }
        var words = LONG_WORD.matcher(text).results().map(MatchResult::group).toList();
        var capitals = words.stream()
                .filter(word -> Character.isUpperCase(word.codePointAt(0)))
                .count();
        return words.size() > 2 && capitals * 4 >= words.size() * 3L;
    }

    /** Who an attribution says it of: a name, or a pronoun. */
    static String whoSays(String attribution) {
        return NOT_WHO.matcher(attribution).replaceAll("").strip();
    }

    static boolean isPronoun(String who) {
        return PRONOUN.matcher(who).matches();
    }

    private static Checkable withoutOpening(Checkable name) {
        var words = name.words();
        var space = 0;
        while (space < words.length() && Character.isLetter(words.charAt(space))) {
            space++;
        }
        if (space == words.length() || words.charAt(space) == '.' || !OPENINGS.contains(words.substring(0, space))) {
            return name;
        }
        var opening = OPENING.matcher(words);
        var cut = opening.lookingAt() ? opening.end() : 0;
        return new Checkable(name.kind(), name.start() + cut, name.end(), words.substring(cut), name.because());
    }
}
