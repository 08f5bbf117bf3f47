package stet.web.newsroom.article;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;
import stet.desk.WorkingCopy;
import stet.domain.PersonId;
import stet.domain.article.Article;
import stet.domain.article.Claim;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.web.pages.Markup;

/**
 * One part of an article as it is read and checked, with its claims and open comments marked.
 *
 * @param place the key of the place, such as {@code headline} or {@code block/b1}
 * @param kind {@code headline}, {@code standfirst}, {@code paragraph}, {@code crosshead}, {@code quotation}, {@code list},
 *     {@code numbered}, {@code figure} or {@code part}, which is of the figure before it
 * @param lines the words as safe HTML: one line, but for a list as many as it has items
 * @param aside the speaker of a quotation, what a part of a figure is called, the number of the first item where it is not 1; otherwise empty
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
    static List<PassageView> of(WorkingCopy.Answer copy) {
        return of(
                copy.article().content(),
                new Marked(
                        copy.article().claims().values(),
                        copy.comments().stream()
                                .filter(comment -> !comment.resolved() && comment.anchor() != null)
                                .toList(),
                        copy.names()));
    }

    /** The same without the comments. */
    static List<PassageView> of(Article article) {
        return of(article.content(), new Marked(article.claims().values(), List.of(), Map.of()));
    }

    /** The same of words in which nothing is marked. */
    static List<PassageView> of(Content content) {
        return of(content, new Marked(List.of(), List.of(), Map.of()));
    }

    private static List<PassageView> of(Content content, Marked marked) {
        var passages = new ArrayList<PassageView>();
        passages.add(words(Place.HEADLINE, "headline", Text.of(content.headline()), "", marked));
        if (!content.standfirst().isEmpty()) {
            passages.add(words(Place.STANDFIRST, "standfirst", Text.of(content.standfirst()), "", marked));
        }
        for (var block : content.blocks()) {
            passages.add(of(block, marked));
            if (block instanceof Block.Figure figure) {
                passages.addAll(parts(content, figure, marked));
            }
        }
        return passages;
    }

    /** What is printed with a figure besides its caption, and whatever else of it is in a claim. */
    private static List<PassageView> parts(Content content, Block.Figure figure, Marked marked) {
        var printed = figure.picture().printed();
        var parts = new ArrayList<PassageView>();
        for (var part : Place.PARTS) {
            var place = Place.of(figure.id(), part);
            var words = content.words(place);
            if (!words.isEmpty() && (printed.containsKey(part) || marked.in(place))) {
                parts.add(words(place, "part", Text.of(words), CALLED.getOrDefault(part, part), marked));
            }
        }
        return parts;
    }

    private static PassageView of(Block block, Marked marked) {
        var place = Place.of(block.id());
        return switch (block) {
            case Block.Paragraph(var _, var text) -> words(place, "paragraph", text, "", marked);
            case Block.Crosshead(var _, var text) -> words(place, "crosshead", text, "", marked);
            case Block.Quotation(var _, var text, var speaker) -> words(place, "quotation", text, speaker, marked);
            case Block.Listing list -> listing(place, list, marked);
            case Block.Figure(var _, var picture) -> {
                var file = picture.file();
                yield new PassageView(
                        place.key(),
                        "figure",
                        List.of(underlined(picture.caption(), place, 0, marked)),
                        "",
                        file == null ? "" : "/newsroom/pictures/" + file + "/960",
                        picture.altText());
            }
        };
    }

    private static PassageView words(Place place, String kind, Text text, String aside, Marked marked) {
        return new PassageView(place.key(), kind, List.of(underlined(text, place, 0, marked)), aside, "", "");
    }

    /** The words of a list are its items, one on each line. */
    private static PassageView listing(Place place, Block.Listing list, Marked marked) {
        var lines = new ArrayList<String>();
        var from = 0;
        for (var item : list.items()) {
            lines.add(underlined(item, place, from, marked));
            from += item.words().length() + 1;
        }
        var start = list.start() == null ? "" : list.start().toString();
        return new PassageView(place.key(), list.numbered() ? "numbered" : "list", lines, start, "", "");
    }

    /** What is said about some of the words: claims, and comments that wait to be resolved. They may overlap. */
    private record Marked(
            Collection<Claim> claims, Collection<WorkingCopy.Comment> comments, Map<PersonId, String> names) {
        Marked over(Predicate<Anchor> where) {
            return new Marked(
                    claims.stream().filter(claim -> where.test(claim.anchor())).toList(),
                    comments.stream()
                            .filter(comment -> where.test(anchor(comment)))
                            .toList(),
                    names);
        }

        boolean in(Place place) {
            return !over(anchor -> anchor.place().equals(place)).anchors().isEmpty();
        }

        List<Anchor> anchors() {
            return Stream.concat(
                            claims.stream().map(Claim::anchor),
                            comments.stream().map(Marked::anchor))
                    .toList();
        }

        private static Anchor anchor(WorkingCopy.Comment comment) {
            return Objects.requireNonNull(comment.anchor());
        }

        String opening() {
            var classes = Stream.concat(
                    claims.stream().limit(1).map(claim -> "claim " + classOf(claim)),
                    comments.stream().limit(1).map(_ -> "remark"));
            var spoken = Stream.concat(
                    claims.stream().map(PassageView::spoken),
                    comments.stream().map(comment -> "%s: %s".formatted(names.get(comment.author()), comment.text())));
            return "<mark class=\"%s\"%s%s title=\"%s\">"
                    .formatted(
                            classes.collect(joining(" ")),
                            ids(
                                    "data-claims",
                                    claims.stream().map(claim -> claim.id().value())),
                            ids(
                                    "data-comments",
                                    comments.stream()
                                            .map(comment -> comment.id().value())),
                            HtmlUtils.htmlEscape(spoken.collect(joining("; "))));
        }

        private static String ids(String attribute, Stream<String> ids) {
            var all = ids.collect(joining(" "));
            return all.isEmpty() ? "" : " %s=\"%s\"".formatted(attribute, all);
        }
    }

    /** Marks may overlap, elements may not: each stretch says what it is in. */
    private static String underlined(Text text, Place place, int from, Marked marked) {
        var length = text.words().length();
        var here = marked.over(
                anchor -> anchor.place().equals(place) && anchor.start() < from + length && anchor.end() > from);
        var cuts = new TreeSet<Integer>();
        here.anchors().forEach(anchor -> {
            cuts.add(Math.max(0, anchor.start() - from));
            cuts.add(Math.min(length, anchor.end() - from));
        });
        var stretches = new ArrayList<Markup.Stretch>();
        Integer begin = null;
        for (var end : cuts) {
            if (begin != null) {
                var start = begin;
                var over = here.over(anchor -> anchor.covers(place, from + start, from + end));
                if (!over.anchors().isEmpty()) {
                    stretches.add(new Markup.Stretch(start, end, over.opening(), "</mark>"));
                }
            }
            begin = end;
        }
        return Markup.html(text, stretches);
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
