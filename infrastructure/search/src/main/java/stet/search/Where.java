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
import java.util.function.Function;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;
import stet.domain.checking.Sentences;
import stet.domain.checking.Span;

/** Shows where in an entry what was asked for stands: in its sentences. */
final class Where {
    /** So many sentences of a text show what it is about. */
    private static final int SENTENCES = 3;
    /** So much of a sentence, in UTF-16 units; of a longer one, what is round the first find. */
    private static final int LONGEST = 300;

    private static final int BEFORE = 100;
    private final List<Asked.Part> parts;
    private final Locale locale;

    /** What each part is, place by place. */
    private final List<List<List<String>>> folded;

    private final @Nullable Stems stems;
    private final Allowance allowance;

    /** The same by the stems of the language; nothing where it is not meant so. */
    private final List<List<List<String>>> byStem;

    /** A find of one part. */
    private record Find(int part, int start, int end) {}

    private record Shown(Passage passage, int order, Span sentence, List<Find> finds) {
        Set<Integer> parts() {
            var parts = new HashSet<Integer>();
            finds.forEach(find -> parts.add(find.part()));
            return parts;
        }
    }

    Where(List<Asked.Part> asked, String tag, Allowance allowance) {
        this.allowance = allowance;
        parts = asked.stream().filter(part -> !part.without()).toList();
        locale = tag.isEmpty() ? Locale.ENGLISH : Locale.forLanguageTag(tag);
        folded = parts.stream()
                .map(part -> part.words().stream().map(List::of).toList())
                .toList();
        var language = Languages.of(tag);
        stems = Languages.known().contains(language) ? Stems.in(language) : null;
        byStem = parts.stream()
                .map(part -> stems == null || part.exactly()
                        ? List.<List<String>>of()
                        : Asked.places(Languages.stems(language), part.said()))
                .toList();
    }

    List<Found.Sentence> in(List<Passage> passages) {
        var shown = new ArrayList<Shown>();
        var candidates = new ArrayList<Shown>();
        var share = allowance.share();
        for (var passage : passages) {
            share -= passage.words().length();
            if (parts.isEmpty() || share < 0 || (candidates.size() >= SENTENCES && all(candidates))) {
                break;
            }
            allowance.read(passage.words().length());
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
        var tokens = tokens(words);
        for (var part = 0; part < parts.size(); part++) {
            find(finds, part, folded.get(part), tokens, Token::folded);
            find(finds, part, byStem.get(part), tokens, Token::stems);
        }
        return finds;
    }

    /** @param read what may stand in the place of a token */
    private void find(
            List<Find> finds,
            int part,
            List<List<String>> wanted,
            List<Token> tokens,
            Function<Token, List<String>> read) {
        for (var at = 0; !wanted.isEmpty() && at + wanted.size() <= tokens.size(); at++) {
            if (stands(wanted, tokens, at, parts.get(part).begins(), read)) {
                finds.add(new Find(
                        part,
                        tokens.get(at).start(),
                        tokens.get(at + wanted.size() - 1).end()));
            }
        }
    }

    private static boolean stands(
            List<List<String>> wanted, List<Token> tokens, int at, boolean begins, Function<Token, List<String>> read) {
        for (var word = 0; word < wanted.size(); word++) {
            var asked = wanted.get(word);
            var last = begins && word == wanted.size() - 1;
            if (read.apply(tokens.get(at + word)).stream()
                    .noneMatch(there -> last ? asked.stream().anyMatch(there::startsWith) : asked.contains(there))) {
                return false;
            }
        }
        return true;
    }

    /** A word of a text, in the ways in which it is read. */
    private record Token(List<String> folded, List<String> stems, int start, int end) {}

    private List<Token> tokens(String words) {
        var tokens = new ArrayList<Token>();
        try (var stream = Languages.FOLDED.tokenStream("", words)) {
            var word = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                var start = offset.startOffset();
                var end = offset.endOffset();
                tokens.add(new Token(
                        List.of(word.toString()),
                        stems == null ? List.of() : stems.of(words.substring(start, end), allowance),
                        start,
                        end));
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
