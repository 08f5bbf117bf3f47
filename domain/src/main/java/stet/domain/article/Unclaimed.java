package stet.domain.article;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import stet.domain.checking.Checkable;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Findings;
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
    public Unclaimed {
        places = List.copyOf(places);
    }

    /** Statements in reading order, then names. */
    static List<Unclaimed> in(Article article) {
        var found = new ArrayList<Unclaimed>();
        var content = article.content();
        var findings = article.findings();
        var claims = article.claims().values();
        content.passages().forEach((place, words) -> {
            var uncovered = article.uncovered(place, findings.required(place));
            for (var statement : statements(content, place, words, findings.required(place))) {
                var required = uncovered.stream().anyMatch(mark -> covers(statement, mark));
                if (required || !isSeenTo(statement, place, claims)) {
                    found.add(new Unclaimed(
                            new Anchor(place, statement.start(), statement.words()), statement, required, List.of()));
                }
            }
        });
        found.addAll(names(content, findings, claims));
        return found;
    }

    private static List<Statement> statements(Content content, Place place, String words, List<Checkable> required) {
        return place.block().flatMap(content::block).orElse(null) instanceof Block.Quotation quotation
                ? Statements.inQuotation(words, required, quotation.speaker())
                : Statements.in(words, required, content.locale());
    }

    private static boolean covers(Statement statement, Checkable mark) {
        return statement.start() <= mark.start() && mark.end() <= statement.end();
    }

    /** Whether somebody has raised a claim on it, or on more of it than a name. */
    private static boolean isSeenTo(Statement statement, Place place, Collection<Claim> claims) {
        return claims.stream()
                .anyMatch(claim -> claim.anchor().covers(place, statement.start(), statement.end())
                        || (claim.kind() != ClaimKind.NAME
                                && claim.kind() != ClaimKind.TITLE
                                && statement.marks().stream()
                                        .anyMatch(mark -> claim.anchor().covers(place, mark.start(), mark.end()))));
    }

    /** Each name once: the longest that it stands in, with every place. One claim on it anywhere sees to its spelling. */
    private static List<Unclaimed> names(Content content, Findings findings, Collection<Claim> claims) {
        var passages = content.passages();
        var firsts = new LinkedHashMap<String, Unclaimed>();
        passages.forEach((place, words) -> {
            for (var name : Statements.names(words, findings.required(place))) {
                if (!firsts.containsKey(name.words())) {
                    var anchor = new Anchor(place, name.start(), name.words());
                    firsts.put(name.words(), new Unclaimed(anchor, statement(name), false, List.of()));
                }
            }
        });
        var found = new ArrayList<Unclaimed>();
        firsts.forEach((name, first) -> {
            var places = places(name, passages);
            var within = firsts.keySet().stream()
                    .anyMatch(other -> other.length() > name.length()
                            && !starts(name, other).isEmpty());
            var seenTo = claims.stream()
                    .anyMatch(claim ->
                            places.stream().anyMatch(at -> claim.anchor().covers(at.place(), at.start(), at.end())));
            if (!within && !seenTo) {
                var others =
                        places.stream().filter(at -> !at.equals(first.anchor)).toList();
                found.add(new Unclaimed(first.anchor, first.statement, false, others));
            }
        });
        return found;
    }

    private static Statement statement(Checkable name) {
        return new Statement(name.kind(), name.start(), name.end(), name.words(), List.of(name), "");
    }

    private static List<Anchor> places(String name, SequencedMap<Place, String> passages) {
        var places = new ArrayList<Anchor>();
        passages.forEach((place, words) -> starts(name, words).forEach(at -> places.add(new Anchor(place, at, name))));
        return places;
    }

    /** Where a name stands in a text, and not only the beginning of a longer word. */
    private static List<Integer> starts(String name, String text) {
        var starts = new ArrayList<Integer>();
        for (var at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length())) {
            if (!isLetter(text, at - 1) && !isLetter(text, at + name.length())) {
                starts.add(at);
            }
        }
        return starts;
    }

    private static boolean isLetter(String words, int at) {
        return at >= 0 && at < words.length() && Character.isLetterOrDigit(words.charAt(at));
    }
}
