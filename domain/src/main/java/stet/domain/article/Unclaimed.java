package stet.domain.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stet.domain.checking.Checkable;
import stet.domain.checking.Statement;
import stet.domain.checking.Statements;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;

/**
 * A statement that should be in a claim, or might be worth one, and is in none.
 *
 * @param anchor where a claim on it would stand
 * @param required whether the facts cannot be signed off while it is in none (rule 9)
 * @param places where else the same stands: for a name, or an office with a name, which is suggested once; otherwise none
 */
public record Unclaimed(Anchor anchor, Statement statement, boolean required, List<Anchor> places) {
    /**
     * So many statements and names are suggested; the plain prose of the longest article has fewer. Behind the passage in which they are
     * reached, no more is listed than what must be in a claim, which always is.
     */
    private static final int MOST_SUGGESTED = 3_000;

    public Unclaimed {
        places = List.copyOf(places);
    }

    /** Statements in reading order, then names. */
    static List<Unclaimed> in(Article article) {
        var found = new ArrayList<Unclaimed>();
        var content = article.content();
        var findings = article.findings();
        var claimed = article.claimed();
        var names = new LinkedHashMap<String, Unclaimed>();
        var suggested = 0;
        for (var passage : content.passages().entrySet()) {
            var place = passage.getKey();
            var words = passage.getValue();
            var required = findings.required(place);
            var marks = suggested + names.size() < MOST_SUGGESTED ? findings.suggested(place, words) : required;
            var lacking = new TreeMap<Integer, Checkable>();
            claimed.lacking(place, required).forEach(mark -> lacking.put(mark.start(), mark));
            for (var statement : statements(content, place, words, required, marks)) {
                var first = lacking.ceilingEntry(statement.start());
                var isRequired = first != null && first.getValue().end() <= statement.end();
                if (isRequired || !isSeenTo(statement, place, claimed)) {
                    found.add(new Unclaimed(
                            new Anchor(place, statement.start(), statement.words()), statement, isRequired, List.of()));
                    suggested += isRequired ? 0 : 1;
                }
            }
            for (var name : Statements.names(marks)) {
                if (!names.containsKey(name.words())) {
                    var anchor = new Anchor(place, name.start(), name.words());
                    names.put(name.words(), new Unclaimed(anchor, statement(name), false, List.of()));
                }
            }
        }
        found.addAll(names(content, names, claimed));
        return found;
    }

    private static List<Statement> statements(
            Content content, Place place, String words, List<Checkable> required, List<Checkable> marks) {
        return place.block().flatMap(content::block).orElse(null) instanceof Block.Quotation quotation
                ? Statements.inQuotation(words, required, quotation.speaker())
                : Statements.in(words, required, marks, content.locale());
    }

    /** Whether somebody has raised a claim on it, or on more of it than a name. */
    private static boolean isSeenTo(Statement statement, Place place, Claimed claimed) {
        return claimed.covers(place, statement.start(), statement.end())
                || statement.marks().stream()
                        .anyMatch(mark -> claimed.coversMoreThanNames(place, mark.start(), mark.end()));
    }

    /** Each name once: the longest that it stands in, with every place. One claim on it anywhere sees to its spelling. */
    private static List<Unclaimed> names(Content content, Map<String, Unclaimed> firsts, Claimed claimed) {
        var standings = new Standings(firsts.keySet());
        var places = new HashMap<String, List<Anchor>>();
        content.passages()
                .forEach((place, words) -> standings
                        .in(words)
                        .forEach(standing -> places.computeIfAbsent(standing.name(), _ -> new ArrayList<>())
                                .add(new Anchor(place, standing.start(), standing.name()))));
        var within = new HashSet<String>();
        for (var longer : firsts.keySet()) {
            for (var standing : standings.in(longer)) {
                if (standing.name().length() < longer.length()) {
                    within.add(standing.name());
                }
            }
        }
        var found = new ArrayList<Unclaimed>();
        firsts.forEach((name, first) -> {
            var here = places.getOrDefault(name, List.of());
            var seenTo = here.stream().anyMatch(at -> claimed.covers(at.place(), at.start(), at.end()));
            if (!within.contains(name) && !seenTo) {
                var others =
                        here.stream().filter(at -> !at.equals(first.anchor)).toList();
                found.add(new Unclaimed(first.anchor, first.statement, false, others));
            }
        });
        return found;
    }

    private static Statement statement(Checkable name) {
        return new Statement(name.kind(), name.start(), name.end(), name.words(), List.of(name), "");
    }
}
