package stet.web.newsroom.article;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.desk.WorkingCopy;
import stet.domain.ClaimId;
import stet.domain.article.Check;
import stet.domain.article.Claim;
import stet.domain.article.Unclaimed;
import stet.domain.checking.Checkable;
import stet.domain.checking.SentencesOf;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Place;
import stet.history.ChecksOf;
import stet.history.Entry;
import stet.web.findings.UnclaimedWords;

/**
 * What a checker works through.
 *
 * @param open claims that somebody still has to see to, in reading order: those of this page
 * @param statements what is in no claim and must be, or might be worth it: those of this page
 * @param from where in all of these the page begins; it shows {@link #LISTED} of them, of the open and of the settled claims
 * @param unclaimed how many there are on all pages
 * @param missing how many of them must be in a claim
 * @param settled claims of which something was found, in reading order: those of this page
 * @param byVerdict how many claims have each verdict on all pages, those that are open first
 * @param covered how many of the numbers, dates and quotations are in a claim
 * @param required how many there are
 * @param signedOff who last signed off the facts, whether or not that stands; null if nobody ever did
 * @param fallen what fell since the facts were last signed off, newest first
 * @param changes what changed in the words by the acts by which they fell: told once for each act, with what of it stands first
 * @param talk questions to the writer and the answers, oldest first, by the claim that they are about
 */
public record Checking(
        List<Raised> open,
        List<Suggested> statements,
        int from,
        int unclaimed,
        long missing,
        List<Raised> settled,
        Map<Verdict, Integer> byVerdict,
        int covered,
        int required,
        @Nullable Entry signedOff,
        List<ChecksOf.Fall> fallen,
        ShownChanges changes,
        Map<ClaimId, List<ChecksOf.Remark>> talk) {
    private static final int FALLEN_SHOWN = 12;
    /** Nobody works through more at a time, and each is a form of its own. */
    private static final int LISTED = 100;

    private static final int FURTHEST = 1_000_000;

    /** So many numbers, dates and names are marked in a statement; one with more is no sentence that anybody wrote. */
    private static final int MARKED = 30;

    /** Nobody follows more links to one name; how many times it stands there is said beside them. */
    private static final int PLACES = 20;

    /** A claim in its sentence. */
    public record Raised(Claim claim, List<Piece> sentence) {}

    /**
     * A statement in its sentence.
     *
     * @param id of its element
     * @param value by which a form names it, see {@link Form}
     */
    public record Suggested(Unclaimed words, List<Piece> sentence, String id, String value) {
        private static Suggested of(Unclaimed words, SentencesOf sentences) {
            var anchor = words.anchor();
            var kind = words.statement().kind();
            return new Suggested(
                    words,
                    Piece.of(sentences, anchor, words.statement().marks()),
                    "statement-%s-%d-%s"
                            .formatted(
                                    anchor.place().key().replace('/', '-').replace('#', '-'),
                                    anchor.start(),
                                    kind.name().toLowerCase(Locale.ROOT)),
                    Form.statement(kind, anchor));
        }

        /** The passages in which these words stand as well, the first {@value #PLACES}; a link leads to a passage, so each is there once. */
        public List<Place> elsewhere() {
            return words.places().stream()
                    .map(Anchor::place)
                    .distinct()
                    .limit(PLACES)
                    .toList();
        }
    }

    /** A stretch of a sentence: {@code around} what is meant, {@code within} it, or something {@code marked} in it. */
    public record Piece(String words, String look) {
        private static List<Piece> of(SentencesOf sentences, Anchor anchor, List<Checkable> marks) {
            var passage = sentences.passage(anchor);
            var sentence = sentences.around(anchor);
            // How many more of the marks there are from here on than before.
            var changes = new TreeMap<Integer, Integer>();
            List.of(sentence.start(), anchor.start(), anchor.end(), sentence.end())
                    .forEach(at -> changes.put(at, 0));
            marks.stream().limit(MARKED).forEach(mark -> {
                changes.merge(mark.start(), 1, Integer::sum);
                changes.merge(mark.end(), -1, Integer::sum);
            });
            var pieces = new ArrayList<Piece>();
            var from = sentence.start();
            var marked = 0;
            for (var change : changes.entrySet()) {
                var cut = Math.min(change.getKey(), sentence.end());
                if (from < cut) {
                    var within = anchor.start() <= from && cut <= anchor.end();
                    pieces.add(new Piece(
                            passage.substring(from, cut),
                            within ? (marked > 0 ? "within marked" : "within") : "around"));
                    from = cut;
                }
                marked += change.getValue();
            }
            return pieces;
        }
    }

    static Checking of(WorkingCopy.Answer copy, UnclaimedWords.Found found, int from, ChecksOf.Checks checks) {
        var article = copy.article();
        var sentences = new SentencesOf(article.content(), article::findings);
        var places = new HashMap<Place, Integer>();
        article.content().passages().keySet().forEach(place -> places.put(place, places.size()));
        var byVerdict = new TreeMap<Verdict, Integer>();
        var claims = article.claims().values().stream()
                .peek(claim -> byVerdict.merge(claim.verdict(), 1, Integer::sum))
                .sorted(Comparator.comparingInt((Claim claim) ->
                                places.getOrDefault(claim.anchor().place(), -1))
                        .thenComparingInt(claim -> claim.anchor().start()))
                .collect(partitioningBy(claim -> claim.verdict().open()));
        var all = found.unclaimed();
        var sinceSignOff = checks.fallenSinceSignOff();
        var fallen = sinceSignOff.subList(0, Math.min(FALLEN_SHOWN, sinceSignOff.size()));
        var begin = Math.clamp(from, 0, FURTHEST);
        Function<List<Claim>, List<Raised>> shown = list -> list.stream()
                .skip(begin)
                .limit(LISTED)
                .map(claim -> new Raised(claim, Piece.of(sentences, claim.anchor(), List.of())))
                .toList();
        return new Checking(
                shown.apply(requireNonNull(claims.get(true))),
                all.stream()
                        .skip(begin)
                        .limit(LISTED)
                        .map(words -> Suggested.of(words, sentences))
                        .toList(),
                begin,
                all.size(),
                all.stream().filter(Unclaimed::required).count(),
                shown.apply(requireNonNull(claims.get(false))),
                byVerdict,
                found.required() - found.uncovered(),
                found.required(),
                checks.last(Check.FACTS).map(ChecksOf.SignOff::deed).orElse(null),
                fallen,
                ShownChanges.of(changed(fallen)),
                checks.ofClaims());
    }

    private static SequencedMap<Long, List<Entry.Redline>> changed(List<ChecksOf.Fall> fallen) {
        var changed = new LinkedHashMap<Long, List<Entry.Redline>>();
        ChecksOf.Fall.eachChangeOnce(fallen)
                .forEach(fall -> changed.put(fall.deed().sequence(), fall.changed()));
        return changed;
    }

    public int claims() {
        return byVerdict.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many claims on all pages somebody still has to see to. */
    public int stillOpen() {
        return byVerdict.entrySet().stream()
                .filter(each -> each.getKey().open())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Where the next page begins; null where this is the last. */
    public @Nullable Integer next() {
        var next = from + LISTED;
        return next < unclaimed || next < stillOpen() || next < claims() - stillOpen() ? next : null;
    }

    /** Where the page before begins. */
    public int before() {
        return Math.max(0, from - LISTED);
    }

    /** What a page that cannot show them all says of it; null where it shows them all. */
    public @Nullable String elsewhere() {
        var shown = open.size() + settled.size();
        var said = Stream.of(
                        unclaimed == statements.size()
                                ? ""
                                : "These are %d of %,d; %,d more are on other pages."
                                        .formatted(statements.size(), unclaimed, unclaimed - statements.size()),
                        claims() == shown ? "" : "Of %,d claims, %,d are on this page.".formatted(claims(), shown))
                .filter(each -> !each.isEmpty())
                .collect(joining(" "));
        return said.isEmpty() ? null : said;
    }

    /** The id of the first of them; empty where there is none. */
    public String firstMissing() {
        return statements.stream()
                .filter(each -> each.words().required())
                .map(Suggested::id)
                .findFirst()
                .orElse("");
    }

    public boolean ready() {
        return stillOpen() == 0 && missing == 0;
    }
}
