package stet.web.newsroom;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.desk.WorkingCopy;
import stet.domain.article.Claim;
import stet.domain.article.Unclaimed;
import stet.domain.checking.Verdict;
import stet.history.Entry;
import stet.web.api.UnclaimedWords;

/**
 * What a checker works through.
 *
 * @param claims in reading order
 * @param missing what must be in a claim and is in none
 * @param suggested what else might be worth a claim
 * @param from where in these two the page begins; it shows {@link #LISTED} of each
 * @param required how many numbers, dates and quotations there are
 * @param signedOff who last signed off the facts, whether or not that stands; null if nobody ever did
 * @param fallen what fell since the facts were last signed off, newest first, each with what changed in the words
 * @param talk questions to the writer and the answers, oldest first, by the claim that they are about
 */
public record Checking(
        List<Claim> claims,
        List<Unclaimed> missing,
        List<Unclaimed> suggested,
        int from,
        int required,
        @Nullable Entry signedOff,
        List<Fallen> fallen,
        Map<String, List<Entry>> talk) {
    private static final Set<String> FALLS = Set.of(
            "ClaimReopened",
            "ClaimLapsed",
            "FactsReopened",
            "CaptionReopened",
            "CaptionsReopened",
            "PublicationUnscheduled");
    private static final Set<String> TALK = Set.of("ClaimQueried", "QueryAnswered");
    private static final int FALLEN_SHOWN = 12;
    /** Nobody works through more at a time, and each is a form of its own. */
    private static final int LISTED = 100;

    /**
     * Something that fell, and the change that made it fall.
     *
     * @param cause the entry with the redline; the fall itself, where no words changed
     */
    public record Fallen(Entry fall, Entry cause) {}

    static Checking of(WorkingCopy.Answer copy, UnclaimedWords.Found found, int from, List<Entry> entries) {
        var article = copy.article();
        var places = new ArrayList<>(article.content().passages().keySet());
        var claims = article.claims().values().stream()
                .sorted(Comparator.comparingInt(
                                (Claim claim) -> places.indexOf(claim.anchor().place()))
                        .thenComparingInt(claim -> claim.anchor().start()))
                .toList();
        var unclaimed = found.unclaimed();
        return new Checking(
                claims,
                unclaimed.stream().filter(Unclaimed::required).toList(),
                unclaimed.stream().filter(words -> !words.required()).toList(),
                Math.max(0, from),
                found.required(),
                signedOff(entries),
                fallen(entries),
                talk(entries));
    }

    private static @Nullable Entry signedOff(List<Entry> entries) {
        return entries.reversed().stream()
                .filter(entry -> entry.kind().equals("FactsSignedOff"))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, List<Entry>> talk(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.about() != null && TALK.contains(entry.kind()))
                .collect(groupingBy(entry -> requireNonNull(entry.about()).replaceFirst("^claim/", "")));
    }

    private static List<Fallen> fallen(List<Entry> entries) {
        var byCommand = new TreeMap<String, Entry>();
        var fallen = new ArrayList<Fallen>();
        for (var entry : entries) {
            if (entry.kind().equals("FactsSignedOff")) {
                fallen.clear();
            } else if (entry.kind().equals("ContentRevised")) {
                byCommand.put(entry.command().value(), entry);
            } else if (FALLS.contains(entry.kind())) {
                fallen.add(
                        new Fallen(entry, byCommand.getOrDefault(entry.command().value(), entry)));
            }
        }
        var shown = fallen.reversed();
        return shown.subList(0, Math.min(FALLEN_SHOWN, shown.size()));
    }

    /** Those of what is missing that are on this page. */
    public List<Unclaimed> missingHere() {
        return here(missing);
    }

    /** Those of what is suggested that are on this page. */
    public List<Unclaimed> suggestedHere() {
        return here(suggested);
    }

    private List<Unclaimed> here(List<Unclaimed> all) {
        return all.subList(Math.min(from, all.size()), Math.min(next(), all.size()));
    }

    /** Where the next page begins. */
    public int next() {
        return Math.min(from, Integer.MAX_VALUE - LISTED) + LISTED;
    }

    /** Where the page before begins. */
    public int before() {
        return Math.max(0, from - LISTED);
    }

    /** What a page that cannot show them all says of it; null where it shows them all. */
    public @Nullable String elsewhere(List<Unclaimed> all) {
        return all.size() <= LISTED
                ? null
                : "These are %d of %,d; %,d more are on other pages."
                        .formatted(
                                here(all).size(),
                                all.size(),
                                all.size() - here(all).size());
    }

    /** How many of the numbers, dates and quotations are in a claim. */
    public int covered() {
        return required - missing.size();
    }

    public long open() {
        return claims.stream().filter(claim -> claim.verdict().open()).count();
    }

    /** How many claims have each verdict, those that are open first. */
    public Map<Verdict, Long> byVerdict() {
        var counts = new TreeMap<Verdict, Long>();
        claims.forEach(claim -> counts.merge(claim.verdict(), 1L, Long::sum));
        return counts;
    }

    public boolean ready() {
        return open() == 0 && missing.isEmpty();
    }
}
