package stet.web.newsroom.article;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.partitioningBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
 * @param open claims that somebody still has to see to, in reading order
 * @param statements what is in no claim and must be, or might be worth it: those of this page
 * @param from where in all of these the page begins; it shows {@link #LISTED}
 * @param unclaimed how many there are on all pages
 * @param missing how many of them must be in a claim
 * @param settled claims of which something was found, in reading order
 * @param covered how many of the numbers, dates and quotations are in a claim
 * @param required how many there are
 * @param signedOff who last signed off the facts, whether or not that stands; null if nobody ever did
 * @param fallen what fell since the facts were last signed off, newest first
 * @param talk questions to the writer and the answers, oldest first, by the claim that they are about
 */
public record Checking(
        List<Raised> open,
        List<Suggested> statements,
        int from,
        int unclaimed,
        long missing,
        List<Raised> settled,
        int covered,
        int required,
        @Nullable Entry signedOff,
        List<ChecksOf.Fall> fallen,
        Map<ClaimId, List<ChecksOf.Remark>> talk) {
    private static final int FALLEN_SHOWN = 12;
    /** Nobody works through more at a time, and each is a form of its own. */
    private static final int LISTED = 100;

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
        var sentences = new SentencesOf(article.content());
        var places = new HashMap<Place, Integer>();
        article.content().passages().keySet().forEach(place -> places.put(place, places.size()));
        var claims = article.claims().values().stream()
                .sorted(Comparator.comparingInt((Claim claim) ->
                                places.getOrDefault(claim.anchor().place(), -1))
                        .thenComparingInt(claim -> claim.anchor().start()))
                .map(claim -> new Raised(claim, Piece.of(sentences, claim.anchor(), List.of())))
                .collect(partitioningBy(raised -> raised.claim().verdict().open()));
        var all = found.unclaimed();
        var fallen = checks.fallenSinceSignOff();
        var begin = Math.clamp(from, 0, all.size());
        return new Checking(
                requireNonNull(claims.get(true)),
                all.subList(begin, Math.min(begin + LISTED, all.size())).stream()
                        .map(words -> Suggested.of(words, sentences))
                        .toList(),
                begin,
                all.size(),
                all.stream().filter(Unclaimed::required).count(),
                requireNonNull(claims.get(false)),
                found.required() - found.uncovered(),
                found.required(),
                checks.last(Check.FACTS).map(ChecksOf.SignOff::deed).orElse(null),
                fallen.subList(0, Math.min(FALLEN_SHOWN, fallen.size())),
                checks.ofClaims());
    }

    public int claims() {
        return open.size() + settled.size();
    }

    /** Where the next page begins. */
    public int next() {
        return from + LISTED;
    }

    /** Where the page before begins. */
    public int before() {
        return Math.max(0, from - LISTED);
    }

    /** What a page that cannot show them all says of it; null where it shows them all. */
    public @Nullable String elsewhere() {
        return unclaimed <= LISTED
                ? null
                : "These are %d of %,d; %,d more are on other pages."
                        .formatted(statements.size(), unclaimed, unclaimed - statements.size());
    }

    /** The id of the first of them; empty where there is none. */
    public String firstMissing() {
        return statements.stream()
                .filter(each -> each.words().required())
                .map(Suggested::id)
                .findFirst()
                .orElse("");
    }

    /** How many claims have each verdict, those that are open first. */
    public Map<Verdict, Long> byVerdict() {
        var counts = new TreeMap<Verdict, Long>();
        Stream.of(open, settled)
                .flatMap(List::stream)
                .forEach(raised -> counts.merge(raised.claim().verdict(), 1L, Long::sum));
        return counts;
    }

    public boolean ready() {
        return open.isEmpty() && missing == 0;
    }
}
