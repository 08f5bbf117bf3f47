package stet.web.newsroom.article;

import java.time.LocalDate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.desk.SourcesAtHand;
import stet.domain.InvalidValue;
import stet.domain.checking.Citation;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.web.newsroom.Spoken;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The source that a form names: by a {@code line} as somebody typed or pasted it, or {@code from} those that are at hand. Whatever else
 * the form says of it puts right what was read from either.
 */
final class Sourcing {
    private Sourcing() {}

    /**
     * @param sent the fields of the command, in which each source is completed in place
     * @throws InvalidValue if a form has a source in which nothing is said
     */
    static void of(ObjectNode sent, Supplier<SourcesAtHand.Answer> atHand, LocalDate today) {
        if (sent.get("sources") instanceof ArrayNode sources) {
            for (var source : sources) {
                if (source instanceof ObjectNode object && (object.has("line") || object.has("from"))) {
                    complete(object, atHand, today);
                }
            }
        }
    }

    private static void complete(ObjectNode source, Supplier<SourcesAtHand.Answer> atHand, LocalDate today) {
        var read = named(taken(source, "line"), taken(source, "from"), atHand, today);
        if (read == null && !source.has("locator")) {
            throw new InvalidValue(
                    "Say where it comes from: pick a source, or paste an address, a page of a report, or who you spoke with");
        }
        var said = read == null ? new Source.Named(SourceType.DOCUMENT, "?", today, "") : read;
        source.putIfAbsent("kind", source.stringNode("named"));
        source.putIfAbsent("type", source.stringNode(said.type().name()));
        source.putIfAbsent("locator", source.stringNode(said.locator()));
        source.putIfAbsent("consulted", source.stringNode(said.consulted().toString()));
        source.putIfAbsent("note", source.stringNode(said.note()));
    }

    private static Source.@Nullable Named named(
            String line, String from, Supplier<SourcesAtHand.Answer> atHand, LocalDate today) {
        if (!line.isBlank()) {
            var typed = line.strip();
            return Stream.of(atHand.get())
                    .flatMap(answer -> Stream.concat(ofThis(answer), ofOthers(answer, today)))
                    .map(SourcesAtHand.AtHand::source)
                    .filter(source -> Spoken.label(source).equals(typed))
                    .findFirst()
                    .orElseGet(() -> Citation.read(typed, today));
        }
        if (from.isBlank()) {
            return null;
        }
        var answer = atHand.get();
        return Stream.concat(ofThis(answer), ofOthers(answer, today))
                .filter(source -> source.key().equals(from))
                .findFirst()
                .map(SourcesAtHand.AtHand::source)
                .orElseThrow(() -> new InvalidValue("That source is no longer among those at hand; type it"));
    }

    private static Stream<SourcesAtHand.AtHand> ofThis(SourcesAtHand.Answer atHand) {
        return atHand.ofThis().stream();
    }

    /** What another article rested on is consulted anew for this one. */
    private static Stream<SourcesAtHand.AtHand> ofOthers(SourcesAtHand.Answer atHand, LocalDate today) {
        return atHand.ofOthers().stream()
                .map(each -> new SourcesAtHand.AtHand(
                        each.key(),
                        new Source.Named(
                                each.source().type(),
                                each.source().locator(),
                                today,
                                each.source().note())));
    }

    private static String taken(ObjectNode source, String field) {
        var value = source.remove(field);
        return value == null ? "" : value.asString("");
    }
}
