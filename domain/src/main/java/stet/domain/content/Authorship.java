package stet.domain.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import stet.domain.PersonId;

/**
 * Who wrote which words of a passage, so that nobody signs off their own (rule 10).
 *
 * <p>It follows the words, not the saves: a word that is still there after ten saves is its first writer's, and a checker who puts one
 * word right has written that word only.
 *
 * @param runs the writers of the tokens (see {@link WordDiff#tokens}) in order, white space not counted
 */
public record Authorship(List<Run> runs) {
    /**
     * Some of the characters of a text.
     *
     * @param start first character, in UTF-16 units from 0
     * @param end one past the last
     */
    public record Range(int start, int end) {}

    /** Of a passage without words. */
    public static final Authorship EMPTY = new Authorship(List.of());

    /** So many tokens in a row by one writer; or of none, by whoever cut what stood before the next token and answers for it, too. */
    public record Run(PersonId who, int tokens) {}

    public Authorship {
        runs = joined(runs);
    }

    public static Authorship by(PersonId who, String words) {
        return new Authorship(List.of(new Run(who, Tokens.said(words))));
    }

    /**
     * After the passage has become something else: a word that is kept keeps its writer, a new one is the rewriter's. Cutting is writing,
     * too, since a "not" less says the opposite: for the word after a cut, or at the end for the word before it, the cutter answers
     * besides its writer.
     *
     * @param was the words that this authorship is of; a word of them that has no known writer counts as the rewriter's, since a
     *     person too many can be asked to let another sign, and a person too few goes unnoticed
     */
    public Authorship rewritten(String was, String now, PersonId by) {
        if (runs.stream().allMatch(run -> run.who().equals(by))) {
            return by(by, now);
        }
        var matching = Matching.ofSaid(was, now);
        var hands = hands(matching.was(), by);
        var written = new ArrayList<List<PersonId>>();
        var old = 0;
        var cut = false;
        for (var token = 0; token < matching.now().size(); token++) {
            while (old < matching.was().size() && matching.toNow(old) < token) {
                cut |= !matching.kept(old) && !matching.was().isSpace(old);
                old++;
            }
            if (!matching.now().isSpace(token)) {
                var kept = old < matching.was().size() && matching.toNow(old) == token;
                var its = kept ? hands.get(old) : List.of(by);
                written.add(cut ? answering(by, its) : its);
                cut = false;
            }
        }
        for (; old < matching.was().size(); old++) {
            cut |= !matching.kept(old) && !matching.was().isSpace(old);
        }
        if (cut && !written.isEmpty()) {
            written.set(written.size() - 1, answering(by, written.getLast()));
        }
        return of(written);
    }

    /** By those who had a hand in each token: whoever cut what stood before it, and last its writer. */
    static Authorship of(List<List<PersonId>> hands) {
        var runs = new ArrayList<Run>();
        for (var token = 0; token < hands.size(); ) {
            var its = hands.get(token);
            var first = token++;
            if (its.size() == 1) {
                // Most words stand beside others by the same writer alone.
                while (token < hands.size() && hands.get(token).equals(its)) {
                    token++;
                }
            } else {
                its.subList(0, its.size() - 1).forEach(cutter -> runs.add(new Run(cutter, 0)));
            }
            runs.add(new Run(its.getLast(), token - first));
        }
        return new Authorship(runs);
    }

    /** These hands and those of somebody who cut what stood beside the token. */
    static List<PersonId> answering(PersonId cutter, List<PersonId> hands) {
        if (hands.contains(cutter)) {
            return hands;
        }
        var more = new ArrayList<>(List.of(cutter));
        more.addAll(hands);
        return List.copyOf(more);
    }

    /** Who had a hand in each of so many tokens, white space not counted; see {@link #of(List)}. */
    List<List<PersonId>> hands(int tokens, PersonId unknown) {
        var hands = new ArrayList<List<PersonId>>(tokens);
        var cutters = List.<PersonId>of();
        for (var run : runs) {
            if (run.tokens() == 0) {
                cutters = answering(run.who(), cutters);
            }
            var writer = List.of(run.who());
            for (var i = 0; i < run.tokens() && hands.size() < tokens; i++) {
                var its = writer;
                for (var cutter : cutters) {
                    its = answering(cutter, its);
                }
                hands.add(its);
                cutters = List.of();
            }
        }
        var nobodyKnown = List.of(unknown);
        while (hands.size() < tokens) {
            hands.add(nobodyKnown);
        }
        return hands;
    }

    /** Fewer tokens in a row are nobody's in particular. */
    private static final int SHORTEST_CUT = 4;

    /** Finds what was cut from the parts of a content, one after the other: the last of very many are compared less closely. */
    public static final class Cuts {
        private final Matching.Looks looks = new Matching.Looks();

        /** What is gone of a text in its next version: all of it where nothing is left, or runs of at least {@value #SHORTEST_CUT} tokens. */
        public List<Range> of(String was, String now) {
            if (was.isEmpty() || was.equals(now)) {
                return List.of();
            }
            if (now.isEmpty()) {
                return List.of(new Range(0, was.length()));
            }
            // A token has at least one character.
            if (lengthOfChange(was, now) < SHORTEST_CUT) {
                return List.of();
            }
            var changed = Difference.between(was, now);
            var from = changed.from();
            var before = was.substring(from, changed.wasTo());
            if (Tokens.said(before) < SHORTEST_CUT) {
                return List.of();
            }
            var matching = Matching.ofSaid(before, now.substring(from, changed.nowTo()), looks);
            var cut = new ArrayList<Range>();
            for (var hunk : matching.hunks()) {
                var first = hunk.was();
                var last = hunk.wasEnd() - 1;
                while (first <= last && matching.was().isSpace(first)) {
                    first++;
                }
                while (last >= first && matching.was().isSpace(last)) {
                    last--;
                }
                var said = 0;
                for (var token = first; token <= last; token++) {
                    said += matching.was().isSpace(token) ? 0 : 1;
                }
                if (said >= SHORTEST_CUT) {
                    cut.add(new Range(
                            from + matching.was().start(first),
                            from + matching.was().end(last)));
                }
            }
            return cut;
        }
    }

    /** How many characters of the earlier text stand between the first and the last that are not the same in the later. */
    private static int lengthOfChange(String was, String now) {
        var shorter = Math.min(was.length(), now.length());
        var start = 0;
        while (start < shorter && was.charAt(start) == now.charAt(start)) {
            start++;
        }
        var end = 0;
        while (end < shorter - start && was.charAt(was.length() - 1 - end) == now.charAt(now.length() - 1 - end)) {
            end++;
        }
        return was.length() - start - end;
    }

    /** Everybody who had a part in the passage as it is. */
    public Set<PersonId> all() {
        var all = new LinkedHashSet<PersonId>();
        runs.forEach(run -> all.add(run.who()));
        return inOrder(all);
    }

    /**
     * Who wrote the words that a range of characters touches.
     *
     * @param words the words that this authorship is of
     * @param start first character, in UTF-16 units from 0
     * @param end one past the last
     */
    public Set<PersonId> of(String words, int start, int end) {
        var tokens = Tokens.of(words);
        var touched = new LinkedHashSet<PersonId>();
        var cutters = new LinkedHashSet<PersonId>();
        var run = 0;
        var left = runs.isEmpty() ? 0 : runs.getFirst().tokens();
        for (var token = 0; token < tokens.size() && run < runs.size(); token++) {
            if (tokens.isSpace(token)) {
                continue;
            }
            while (left == 0 && run < runs.size() - 1) {
                cutters.add(runs.get(run).who());
                run++;
                left = runs.get(run).tokens();
            }
            if (tokens.start(token) < end && tokens.end(token) > start) {
                touched.add(runs.get(run).who());
                touched.addAll(cutters);
            }
            cutters.clear();
            left--;
            if (left == 0) {
                run++;
                left = run < runs.size() ? runs.get(run).tokens() : 0;
            }
        }
        return inOrder(touched);
    }

    /**
     * Who wrote each of some ranges of the words, as an authorship of these alone. There may be thousands, and the words are cut into
     * tokens once.
     *
     * @param ranges in order, none over another; each begins and ends with a token
     */
    public List<Authorship> of(String words, List<Range> ranges) {
        var tokens = Tokens.of(words);
        var hands = hands(tokens, new PersonId("unknown"));
        var all = new ArrayList<Authorship>();
        var token = 0;
        for (var range : ranges) {
            while (token < tokens.size() && tokens.start(token) < range.start()) {
                token++;
            }
            var ranged = new ArrayList<List<PersonId>>();
            for (; token < tokens.size() && tokens.end(token) <= range.end(); token++) {
                if (!tokens.isSpace(token)) {
                    ranged.add(hands.get(token));
                }
            }
            all.add(of(ranged));
        }
        return all;
    }

    /**
     * The same but where words stand that stood in another text: those are whose they were there.
     *
     * @param words the words that this authorship is of
     * @param was the words that the other is of
     */
    public Authorship in(String words, Authorship other, String was, List<Excerpt.Piece> pieces) {
        var unknown = new PersonId("unknown");
        var before = new HashMap<Integer, List<PersonId>>();
        var old = Tokens.of(was);
        var theirs = other.hands(old, unknown);
        for (var token = 0; token < old.size(); token++) {
            before.put(old.start(token), theirs.get(token));
        }
        var tokens = Tokens.of(words);
        var its = hands(tokens, unknown);
        var hands = new ArrayList<List<PersonId>>();
        for (var token = 0; token < tokens.size(); token++) {
            if (!tokens.isSpace(token)) {
                var start = tokens.start(token);
                var end = tokens.end(token);
                hands.add(pieces.stream()
                        .filter(piece -> piece.now() <= start && end <= piece.now() + piece.length())
                        .map(piece -> before.get(start - piece.now() + piece.was()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(its.get(token)));
            }
        }
        return of(hands);
    }

    /** The hands of each token; of white space, whoever's. */
    private List<List<PersonId>> hands(Tokens tokens, PersonId unknown) {
        var said = 0;
        for (var token = 0; token < tokens.size(); token++) {
            said += tokens.isSpace(token) ? 0 : 1;
        }
        var known = hands(said, unknown);
        var hands = new ArrayList<List<PersonId>>();
        var counted = 0;
        for (var token = 0; token < tokens.size(); token++) {
            hands.add(counted < known.size() ? known.get(counted) : List.of(unknown));
            if (!tokens.isSpace(token)) {
                counted++;
            }
        }
        return hands;
    }

    /** Runs of one writer are one, unless somebody cut between them; who cuts before their own words adds nothing. */
    private static List<Run> joined(List<Run> runs) {
        var joined = new ArrayList<Run>();
        for (var run : runs) {
            while (run.tokens() > 0
                    && !joined.isEmpty()
                    && joined.getLast().tokens() == 0
                    && joined.getLast().who().equals(run.who())) {
                joined.removeLast();
            }
            if (!joined.isEmpty() && joined.getLast().who().equals(run.who())) {
                if (run.tokens() > 0) {
                    joined.add(new Run(run.who(), joined.removeLast().tokens() + run.tokens()));
                } else if (joined.getLast().tokens() > 0) {
                    joined.add(run);
                }
            } else {
                joined.add(run);
            }
        }
        while (!joined.isEmpty() && joined.getLast().tokens() == 0) {
            joined.removeLast();
        }
        return List.copyOf(joined);
    }

    /** One order for one set, so that the same authorship is always stored in the same words. */
    private static Set<PersonId> inOrder(Collection<PersonId> people) {
        var sorted =
                people.stream().sorted(Comparator.comparing(PersonId::value)).toList();
        return Collections.unmodifiableSet(new LinkedHashSet<>(sorted));
    }
}
