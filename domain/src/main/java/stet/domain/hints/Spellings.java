package stet.domain.hints;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stet.domain.content.Anchor;

/**
 * A name that is spelled in two ways. Two words are compared where one becomes the other by leaving out a letter in each, so that a long
 * text takes no longer for each of its names; and they are one name only where something else says so: the rest of the name is the same,
 * or one is never named in full.
 */
final class Spellings {
    private static final int SHORTEST = 6;
    private static final int SHORTEST_IN_A_NAME = 3;
    private static final int SHORTEST_WITH_MARKS = 4;
    private static final int SHORTEST_FOR_TWO = 8;
    private static final int LONGEST = 30;
    private static final int MOST_FORMS = 2_000;
    private static final int MOST_ALIKE = 8;
    private static final int SELDOM = 2;
    private static final int MOST_PAIRS = 100;

    /** What is put at the end of a name to make another word of it. */
    private static final Set<String> ENDINGS = Set.of(
            "s", "es", "n", "an", "ns", "ans", "i", "is", "r", "er", "ers", "en", "d", "a", "o", "ic", "al", "ia",
            "ese", "ish", "in");

    private Spellings() {}

    /** One way in which a word of a name is spelled. */
    private static final class Form {
        final String word;
        final String folded;
        final List<Integer> letters;
        final List<Anchor> anchors = new ArrayList<>();
        /** The other words of the names that it is part of, each with whether it comes before it. */
        final Set<String> beside = new HashSet<>();

        boolean last;
        boolean full;

        Form(String word) {
            this.word = word;
            folded = Names.folded(word);
            letters = folded.chars().boxed().toList();
        }
    }

    static List<Hint> in(List<ParsedPassage> passages) {
        var small = Names.smallWords(passages);
        var forms = forms(passages, small);
        var alike = new HashMap<String, List<Form>>();
        var pairs = new LinkedHashMap<Set<String>, Hint>();
        for (var form : forms.values()) {
            if (pairs.size() >= MOST_PAIRS) {
                break;
            }
            for (var key : shortened(form.folded)) {
                var here = alike.computeIfAbsent(key, _ -> new ArrayList<>());
                for (var other : here) {
                    if (other != form && sameName(other, form, small)) {
                        pairs.putIfAbsent(Set.of(other.word, form.word), hint(other, form));
                    }
                }
                if (here.size() < MOST_ALIKE) {
                    here.add(form);
                }
            }
        }
        return pairs.values().stream()
                .sorted(Comparator.comparing(hint -> hint.anchor().words()))
                .toList();
    }

    /**
     * A word of a name, as it is compared.
     *
     * @param bare without the end of a genitive
     * @param word that, in one form for all ways to type it
     * @param before as it is told of a word that stands behind it in a name; {@code behind} is for one that stands before it
     */
    private record Spelled(
            String bare, String word, String folded, String before, String behind, boolean office, boolean shouted) {
        static Spelled of(Token token) {
            var bare = Names.bare(token.text());
            var word = inOneForm(bare);
            var folded = Names.folded(bare);
            return new Spelled(
                    bare, word, folded, "<" + folded, ">" + folded, Names.isOffice(word), token.isAllCapitals());
        }

        private static String inOneForm(String bare) {
            return Normalizer.normalize(bare, Normalizer.Form.NFC).replace('’', '\'');
        }

        static boolean isOneOf(Map<String, Form> forms, Token token) {
            return forms.containsKey(inOneForm(Names.bare(token.text())));
        }
    }

    private static Map<String, Form> forms(List<ParsedPassage> passages, Set<String> small) {
        var forms = new LinkedHashMap<String, Form>();
        var spelled = new HashMap<String, Spelled>();
        for (var passage : passages) {
            for (var name : Names.in(passage)) {
                if (forms.size() >= MOST_FORMS
                        && name.words().stream().noneMatch(token -> Spelled.isOneOf(forms, token))) {
                    // No more of its words are kept.
                    continue;
                }
                var words = name.words().stream()
                        .map(token -> spelled.computeIfAbsent(token.text(), _ -> Spelled.of(token)))
                        .toList();
                for (var i = 0; i < words.size(); i++) {
                    add(forms, small, name, words, i);
                }
            }
        }
        return forms;
    }

    /** @param words of the name */
    private static void add(Map<String, Form> forms, Set<String> small, Names.Name name, List<Spelled> words, int at) {
        var spelled = words.get(at);
        var word = spelled.word;
        var full = name.isFull();
        if (word.length() < SHORTEST_IN_A_NAME
                || word.length() > LONGEST
                || !name.words().get(at).hasCapital()
                || spelled.shouted
                || spelled.office
                || (at == 0 && name.opens() && !full && Names.OPENINGS.contains(spelled.folded))
                || (!full && small.contains(spelled.folded))
                || (!forms.containsKey(word) && forms.size() >= MOST_FORMS)) {
            return;
        }
        var form = forms.computeIfAbsent(word, Form::new);
        var start = name.words().get(at).start();
        form.anchors.add(name.passage().anchor(start, start + spelled.bare.length()));
        form.full |= full;
        form.last |= full && at == words.size() - 1;
        for (var i = 0; i < words.size(); i++) {
            if (i != at && name.words().get(i).text().length() > 1) {
                form.beside.add(i < at ? words.get(i).before : words.get(i).behind);
            }
        }
    }

    /** The word, and the word without any one of its letters. */
    private static Set<String> shortened(String word) {
        var keys = new HashSet<String>();
        keys.add(word);
        for (var i = 1; i < word.length(); i++) {
            keys.add(word.substring(0, i) + word.substring(i + 1));
        }
        return keys;
    }

    private static boolean sameName(Form one, Form other, Set<String> small) {
        var shorter = one.folded.length() <= other.folded.length() ? one.folded : other.folded;
        var longer = shorter.equals(one.folded) ? other.folded : one.folded;
        if (shorter.equals(longer)) {
            return shorter.length() >= SHORTEST_WITH_MARKS
                    && !one.word.equalsIgnoreCase(other.word)
                    && samePerson(one, other);
        }
        var partners = one.beside.stream().anyMatch(other.beside::contains);
        var mention = !partners
                && shorter.length() >= SHORTEST
                && !small.contains(one.folded)
                && !small.contains(other.folded)
                && (isMentionOf(one, other) || isMentionOf(other, one));
        var most = shorter.length() >= SHORTEST_FOR_TWO ? 2 : 1;
        return (partners || mention)
                && shorter.charAt(0) == longer.charAt(0)
                && !isInflected(shorter, longer, mention || !one.last || !other.last)
                && Distance.within(one.letters, other.letters, most) <= most;
    }

    private static boolean samePerson(Form one, Form other) {
        return !one.full || !other.full || one.beside.stream().anyMatch(other.beside::contains);
    }

    /** Whether the one stands alone, and seldom, while the other is the last word of a name in full. */
    private static boolean isMentionOf(Form one, Form other) {
        return !one.full && other.last && one.anchors.size() <= SELDOM;
    }

    /** Whether these are two forms of one word, or a man's name and a woman's, rather than one name. */
    private static boolean isInflected(String shorter, String longer, boolean first) {
        var common = 0;
        while (common < shorter.length() && shorter.charAt(common) == longer.charAt(common)) {
            common++;
        }
        var end = shorter.substring(common);
        var otherEnd = longer.substring(common);
        if (end.isEmpty()) {
            return ENDINGS.contains(otherEnd) || (first && (otherEnd.equals("e") || otherEnd.equals("y")));
        }
        return end.length() <= 2
                && otherEnd.length() <= 3
                && (ENDINGS.contains(end) || end.equals("e"))
                && (ENDINGS.contains(otherEnd) || otherEnd.equals("e"))
                && !(end.equals("en") || otherEnd.equals("en"));
    }

    private static Hint hint(Form one, Form other) {
        var seldom = other.anchors.size() <= one.anchors.size() ? other : one;
        var often = seldom == other ? one : other;
        var others = new ArrayList<>(List.of(often.anchors.getFirst()));
        others.addAll(seldom.anchors.subList(1, seldom.anchors.size()));
        return new Hint(
                Hint.Kind.NAME_SPELLED_TWO_WAYS,
                seldom.anchors.getFirst(),
                "It is “%s” elsewhere in the article.".formatted(often.word),
                "Is it “%s” or “%s”? The article has both.".formatted(seldom.word, often.word),
                others);
    }
}
