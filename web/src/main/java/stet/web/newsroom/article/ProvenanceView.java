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
 * @param writers in the order in which their words stand there; each has a look of their own, as far as there are looks
 * @param story of the words that were asked about, or null
 */
public record ProvenanceView(
        int revision,
        List<PartView> parts,
        List<Writer> writers,
        @Nullable Story story) {
    private static final int LOOKS = 6;

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

    /** What stands behind some words. */
    public record Story(String part, ProvenanceOf.Span span, List<ClaimStory> claims, List<SignedPassage> signed) {}

    /** @param at a character within the part; a negative one asks about no words */
    static ProvenanceView of(Provenance found, String part, int at) {
        var looks = new LinkedHashMap<PersonId, Integer>();
        var names = new LinkedHashMap<PersonId, String>();
        var lengths = new LinkedHashMap<PersonId, Integer>();
        var parts = new ArrayList<PartView>();
        Story story = null;
        for (var each : found.parts()) {
            var spans = new ArrayList<SpanView>();
            for (var span : each.spans()) {
                looks.putIfAbsent(span.writer(), looks.size() % LOOKS);
                names.putIfAbsent(span.writer(), span.name());
                lengths.merge(span.writer(), span.words().length(), Integer::sum);
                var asked = each.part().equals(part) && span.start() <= at && at < span.end();
                if (asked) {
                    story = story(found, part, span);
                }
                spans.add(new SpanView(span, looks.getOrDefault(span.writer(), 0), asked));
            }
            parts.add(new PartView(each.part(), called(each.part()), spans));
        }
        var all = Math.max(
                1, lengths.values().stream().mapToInt(Integer::intValue).sum());
        var writers = names.entrySet().stream()
                .map(writer -> new Writer(
                        writer.getValue(),
                        looks.getOrDefault(writer.getKey(), 0),
                        Math.round(100f * lengths.getOrDefault(writer.getKey(), 0) / all)))
                .toList();
        return new ProvenanceView(found.revision(), parts, writers, story);
    }

    private static Story story(Provenance found, String part, ProvenanceOf.Span span) {
        return new Story(
                part,
                span,
                found.claims().stream()
                        .filter(claim -> claim.isAt(part, span.start(), span.end()))
                        .toList(),
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
