package stet.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import stet.domain.checking.Sentences;
import stet.domain.checking.Span;

/** Shows where in an entry what was asked for stands: in its sentences. */
final class Where {
    /** So many sentences of a text show what it is about. */
    private static final int SENTENCES = 3;
    /** So much of a sentence, in UTF-16 units; of a longer one, what is round the first find. */
    private static final int LONGEST = 300;

    private static final int BEFORE = 100;
    /** What is further down in a long text is found all the same, but not shown. */
    private static final int READ = 200_000;

    private final List<Asked.Part> parts;
    private final Locale locale;
    private final List<Reading> readings = new ArrayList<>();

    /** One way to read a text, and what each part is when it is read so; null where a part is not meant so. */
    private record Reading(Analyzer analyzer, List<List<List<String>>> wanted) {}

    /** A find of one part. */
    private record Find(int part, int start, int end) {}

    private record Shown(Passage passage, int order, Span sentence, List<Find> finds) {
        Set<Integer> parts() {
            var parts = new HashSet<Integer>();
            finds.forEach(find -> parts.add(find.part()));
            return parts;
        }
    }

    Where(List<Asked.Part> asked, String tag) {
        parts = asked.stream().filter(part -> !part.without()).toList();
        locale = tag.isEmpty() ? Locale.ENGLISH : Locale.forLanguageTag(tag);
        readings.add(new Reading(
                Languages.FOLDED,
                parts.stream()
                        .map(part -> part.words().stream().map(List::of).toList())
                        .toList()));
        var language = Languages.of(tag);
        if (Languages.known().contains(language)) {
            var stems = Languages.stems(language);
            readings.add(new Reading(
                    stems,
                    parts.stream()
                            .map(part -> part.exactly() ? List.<List<String>>of() : Asked.places(stems, part.said()))
                            .toList()));
        }
    }

    List<Found.Sentence> in(List<Passage> passages) {
        var shown = new ArrayList<Shown>();
        var candidates = new ArrayList<Shown>();
        var read = 0;
        for (var passage : passages) {
            read += passage.words().length();
            if (parts.isEmpty() || read > READ || (candidates.size() >= SENTENCES && all(candidates))) {
                break;
            }
            var finds = finds(passage.words());
            if (finds.isEmpty()) {
                continue;
            }
            if (passage.heading()) {
                shown.add(new Shown(
                        passage, shown.size(), new Span(0, passage.words().length()), finds));
                continue;
            }
            for (var sentence : Sentences.of(passage.words(), locale)) {
                var inIt = finds.stream()
                        .filter(find -> find.start() >= sentence.start() && find.end() <= sentence.end())
                        .toList();
                if (!inIt.isEmpty()) {
                    candidates.add(new Shown(passage, candidates.size(), sentence, inIt));
                }
            }
        }
        shown.addAll(best(candidates));
        return shown.stream().map(Where::sentence).toList();
    }

    /** Whether every part stands in one of these. */
    private boolean all(List<Shown> shown) {
        var seen = new HashSet<Integer>();
        shown.forEach(one -> seen.addAll(one.parts()));
        return seen.size() == parts.size();
    }

    /** Those that together show the most of what was asked for, in their order. */
    private static List<Shown> best(List<Shown> candidates) {
        var left = new ArrayList<>(candidates);
        var seen = new HashSet<Integer>();
        var best = new ArrayList<Shown>();
        while (best.size() < SENTENCES && !left.isEmpty()) {
            var next = left.stream()
                    .max(Comparator.<Shown>comparingLong(one -> one.parts().stream()
                                    .filter(part -> !seen.contains(part))
                                    .count())
                            .thenComparingInt(one -> one.parts().size())
                            .thenComparing(Comparator.comparingInt(Shown::order).reversed()))
                    .orElseThrow();
            left.remove(next);
            seen.addAll(next.parts());
            best.add(next);
        }
        best.sort(Comparator.comparingInt(Shown::order));
        return best;
    }

    private List<Find> finds(String words) {
        var finds = new ArrayList<Find>();
        for (var reading : readings) {
            var tokens = tokens(reading.analyzer(), words);
            for (var at = 0; at < tokens.size(); at++) {
                for (var part = 0; part < parts.size(); part++) {
                    var wanted = reading.wanted().get(part);
                    if (stands(wanted, tokens, at, parts.get(part).begins())) {
                        finds.add(new Find(
                                part,
                                tokens.get(at).start(),
                                tokens.get(at + wanted.size() - 1).end()));
                    }
                }
            }
        }
        return finds;
    }

    private static boolean stands(List<List<String>> wanted, List<Token> tokens, int at, boolean begins) {
        if (wanted.isEmpty() || at + wanted.size() > tokens.size()) {
            return false;
        }
        for (var word = 0; word < wanted.size(); word++) {
            var asked = wanted.get(word);
            var last = begins && word == wanted.size() - 1;
            if (tokens.get(at + word).words().stream()
                    .noneMatch(there -> last ? asked.stream().anyMatch(there::startsWith) : asked.contains(there))) {
                return false;
            }
        }
        return true;
    }

    /** What stands in one place of a text, in all the forms that it may be one of. */
    private record Token(List<String> words, int start, int end) {}

    private static List<Token> tokens(Analyzer analyzer, String words) {
        var tokens = new ArrayList<Token>();
        try (var stream = analyzer.tokenStream("", words)) {
            var word = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            var step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (step.getPositionIncrement() > 0 || tokens.isEmpty()) {
                    tokens.add(new Token(new ArrayList<>(1), offset.startOffset(), offset.endOffset()));
                }
                tokens.getLast().words().add(word.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens;
    }

    private static Found.Sentence sentence(Shown shown) {
        var words = shown.passage().words();
        var from = shown.sentence().start();
        var to = shown.sentence().end();
        if (to - from > LONGEST) {
            var first = shown.finds().stream().mapToInt(Find::start).min().orElse(from);
            from = gap(words, Math.max(from, first - BEFORE), from, first);
            to = gap(words, Math.min(to, from + LONGEST), Math.max(first, from), to);
        }
        var marked = new BitSet();
        for (var find : shown.finds()) {
            marked.set(find.start(), find.end());
        }
        var pieces = new ArrayList<Found.Piece>();
        if (from > shown.sentence().start()) {
            pieces.add(new Found.Piece("… ", false));
        }
        for (var at = from; at < to; ) {
            var found = marked.get(at);
            var change = found ? marked.nextClearBit(at) : marked.nextSetBit(at);
            var end = change < 0 ? to : Math.min(to, change);
            pieces.add(new Found.Piece(words.substring(at, end), found));
            at = end;
        }
        if (to < shown.sentence().end()) {
            pieces.add(new Found.Piece(" …", false));
        }
        return new Found.Sentence(shown.passage().key(), pieces);
    }

    /** A place between two words near this one, or at least not within a character. */
    private static int gap(String words, int near, int lowest, int highest) {
        if (near <= lowest || near >= highest) {
            return Math.clamp(near, lowest, highest);
        }
        var space = words.lastIndexOf(' ', near);
        var at = space > lowest && near - space < 30 ? space : near;
        return at < words.length() && Character.isLowSurrogate(words.charAt(at)) ? at - 1 : at;
    }
}
