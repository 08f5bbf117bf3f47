package stet.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.newsroom.Reading;
import stet.search.Filter;
import stet.search.Filter.Either;
import stet.search.Filter.Has;
import stet.search.Filter.Not;
import stet.search.Found;
import stet.search.Question;
import stet.search.SearchIndex;
import tools.jackson.databind.json.JsonMapper;

/** Answers where words stand. Who may read what is part of the question, so nothing else is found, counted or paged. */
public final class Search {
    private final Supplier<SearchIndex> index;
    private final JsonMapper json;

    /**
     * @param index what serves at the time of asking
     * @param json knows the shapes of the domain's types
     */
    public Search(Supplier<SearchIndex> index, JsonMapper json) {
        this.index = index;
        this.json = json;
    }

    public SearchFor.Answer search(SearchFor asked) {
        var found = found(
                new Question(
                        asked.words(),
                        asked.typing(),
                        filters(asked),
                        asked.newest() || asked.words().isBlank() ? Mark.CHANGED : null,
                        asked.from(),
                        asked.limit()),
                SearchIndex::find);
        return new SearchFor.Answer(
                found.total(),
                found.whole(),
                found.hits().stream().map(this::hit).toList());
    }

    public StoriesWith.Answer stories(StoriesWith asked) {
        var filters = new ArrayList<Filter>(List.of(
                new Has(Mark.KIND, SearchProjection.EDITION),
                new Has(Mark.LATEST, Mark.YES),
                new Has(Mark.HELD, Mark.NO),
                new Has(Mark.KILLED, Mark.NO)));
        if (asked.section() != null) {
            filters.add(new Has(Mark.SECTION, Mark.section(asked.section())));
        }
        // Anybody may ask this, and a newsroom that works goes before them.
        var found = found(
                new Question(asked.words(), false, filters, null, asked.from(), asked.limit()), SearchIndex::findAlone);
        var to = asked.from() + found.hits().size();
        return new StoriesWith.Answer(
                found.hits().stream()
                        .map(hit -> new StoriesWith.Hit(new ArticleId(hit.group()), hit.sentences()))
                        .toList(),
                to < found.total() && to + asked.limit() <= Question.DEEPEST);
    }

    private Found found(Question question, BiFunction<SearchIndex, Question, Found> how) {
        try {
            return how.apply(index.get(), question);
        } catch (IllegalArgumentException tooMuch) {
            throw new InvalidValue(String.valueOf(tooMuch.getMessage()));
        }
    }

    private SearchFor.Hit hit(Found.Hit hit) {
        var article = new ArticleId(hit.group());
        if (hit.id().equals(SearchProjection.copyId(article))) {
            var folded = json.readValue(hit.source(), SearchProjection.Folded.class);
            var content = folded.article().content();
            return new SearchFor.Hit(
                    article,
                    null,
                    content.headline(),
                    content.slugline(),
                    content.section(),
                    folded.changedAt(),
                    folded.article().desk(),
                    folded.article().stage(),
                    hit.sentences());
        }
        var out = json.readValue(hit.source(), SearchProjection.Out.class);
        var edition = out.edition();
        return new SearchFor.Hit(
                article,
                edition.number(),
                edition.content().headline(),
                edition.content().slugline(),
                edition.content().section(),
                out.published(),
                null,
                null,
                hit.sentences());
    }

    private static List<Filter> filters(SearchFor asked) {
        var filters = new ArrayList<>(reached(asked.reach()));
        var by = asked.by();
        if (by.only() != null) {
            filters.add(new Has(
                    Mark.KIND,
                    switch (by.only()) {
                        case COPIES -> SearchProjection.COPY;
                        case EDITIONS -> SearchProjection.EDITION;
                    }));
        }
        if (by.desk() != null) {
            filters.add(new Has(Mark.DESK, by.desk().value()));
        }
        if (by.stage() != null) {
            filters.add(new Has(Mark.STAGE, by.stage().name()));
        }
        if (by.given() != null) {
            filters.add(new Has(Mark.GIVEN, by.given().value()));
        }
        if (by.section() != null) {
            filters.add(new Has(Mark.SECTION, Mark.section(by.section())));
        }
        if (by.language() != null) {
            filters.add(
                    new Has(Mark.LANGUAGE, Locale.forLanguageTag(by.language()).getLanguage()));
        }
        if (by.since() != null || by.until() != null) {
            filters.add(new Filter.Between(
                    Mark.CHANGED,
                    by.since() == null ? Long.MIN_VALUE : by.since().toEpochMilli(),
                    by.until() == null ? Long.MAX_VALUE : by.until().toEpochMilli() - 1));
        }
        return filters;
    }

    /** As {@link Reading} has it of lists. */
    private static List<Filter> reached(Reading.Reach reach) {
        var filters = new ArrayList<Filter>();
        if (!reach.any()) {
            filters.add(new Either(List.of()));
        }
        if (!reach.killed()) {
            filters.add(new Not(new Has(Mark.KILLED, Mark.YES)));
        }
        if (!reach.hidden().isEmpty()) {
            Set<String> hidden =
                    reach.hidden().stream().map(desk -> desk.value()).collect(Collectors.toSet());
            filters.add(new Either(List.of(
                    new Not(new Has(Mark.DESK, hidden)),
                    new Has(Mark.GIVEN, reach.person().value()))));
        }
        return filters;
    }
}
