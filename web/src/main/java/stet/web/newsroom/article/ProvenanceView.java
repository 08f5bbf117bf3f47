package stet.web.newsroom.article;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.domain.PersonId;
import stet.history.ProvenanceOf;
import stet.web.findings.Provenances.ClaimStory;
import stet.web.findings.Provenances.Provenance;
import stet.web.findings.Provenances.SignedPassage;

/**
 * The words of an article by who wrote them.
 *
 * @param parts those of this page; the first may have begun on the page before, and the last go on
 * @param writers of all pages, in the order in which their words stand there; each has a look of their own, as far as there are looks
 * @param story of the words that were asked about, or null
 * @param from where in all of them the words of this page begin, counted as they were written together; it shows {@link #LISTED} of these
 * @param all how many there are on all pages
 */
public record ProvenanceView(
        int revision,
        List<PartView> parts,
        List<Writer> writers,
        @Nullable Story story,
        int from,
        int all) {
    private static final int LOOKS = 6;
    /** A story of 5,000 words that many have written anew has fewer, and each is a link of its own. */
    static final int LISTED = 1_000;

    /** Whoever chose words that lie in more claims finds them in the panel. */
    static final int CLAIMS_TOLD = 50;

    /** @param words how many of the characters that stand there are theirs, in hundredths */
    public record Writer(String name, int look, int words) {}

    /** @param called what an editor calls it; empty for a paragraph */
    public record PartView(String part, String called, List<SpanView> spans) {}

    /** @param asked whether its story is what is told */
    public record SpanView(ProvenanceOf.Span span, int look, boolean asked) {
        /** Whether it is narrower than a finger. */
        public boolean isShort() {
            return span.words().strip().length() < 4;
        }
    }

    /**
     * What stands behind some words.
     *
     * @param claims in which they lie, the first {@value #CLAIMS_TOLD}
     * @param more in how many others
     */
    public record Story(
            String part, ProvenanceOf.Span span, List<ClaimStory> claims, int more, List<SignedPassage> signed) {}

    /** Where the next page begins; null where this is the last. */
    public @Nullable Integer next() {
        return from + LISTED < all ? from + LISTED : null;
    }

    /** Where the page before begins. */
    public int before() {
        return Math.max(0, from - LISTED);
    }

    /** What a page that cannot show all says of it; null where it shows all. */
    public @Nullable String elsewhere() {
        return all <= LISTED
                ? null
                : "These are pieces %,d to %,d of %,d that were written together."
                        .formatted(from + 1, Math.min(all, from + LISTED), all);
    }

    /**
     * @param at a character within the part; a negative one asks about no words
     * @param from where the page begins, or null for the page on which the words stand that are asked about
     */
    static ProvenanceView of(Provenance found, String part, int at, @Nullable Integer from) {
        var begin = begin(found, part, at, from);
        var counted = 0;
        var looks = new LinkedHashMap<PersonId, Integer>();
        var names = new LinkedHashMap<PersonId, String>();
        var lengths = new LinkedHashMap<PersonId, Integer>();
        var parts = new ArrayList<PartView>();
        Story story = null;
        for (var each : found.parts()) {
            var spans = new ArrayList<SpanView>();
            for (var span : each.spans()) {
                var shown = counted >= begin && counted < begin + LISTED;
                counted++;
                looks.putIfAbsent(span.writer(), looks.size() % LOOKS);
                names.putIfAbsent(span.writer(), span.name());
                lengths.merge(span.writer(), span.words().length(), Integer::sum);
                var asked = each.part().equals(part) && span.start() <= at && at < span.end();
                if (asked) {
                    story = story(found, part, span);
                }
                if (shown) {
                    spans.add(new SpanView(span, looks.getOrDefault(span.writer(), 0), asked));
                }
            }
            if (!spans.isEmpty()) {
                parts.add(new PartView(each.part(), called(each.part()), spans));
            }
        }
        var all = Math.max(
                1, lengths.values().stream().mapToInt(Integer::intValue).sum());
        var writers = names.entrySet().stream()
                .map(writer -> new Writer(
                        writer.getValue(),
                        looks.getOrDefault(writer.getKey(), 0),
                        Math.round(100f * lengths.getOrDefault(writer.getKey(), 0) / all)))
                .toList();
        return new ProvenanceView(found.revision(), parts, writers, story, begin, counted);
    }

    private static int begin(Provenance found, String part, int at, @Nullable Integer from) {
        var counted = 0;
        var asked = 0;
        for (var each : found.parts()) {
            for (var span : each.spans()) {
                if (each.part().equals(part) && span.start() <= at && at < span.end()) {
                    asked = counted;
                }
                counted++;
            }
        }
        return Math.clamp(from == null ? asked / LISTED * LISTED : from, 0, Math.max(0, counted - 1));
    }

    private static Story story(Provenance found, String part, ProvenanceOf.Span span) {
        var claims = found.claims().stream()
                .filter(claim -> claim.isAt(part, span.start(), span.end()))
                .toList();
        return new Story(
                part,
                span,
                claims.stream().limit(CLAIMS_TOLD).toList(),
                Math.max(0, claims.size() - CLAIMS_TOLD),
                found.signed().stream()
                        .filter(passage -> passage.isAt(part, span.start(), span.end()))
                        .toList());
    }

    private static final Map<String, String> CALLED = Map.ofEntries(
            Map.entry("headline", "Headline"),
            Map.entry("standfirst", "Standfirst"),
            Map.entry("byline", "Byline"),
            Map.entry("dateline", "Dateline"),
            Map.entry("speaker", "Speaker"),
            Map.entry("who_or_what", "Shows"),
            Map.entry("where", "Where"),
            Map.entry("when", "When"),
            Map.entry("credit", "Credit"),
            Map.entry("alt-text", "Alt text"),
            Map.entry("label", "Label"));

    private static String called(String part) {
        var end = part.indexOf('#');
        if (end < 0 && part.contains("/")) {
            return "";
        }
        var name = part.substring(end + 1);
        return name.startsWith("no-")
                ? "Why not: " + called(name.substring(3)).toLowerCase(Locale.ROOT)
                : CALLED.getOrDefault(name, name);
    }
}
