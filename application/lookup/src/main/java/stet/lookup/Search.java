package stet.lookup;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import stet.search.Headed;
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

    public ArticlesCalled.Answer called(ArticlesCalled asked) {
        var filters = new ArrayList<>(reached(asked.reach()));
        filters.add(new Has(Mark.KIND, SearchProjection.COPY));
        var found = index.get().headed(new Headed(asked.words(), true, filters, Mark.CHANGED, ArticlesCalled.MOST));
        return new ArticlesCalled.Answer(
                found.groups().stream().map(ArticleId::new).collect(Collectors.toSet()), found.total(), found.whole());
    }

    public EverSaid.Answer ever(EverSaid asked) {
        var found = found(
                new Question(
                        Past.SHELF,
                        asked.words(),
                        false,
                        filters(asked),
                        asked.newest() ? Mark.CHANGED : null,
                        List.of(Mark.FROM, Mark.UNTIL, Mark.CHANGED, Mark.GONE_AT),
                        asked.from(),
                        asked.limit()),
                SearchIndex::find);
        var articles = new HashMap<String, SearchProjection.Folded>();
        return new EverSaid.Answer(
                found.total(),
                found.whole(),
                found.hits().stream().map(hit -> hit(hit, articles)).toList());
    }

    /** @param articles those that were read for other hits */
    private EverSaid.Hit hit(Found.Hit hit, Map<String, SearchProjection.Folded> articles) {
        var kept = json.readValue(hit.source(), Past.Kept.class);
        var folded = articles.computeIfAbsent(
                requireNonNull(hit.owner()),
                owner -> json.readValue(index.get().source(owner).orElseThrow(), SearchProjection.Folded.class));
        var content = folded.article().content();
        var stood = Stood.of(hit.told());
        return new EverSaid.Hit(
                folded.article().id(),
                content.headline(),
                content.slugline(),
                kept.kind(),
                kept.place(),
                kept.who(),
                kept.at(),
                kept.sequence(),
                stood,
                Stood.editions(stood, folded.editions()),
                false,
                hit.sentences());
    }

    private static List<Filter> filters(EverSaid asked) {
        var by = asked.by();
        var owner = new ArrayList<>(reached(asked.reach()));
        owner.add(new Has(Mark.KIND, SearchProjection.COPY));
        if (by.desk() != null) {
            owner.add(new Has(Mark.DESK, by.desk().value()));
        }
        if (by.article() != null) {
            owner.add(new Has(Mark.ARTICLE, by.article().value()));
        }
        var filters = new ArrayList<Filter>(List.of(new Filter.OwnedBy(owner)));
        if (!by.kinds().isEmpty()) {
            filters.add(new Has(Mark.SAID, by.kinds().stream().map(Enum::name).collect(Collectors.toSet())));
        }
        if (by.gone()) {
            filters.add(new Has(Mark.SAID, EverSaid.Kind.PASSAGE.name()));
            filters.add(new Filter.Between(Mark.GONE_AT, Long.MIN_VALUE, Past.STILL - 1));
        }
        if (by.who() != null) {
            filters.add(new Has(Mark.WHO, by.who().value()));
        }
        if (by.since() != null) {
            filters.add(new Filter.Between(Mark.GONE_AT, by.since().toEpochMilli() + 1, Long.MAX_VALUE));
        }
        if (by.until() != null) {
            filters.add(
                    new Filter.Between(Mark.CHANGED, Long.MIN_VALUE, by.until().toEpochMilli() - 1));
        }
        return filters;
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
        var me = reach.person().value();
        if (!reach.confidential()) {
            filters.add(new Either(List.of(
                    new Not(new Has(Mark.CONFIDENTIAL, Mark.YES)),
                    new Has(Mark.GIVEN, me),
                    new Has(Mark.CONFIDED, me))));
        }
        if (!reach.hidden().isEmpty()) {
            Set<String> hidden =
                    reach.hidden().stream().map(desk -> desk.value()).collect(Collectors.toSet());
            // What is confidential was sorted out above, wherever it stands.
            filters.add(new Either(List.of(
                    new Not(new Has(Mark.DESK, hidden)),
                    new Has(Mark.CONFIDENTIAL, Mark.YES),
                    new Has(Mark.GIVEN, me))));
        }
        return filters;
    }
}
