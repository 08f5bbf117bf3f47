package stet.web.newsroom.article;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
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
import stet.domain.content.Words;
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
    /** So many claims, and comments, are named where words are in several: whoever presses the words comes to the first. */
    private static final int NAMED = 20;

    /** Of a comment, where the pointer rests on its words; the whole of it stands among the comments. */
    private static final int LONGEST_TITLE = 200;

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
                Marked.by(
                        copy.article().claims().values(),
                        copy.comments().stream()
                                .filter(comment -> !comment.resolved() && comment.anchor() != null)
                                .toList(),
                        copy.names()));
    }

    /** The same without the comments. */
    static List<PassageView> of(Article article) {
        return of(article.content(), Marked.by(article.claims().values(), List.of(), Map.of()));
    }

    /** The same of words in which nothing is marked. */
    static List<PassageView> of(Content content) {
        return of(content, Marked.by(List.of(), List.of(), Map.of()));
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
                        underlined(List.of(picture.caption()), place, marked),
                        "",
                        file == null ? "" : "/newsroom/pictures/" + file + "/960",
                        picture.altText());
            }
        };
    }

    private static PassageView words(Place place, String kind, Text text, String aside, Marked marked) {
        return new PassageView(place.key(), kind, underlined(List.of(text), place, marked), aside, "", "");
    }

    private static PassageView listing(Place place, Block.Listing list, Marked marked) {
        var start = list.start() == null ? "" : list.start().toString();
        return new PassageView(
                place.key(),
                list.numbered() ? "numbered" : "list",
                underlined(list.items(), place, marked),
                start,
                "",
                "");
    }

    /** What is said about some of the words of each place: claims, and comments that wait to be resolved. */
    private record Marked(
            Map<Place, List<Claim>> claims,
            Map<Place, List<WorkingCopy.Comment>> comments,
            Map<PersonId, String> names) {
        static Marked by(
                Collection<Claim> claims, Collection<WorkingCopy.Comment> comments, Map<PersonId, String> names) {
            return new Marked(
                    claims.stream().collect(groupingBy(claim -> claim.anchor().place())),
                    comments.stream()
                            .collect(groupingBy(comment -> anchor(comment).place())),
                    names);
        }

        boolean in(Place place) {
            return claims.containsKey(place) || comments.containsKey(place);
        }

        /** The stretches of a place's words over which the same claims and comments lie, in their order. These may overlap. */
        List<Over> over(Place place) {
            var its = claims.getOrDefault(place, List.of());
            var said = comments.getOrDefault(place, List.of());
            var anchors = Stream.concat(
                            its.stream().map(Claim::anchor), said.stream().map(Marked::anchor))
                    .toList();
            var begin = new TreeMap<Integer, List<Integer>>();
            var end = new TreeMap<Integer, List<Integer>>();
            for (var i = 0; i < anchors.size(); i++) {
                begin.computeIfAbsent(anchors.get(i).start(), _ -> new ArrayList<>(1))
                        .add(i);
                end.computeIfAbsent(anchors.get(i).end(), _ -> new ArrayList<>(1))
                        .add(i);
            }
            var cuts = new TreeSet<>(begin.keySet());
            cuts.addAll(end.keySet());
            var over = new ArrayList<Over>();
            var open = new TreeSet<Integer>();
            var from = 0;
            for (var cut : cuts) {
                if (!open.isEmpty()) {
                    over.add(new Over(
                            from,
                            cut,
                            open.headSet(its.size()).stream()
                                    .limit(NAMED)
                                    .map(its::get)
                                    .toList(),
                            open.tailSet(its.size()).stream()
                                    .limit(NAMED)
                                    .map(i -> said.get(i - its.size()))
                                    .toList()));
                }
                end.getOrDefault(cut, List.of()).forEach(open::remove);
                open.addAll(begin.getOrDefault(cut, List.of()));
                from = cut;
            }
            return over;
        }

        private static Anchor anchor(WorkingCopy.Comment comment) {
            return Objects.requireNonNull(comment.anchor());
        }

        String opening(Over over) {
            var classes = Stream.concat(
                    over.claims().stream().limit(1).map(claim -> "claim " + classOf(claim)),
                    over.comments().stream().limit(1).map(_ -> "remark"));
            var spoken = Stream.concat(
                    over.claims().stream().map(PassageView::spoken),
                    over.comments().stream()
                            .map(comment -> "%s: %s"
                                    .formatted(
                                            names.get(comment.author()),
                                            Words.shortened(comment.text(), LONGEST_TITLE))));
            return "<mark class=\"%s\"%s%s title=\"%s\">"
                    .formatted(
                            classes.collect(joining(" ")),
                            ids(
                                    "data-claims",
                                    over.claims().stream()
                                            .map(claim -> claim.id().value())),
                            ids(
                                    "data-comments",
                                    over.comments().stream()
                                            .map(comment -> comment.id().value())),
                            HtmlUtils.htmlEscape(spoken.collect(joining("; "))));
        }

        private static String ids(String attribute, Stream<String> ids) {
            var all = ids.collect(joining(" "));
            return all.isEmpty() ? "" : " %s=\"%s\"".formatted(attribute, all);
        }
    }

    /** A stretch of a place's words, and what is said about all of it: the first {@value #NAMED} of either. */
    private record Over(int start, int end, List<Claim> claims, List<WorkingCopy.Comment> comments) {}

    /**
     * Marks may overlap, elements may not: each stretch says what it is in.
     *
     * @param texts the lines of the place, whose words are these with one character between two
     */
    private static List<String> underlined(List<Text> texts, Place place, Marked marked) {
        var lines = new ArrayList<String>();
        var over = new ArrayDeque<>(marked.over(place));
        var from = 0;
        for (var text : texts) {
            var to = from + text.words().length();
            var stretches = new ArrayList<Markup.Stretch>();
            while (!over.isEmpty() && over.getFirst().start() < to) {
                var first = over.getFirst();
                var start = Math.max(from, first.start());
                var end = Math.min(to, first.end());
                if (start < end) {
                    stretches.add(new Markup.Stretch(start - from, end - from, marked.opening(first), "</mark>"));
                }
                // What reaches into the next line is marked there as well.
                if (first.end() > to) {
                    break;
                }
                over.removeFirst();
            }
            lines.add(Markup.html(text, stretches));
            from = to + 1;
        }
        return lines;
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
