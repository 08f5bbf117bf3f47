package stet.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Makes of a question what Lucene asks. */
final class Queries {
    /** The very word counts for more than another of its forms, and in a heading for more than in a text. */
    private static final float HEADING = 4;

    private static final float OTHER_FORM = 0.5f;
    private static final float BEGINNING = 0.5f;
    private static final float TIE = 0.1f;

    private Queries() {}

    /** @param languages those of which anything is kept */
    static Query of(String shelf, List<Asked.Part> parts, List<Filter> filters, Collection<String> languages) {
        return of(shelf, List.of(Fields.heading(shelf), Fields.text(shelf)), parts, filters, languages);
    }

    /** Of headings alone. */
    static Query inHeadings(String shelf, List<Asked.Part> parts, List<Filter> filters, Collection<String> languages) {
        return of(shelf, List.of(Fields.heading(shelf)), parts, filters, languages);
    }

    private static Query of(
            String shelf,
            List<String> fields,
            List<Asked.Part> parts,
            List<Filter> filters,
            Collection<String> languages) {
        var query = new BooleanQuery.Builder();
        var asks = false;
        for (var part : parts) {
            query.add(of(shelf, fields, part, languages), part.without() ? Occur.MUST_NOT : Occur.MUST);
            asks |= !part.without();
        }
        if (!asks) {
            query.add(new TermQuery(new Term(Fields.SHELF, shelf)), Occur.FILTER);
        }
        filters.forEach(filter -> query.add(of(filter), Occur.FILTER));
        return query.build();
    }

    /** Where all that was asked for stands as it was typed, in a heading or in a text; null where that is one word. */
    static @Nullable Query asTyped(String shelf, List<Asked.Part> parts) {
        var words = parts.stream()
                .filter(part -> !part.without())
                .flatMap(part -> part.words().stream())
                .toList();
        return words.size() < 2
                ? null
                : new DisjunctionMaxQuery(
                        List.of(together(Fields.heading(shelf), words), together(Fields.text(shelf), words)), 0);
    }

    private static Query of(String shelf, List<String> fields, Asked.Part part, Collection<String> languages) {
        var ways = new ArrayList<Query>();
        for (var field : fields) {
            var counts = field.equals(Fields.heading(shelf)) ? HEADING : 1;
            ways.add(boosted(together(field, part.words()), counts));
            if (part.begins()) {
                ways.add(boosted(beginning(field, part.words()), counts * BEGINNING));
            }
            if (!part.exactly()) {
                for (var language : languages) {
                    var stems = Asked.places(Languages.stems(language), part.said());
                    if (stems.size() == 1) {
                        stems.getFirst()
                                .forEach(stem -> ways.add(boosted(
                                        new TermQuery(new Term(Fields.stems(field, language), stem)),
                                        counts * OTHER_FORM)));
                    } else if (!stems.isEmpty()) {
                        ways.add(boosted(together(stems, Fields.stems(field, language)), counts * OTHER_FORM));
                    }
                }
            }
        }
        return new DisjunctionMaxQuery(ways, TIE);
    }

    private static Query boosted(Query query, float by) {
        return new BoostQuery(query, by);
    }

    private static Query together(String field, List<String> words) {
        return words.size() == 1
                ? new TermQuery(new Term(field, words.getFirst()))
                : new PhraseQuery(field, words.toArray(String[]::new));
    }

    /** As words in their order, where each may be one of several. */
    private static Query together(List<List<String>> places, String field) {
        var phrase = new MultiPhraseQuery.Builder();
        places.forEach(words ->
                phrase.add(words.stream().map(word -> new Term(field, word)).toArray(Term[]::new)));
        return phrase.build();
    }

    private static Query beginning(String field, List<String> words) {
        var prefix = new PrefixQuery(new Term(field, words.getLast()));
        if (words.size() == 1) {
            return prefix;
        }
        return new BooleanQuery.Builder()
                .add(together(field, words.subList(0, words.size() - 1)), Occur.MUST)
                .add(prefix, Occur.MUST)
                .build();
    }

    static Query of(Filter filter) {
        return switch (filter) {
            case Filter.Has(var mark, var values) ->
                new TermInSetQuery(
                        Fields.mark(mark), values.stream().map(BytesRef::new).toList());
            case Filter.Between(var number, var from, var to) ->
                LongPoint.newRangeQuery(Fields.number(number), from, to);
            case Filter.Not(var not) ->
                new BooleanQuery.Builder()
                        .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                        .add(of(not), Occur.MUST_NOT)
                        .build();
            case Filter.OwnedBy(var owner) -> {
                var all = new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
                owner.forEach(one -> all.add(of(one), Occur.FILTER));
                yield new Owned(all.build());
            }
            case Filter.Either(var filters) -> {
                var either = new BooleanQuery.Builder();
                filters.forEach(one -> either.add(of(one), Occur.SHOULD));
                yield either.build();
            }
        };
    }
}
