package stet.domain.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import stet.domain.Ordered;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;

/**
 * One place's words, taken apart.
 *
 * @param speaker who is named beside a block that is a quotation; otherwise empty
 * @param sentences where each begins, and where the last one ends
 */
record ParsedPassage(
        Place place,
        Part part,
        String words,
        String speaker,
        List<Token> tokens,
        List<Numeral> numerals,
        List<Quoted> quotations,
        List<Integer> sentences) {
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "mx", "dr", "prof", "st", "sen", "rep", "gov", "gen", "adm", "lt", "col", "capt", "sgt",
            "rev", "hon", "no", "vs", "jr", "sr", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
            "nov", "dec", "mt", "ft", "inc", "ltd", "co", "corp", "approx", "ca", "bzw", "nr", "hr", "fr", "mme",
            "sra");
    private static final int SHORTEST_LONG_WORD = 4;
    private static final int LONGEST_HEADING = 150;

    /** What sort of place it is. */
    enum Part {
        HEADLINE,
        STANDFIRST,
        TEXT,
        CROSSHEAD,
        QUOTATION
    }

    /** In reading order, those that have words. */
    static List<ParsedPassage> of(Content content) {
        var passages = new ArrayList<ParsedPassage>();
        add(passages, Place.HEADLINE, Part.HEADLINE, content.headline(), "");
        add(passages, Place.STANDFIRST, Part.STANDFIRST, content.standfirst(), "");
        for (var block : content.blocks()) {
            var place = Place.of(block.id());
            switch (block) {
                case Block.Crosshead c -> add(passages, place, Part.CROSSHEAD, c.words(), "");
                case Block.Quotation q -> add(passages, place, Part.QUOTATION, q.words(), q.speaker());
                case Block.Paragraph p -> add(passages, place, Part.TEXT, p.words(), "");
                case Block.Listing l -> add(passages, place, Part.TEXT, l.words(), "");
                case Block.Figure f -> add(passages, place, Part.TEXT, f.words(), "");
            }
        }
        return passages;
    }

    private static void add(List<ParsedPassage> passages, Place place, Part part, String words, String speaker) {
        if (!words.isEmpty()) {
            var tokens = Token.in(words);
            passages.add(new ParsedPassage(
                    place,
                    part,
                    words,
                    speaker,
                    tokens,
                    Numeral.in(words, tokens),
                    Quoted.in(words),
                    sentences(words, tokens)));
        }
    }

    Anchor anchor(int start, int end) {
        return new Anchor(place, start, words.substring(start, end));
    }

    /** Where the sentence begins that this character stands in. */
    int sentenceStart(int at) {
        return sentences.get(sentence(at));
    }

    int sentenceEnd(int at) {
        return sentences.get(sentence(at) + 1);
    }

    private int sentence(int at) {
        return last(sentences.subList(0, sentences.size() - 1), at, start -> start);
    }

    /** The numbers that begin between these two characters. */
    List<Numeral> numerals(int from, int to) {
        return numerals.subList(
                last(numerals, from - 1, Numeral::start) + 1, last(numerals, to - 1, Numeral::start) + 1);
    }

    boolean isQuoted(int at) {
        var last = last(quotations, at, Quoted::open);
        return part == Part.QUOTATION || (last >= 0 && at < quotations.get(last).after());
    }

    /** Which is the last of these, in order, that begins at or before a character; -1 if none does. */
    private static <T> int last(List<T> ordered, int at, ToIntFunction<T> start) {
        return Ordered.first(ordered.size(), i -> start.applyAsInt(ordered.get(i)) > at) - 1;
    }

    /** A heading In Capitals Like This: there a capital says nothing of a name. */
    boolean isTitleCase() {
        if (part == Part.TEXT || words.length() > LONGEST_HEADING) {
            return false;
        }
        var longWords = tokens.stream()
                .filter(token -> token.isWord() && token.text().length() >= SHORTEST_LONG_WORD)
                .toList();
        return longWords.size() > 2
                && longWords.stream().filter(Token::hasCapital).count() * 4 >= longWords.size() * 3L;
    }

    /** Where each sentence begins, and where the last one ends. */
    static List<Integer> sentences(String words, List<Token> tokens) {
        var starts = new ArrayList<Integer>();
        starts.add(0);
        for (var i = 1; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var before = tokens.get(i - 1);
            if (words.indexOf('\n', before.end(), token.start()) >= 0) {
                starts.add(token.start());
            } else if (token.start() > before.end() && begins(tokens, i) && ends(tokens, i - 1)) {
                starts.add(token.start());
            }
        }
        starts.add(words.length());
        return starts;
    }

    private static boolean begins(List<Token> tokens, int at) {
        var token = tokens.get(at);
        return token.hasCapital() || token.isFigures() || "\"“‘„«([–—".contains(token.text());
    }

    private static boolean ends(List<Token> tokens, int last) {
        var at = last;
        while (at > 0 && "\"”’»)]".contains(tokens.get(at).text())) {
            at--;
        }
        var sign = tokens.get(at).text();
        if (sign.equals("!") || sign.equals("?") || sign.equals("…") || sign.equals("。")) {
            return true;
        }
        if (!sign.equals(".") || at == 0) {
            return false;
        }
        var word = tokens.get(at - 1);
        return !word.isWord()
                || (word.text().length() > 1
                        && !ABBREVIATIONS.contains(word.text().toLowerCase(Locale.ROOT)));
    }
}
