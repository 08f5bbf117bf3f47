package stet.web.newsroom.article;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.web.util.HtmlUtils;
import stet.domain.article.Claim;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.web.pages.Markup;

/**
 * One part of an article as it is read and checked, with its claims underlined.
 *
 * @param place the key of the place, such as {@code headline} or {@code block/b1}
 * @param kind {@code headline}, {@code standfirst}, {@code paragraph}, {@code crosshead}, {@code quotation}, {@code list},
 *     {@code numbered}, {@code figure} or {@code part}, which is of the figure before it
 * @param lines the words as safe HTML: one line, but for a list as many as it has items
 * @param aside the speaker of a quotation, what a part of a figure is called; otherwise empty
 * @param picture where a figure's picture is, in small; otherwise empty
 */
public record PassageView(String place, String kind, List<String> lines, String aside, String picture, String altText) {
    private static final Map<String, String> CALLED = Map.of(
            "who_or_what", "Shows",
            "where", "Where",
            "when", "When",
            "credit", "Credit",
            "label", "Label");

    /** What the place is called in a list of places. */
    public String called() {
        var plain = String.join(" ", lines).replaceAll("<[^>]*>", "");
        var begin = HtmlUtils.htmlUnescape(plain.substring(0, Math.min(48, plain.length())));
        return switch (kind) {
            case "headline" -> "Headline";
            case "standfirst" -> "Standfirst";
            case "figure" -> "Caption: " + begin;
            case "part" -> aside + ": " + begin;
            default -> begin;
        };
    }

    /** In reading order. */
    static List<PassageView> of(Content content, Collection<Claim> claims) {
        var passages = new ArrayList<PassageView>();
        passages.add(words(Place.HEADLINE, "headline", Text.of(content.headline()), "", claims));
        if (!content.standfirst().isEmpty()) {
            passages.add(words(Place.STANDFIRST, "standfirst", Text.of(content.standfirst()), "", claims));
        }
        for (var block : content.blocks()) {
            passages.add(of(block, claims));
            if (block instanceof Block.Figure figure) {
                passages.addAll(parts(content, figure, claims));
            }
        }
        return passages;
    }

    /** What is printed with a figure besides its caption, and whatever else of it is in a claim. */
    private static List<PassageView> parts(Content content, Block.Figure figure, Collection<Claim> claims) {
        var printed = figure.picture().printed();
        var parts = new ArrayList<PassageView>();
        for (var part : Place.PARTS) {
            var place = Place.of(figure.id(), part);
            var words = content.words(place);
            if (!words.isEmpty()
                    && (printed.containsKey(part)
                            || claims.stream()
                                    .anyMatch(claim -> claim.anchor().place().equals(place)))) {
                parts.add(words(place, "part", Text.of(words), CALLED.getOrDefault(part, part), claims));
            }
        }
        return parts;
    }

    private static PassageView of(Block block, Collection<Claim> claims) {
        var place = Place.of(block.id());
        return switch (block) {
            case Block.Paragraph(var _, var text) -> words(place, "paragraph", text, "", claims);
            case Block.Crosshead(var _, var text) -> words(place, "crosshead", text, "", claims);
            case Block.Quotation(var _, var text, var speaker) -> words(place, "quotation", text, speaker, claims);
            case Block.Listing list -> listing(place, list, claims);
            case Block.Figure(var _, var picture) -> {
                var file = picture.file();
                yield new PassageView(
                        place.key(),
                        "figure",
                        List.of(underlined(picture.caption(), place, 0, claims)),
                        "",
                        file == null ? "" : "/newsroom/pictures/" + file + "/960",
                        picture.altText());
            }
        };
    }

    private static PassageView words(Place place, String kind, Text text, String aside, Collection<Claim> claims) {
        return new PassageView(place.key(), kind, List.of(underlined(text, place, 0, claims)), aside, "", "");
    }

    /** The words of a list are its items, one on each line. */
    private static PassageView listing(Place place, Block.Listing list, Collection<Claim> claims) {
        var lines = new ArrayList<String>();
        var from = 0;
        for (var item : list.items()) {
            lines.add(underlined(item, place, from, claims));
            from += item.words().length() + 1;
        }
        return new PassageView(place.key(), list.numbered() ? "numbered" : "list", lines, "", "", "");
    }

    /** Claims may overlap, elements may not: each stretch says which claims it is in. */
    private static String underlined(Text text, Place place, int from, Collection<Claim> claims) {
        var length = text.words().length();
        var here = claims.stream()
                .filter(claim -> claim.anchor().place().equals(place)
                        && claim.anchor().start() < from + length
                        && claim.anchor().end() > from)
                .toList();
        var cuts = new TreeSet<Integer>();
        here.forEach(claim -> {
            cuts.add(Math.max(0, claim.anchor().start() - from));
            cuts.add(Math.min(length, claim.anchor().end() - from));
        });
        var stretches = new ArrayList<Markup.Stretch>();
        Integer begin = null;
        for (var end : cuts) {
            if (begin != null) {
                var start = begin;
                var over = here.stream()
                        .filter(claim -> claim.anchor().covers(place, from + start, from + end))
                        .toList();
                if (!over.isEmpty()) {
                    stretches.add(new Markup.Stretch(start, end, opening(over), "</mark>"));
                }
            }
            begin = end;
        }
        return Markup.html(text, stretches);
    }

    private static String opening(List<Claim> over) {
        var first = over.getFirst();
        return "<mark class=\"claim %s\" data-claims=\"%s\" title=\"%s\">"
                .formatted(
                        classOf(first),
                        over.stream().map(claim -> claim.id().value()).collect(joining(" ")),
                        over.stream().map(PassageView::spoken).collect(joining("; ")));
    }

    /** The classes that say in a look what was found of a claim. */
    static String classOf(Claim claim) {
        return "%s %s"
                .formatted(
                        claim.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "of-" + claim.kind().name().toLowerCase(Locale.ROOT));
    }

    private static String spoken(Claim claim) {
        return "%s, %s"
                .formatted(
                        claim.kind().name().charAt(0)
                                + claim.kind().name().substring(1).toLowerCase(Locale.ROOT),
                        claim.verdict().title());
    }
}
