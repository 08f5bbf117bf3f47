package stet.domain.hints;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names in an article, as far as capitals show them. */
final class Names {
    private static final Set<String> PARTICLES = Set.of(
            "de", "da", "di", "du", "dos", "das", "do", "van", "von", "der", "den", "del", "della", "bin", "ibn", "al",
            "el", "la", "le", "ter", "ten", "zu");

    /** Titles and offices that go before a name and are none. */
    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "mx",
            "dr",
            "prof",
            "professor",
            "sir",
            "dame",
            "lord",
            "lady",
            "baroness",
            "president",
            "minister",
            "prime",
            "secretary",
            "chancellor",
            "premier",
            "senator",
            "sen",
            "rep",
            "representative",
            "congressman",
            "congresswoman",
            "governor",
            "gov",
            "mayor",
            "ambassador",
            "commissioner",
            "king",
            "queen",
            "prince",
            "princess",
            "pope",
            "cardinal",
            "archbishop",
            "bishop",
            "judge",
            "justice",
            "general",
            "gen",
            "admiral",
            "adm",
            "colonel",
            "col",
            "major",
            "captain",
            "capt",
            "lieutenant",
            "lt",
            "sergeant",
            "sgt",
            "inspector",
            "rev",
            "reverend",
            "st",
            "saint",
            "chief",
            "deputy",
            "vice",
            "former",
            "acting",
            "director",
            "chairman",
            "chairwoman",
            "chair",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "ceo",
            "coach",
            "officer",
            "constable",
            "sheriff",
            "attorney",
            "detective",
            "superintendent",
            "father",
            "sister",
            "brother",
            "herr",
            "frau",
            "monsieur",
            "madame",
            "señor",
            "señora",
            "don",
            "doña",
            "state",
            "foreign",
            "defense",
            "defence",
            "finance",
            "interior",
            "home",
            "us",
            "uk",
            "eu");

    /** Words that have a capital because a sentence begins. */
    static final Set<String> OPENINGS = Set.of(
            "the",
            "a",
            "an",
            "in",
            "on",
            "at",
            "by",
            "for",
            "from",
            "to",
            "of",
            "with",
            "and",
            "but",
            "or",
            "if",
            "as",
            "when",
            "while",
            "after",
            "before",
            "since",
            "until",
            "last",
            "next",
            "this",
            "that",
            "these",
            "those",
            "it",
            "its",
            "he",
            "she",
            "his",
            "her",
            "they",
            "their",
            "we",
            "our",
            "i",
            "you",
            "your",
            "my",
            "both",
            "some",
            "many",
            "most",
            "all",
            "no",
            "not",
            "why",
            "how",
            "what",
            "who",
            "where",
            "also",
            "yet",
            "so",
            "now",
            "then",
            "there",
            "here",
            "despite",
            "although",
            "though",
            "however",
            "according",
            "police",
            "officials",
            "critics",
            "experts",
            "analysts",
            "witnesses",
            "others",
            "authorities",
            "researchers",
            "scientists",
            "neither",
            "either",
            "one",
            "two",
            "three",
            "several",
            "each",
            "every",
            "another",
            "such",
            "more",
            "about",
            "over",
            "under",
            "during",
            "because",
            "once",
            "only",
            "even",
            "still",
            "just",
            "later",
            "earlier",
            "today",
            "yesterday",
            "meanwhile",
            "additionally",
            "moreover",
            "furthermore",
            "among",
            "between",
            "through",
            "around",
            "against",
            "without",
            "within",
            "like",
            "unlike",
            "whether",
            "than",
            "figure",
            "did",
            "does",
            "is",
            "are",
            "was",
            "were",
            "will",
            "would",
            "can",
            "could",
            "should",
            "has",
            "have",
            "had",
            "do",
            "be",
            "been",
            "get",
            "let",
            "well",
            "yes",
            "who's",
            "it's",
            "people",
            "local",
            "new");

    /** In words; what runs on for longer is a shout. */
    private static final int LONGEST = 8;

    private static final Set<String> INSTITUTIONS = Set.of(
            "ministry",
            "ministers",
            "ministries",
            "department",
            "departments",
            "party",
            "council",
            "councillor",
            "counsel",
            "county",
            "country",
            "court",
            "senate",
            "parliament",
            "commission",
            "committee",
            "union",
            "university",
            "center",
            "centre",
            "defence",
            "defense",
            "labor",
            "labour",
            "street",
            "house",
            "office",
            "north",
            "south",
            "east",
            "west",
            "northern",
            "southern",
            "association",
            "national",
            "nation",
            "nations",
            "republic",
            "democrat",
            "democratic",
            "conservative",
            "international",
            "world",
            "state",
            "states");

    private Names() {}

    /**
     * Words with capitals that stand together.
     *
     * @param words without titles before them and without a genitive's end
     * @param title whether a title stood before them
     * @param opens whether the first word begins a sentence, so that its capital says nothing
     */
    record Name(ParsedPassage passage, int first, int last, List<Token> words, boolean title, boolean opens) {
        int start() {
            return words.getFirst().start();
        }

        int end() {
            return words.getLast().start() + bare(words.getLast().text()).length();
        }

        boolean isFull() {
            var capitals = 0;
            for (var word : words) {
                capitals += word.text().length() > 1 && word.hasCapital() ? 1 : 0;
            }
            return capitals > 1;
        }

        String lastWord() {
            return bare(words.getLast().text());
        }
    }

    /** In order; what is in a heading In Capitals Like This is left out. */
    static List<Name> in(ParsedPassage passage) {
        var names = new ArrayList<Name>();
        if (passage.isTitleCase()) {
            return names;
        }
        var tokens = passage.tokens();
        var at = 0;
        while (at < tokens.size()) {
            if (isNameWord(tokens.get(at))) {
                var end = end(passage, at);
                add(names, passage, at, end);
                at = end;
            } else {
                at++;
            }
        }
        return names;
    }

    private static boolean isNameWord(Token token) {
        return token.hasCapital() && !Calendar.isName(token.text().toLowerCase(Locale.ROOT));
    }

    private static int end(ParsedPassage passage, int from) {
        var tokens = passage.tokens();
        var at = from + 1;
        while (at < tokens.size() && at < from + LONGEST) {
            var before = tokens.get(at - 1);
            var token = tokens.get(at);
            if (isGenitive(before.text())) {
                return at;
            }
            if (isNameWord(token) && spaced(passage, before, token)) {
                at++;
            } else if (token.is(".")
                    && before.end() == token.start()
                    && isAbbreviated(before)
                    && at + 1 < tokens.size()
                    && isNameWord(tokens.get(at + 1))
                    && passage.sentenceStart(tokens.get(at + 1).start())
                            < tokens.get(at + 1).start()) {
                at += 2;
            } else if (PARTICLES.contains(token.text())
                    && at + 1 < tokens.size()
                    && (isNameWord(tokens.get(at + 1))
                            || PARTICLES.contains(tokens.get(at + 1).text()))
                    && spaced(passage, before, token)) {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private static boolean isAbbreviated(Token token) {
        return token.text().length() == 1 || TITLES.contains(token.text().toLowerCase(Locale.ROOT));
    }

    private static boolean spaced(ParsedPassage passage, Token before, Token token) {
        return token.start() == before.end() + 1
                && passage.words().charAt(before.end()) != '\n'
                && passage.sentenceStart(token.start()) < token.start();
    }

    private static void add(List<Name> names, ParsedPassage passage, int from, int end) {
        var tokens = passage.tokens();
        var first = from;
        var opens = passage.sentenceStart(tokens.get(from).start())
                        == tokens.get(from).start()
                || (from > 0 && "\"“‘„«(:".contains(tokens.get(from - 1).text()));
        if (opens && OPENINGS.contains(tokens.get(first).text().toLowerCase(Locale.ROOT))) {
            first++;
            opens = false;
        }
        var title = false;
        while (first < end
                && (!tokens.get(first).isWord()
                        || TITLES.contains(tokens.get(first).text().toLowerCase(Locale.ROOT)))) {
            title |= tokens.get(first).isWord();
            opens = false;
            first++;
        }
        var words = tokens.subList(first, end).stream().filter(Token::isWord).toList();
        while (!words.isEmpty() && PARTICLES.contains(words.getLast().text())) {
            words = words.subList(0, words.size() - 1);
        }
        if (!words.isEmpty()) {
            names.add(new Name(passage, first, end - 1, words, title, opens));
        }
    }

    /** Whether it is an office or an institution, of which there are several in one article. */
    static boolean isOffice(String word) {
        var folded = folded(word);
        return TITLES.contains(folded) || INSTITUTIONS.contains(folded);
    }

    static boolean isGenitive(String word) {
        return word.endsWith("'s") || word.endsWith("’s");
    }

    static String bare(String word) {
        return isGenitive(word) ? word.substring(0, word.length() - 2) : word;
    }

    /** In small letters and without diacritics. */
    static String folded(String word) {
        var plain = true;
        for (var i = 0; i < word.length() && plain; i++) {
            plain = word.charAt(i) < 0x80;
        }
        var lower = word.toLowerCase(Locale.ROOT);
        return plain
                ? lower
                : Normalizer.normalize(lower, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .replace('’', '\'')
                        .replace("ß", "ss")
                        .replace("ø", "o")
                        .replace("ł", "l")
                        .replace("đ", "d")
                        .replace("ı", "i");
    }

    /** Every word that stands somewhere with a small letter at its beginning, folded. */
    static Set<String> smallWords(List<ParsedPassage> passages) {
        var small = new HashSet<String>();
        for (var passage : passages) {
            for (var token : passage.tokens()) {
                if (token.isWord() && Character.isLowerCase(token.text().codePointAt(0))) {
                    small.add(folded(bare(token.text())));
                }
            }
        }
        return small;
    }
}
