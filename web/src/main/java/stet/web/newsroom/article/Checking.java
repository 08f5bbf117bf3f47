package stet.web.newsroom.article;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.partitioningBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
    }

    /** A stretch of a sentence: {@code around} what is meant, {@code within} it, or something {@code marked} in it. */
    public record Piece(String words, String look) {
        private static List<Piece> of(SentencesOf sentences, Anchor anchor, List<Checkable> marks) {
            var passage = sentences.passage(anchor);
            var sentence = sentences.around(anchor);
            var cuts = new TreeSet<>(List.of(sentence.start(), anchor.start(), anchor.end(), sentence.end()));
            marks.forEach(mark -> cuts.addAll(List.of(mark.start(), mark.end())));
            var pieces = new ArrayList<Piece>();
            var from = sentence.start();
            for (var cut : cuts.subSet(sentence.start(), false, sentence.end(), true)) {
                var start = from;
                var marked = marks.stream().anyMatch(mark -> mark.start() <= start && cut <= mark.end());
                var within = anchor.start() <= start && cut <= anchor.end();
                pieces.add(new Piece(
                        passage.substring(start, cut), within ? (marked ? "within marked" : "within") : "around"));
                from = cut;
            }
            return pieces;
        }
    }

    static Checking of(WorkingCopy.Answer copy, UnclaimedWords.Found found, int from, ChecksOf.Checks checks) {
        var article = copy.article();
        var sentences = new SentencesOf(article.content());
        var places = new ArrayList<>(article.content().passages().keySet());
        var claims = article.claims().values().stream()
                .sorted(Comparator.comparingInt(
                                (Claim claim) -> places.indexOf(claim.anchor().place()))
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
