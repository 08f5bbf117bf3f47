package stet.desk;

import static stet.desk.Instants.column;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.reading.ManyRows;
import stet.reading.Upsert;

/**
 * Whom a batch of events concerns, and for whom it is over. Each claim that is found is over for whoever was asked about it, and hardly
 * anybody was: so what waits is looked for once for all articles, and not once for each claim.
 */
final class NoticesOfBatch {
    private static final String NOTICE = Upsert.into("desk_notice")
            .key("person", "article")
            .numbered("sequence")
            .text("kind", "about", "said", "who")
            .instant("happened_at")
            .flag("waits")
            .sql();
    private static final String OVER =
            "UPDATE desk_notice SET waits = FALSE WHERE person = ? AND article = ? AND sequence = ?";

    private final Map<Key, Told> told = new LinkedHashMap<>();
    private final Map<ArticleId, List<Over>> over = new LinkedHashMap<>();

    private record Key(PersonId person, ArticleId article, long sequence) {}

    private record Told(Concerns.Told notice, Instant at) {}

    /** What is over by the event with this number. */
    private record Over(Concerns.Over what, long sequence) {
        /** Only what was there before: in one batch, the same may be over and be asked again. */
        boolean ends(long told, String kind, String about, PersonId person) {
            return told < sequence
                    && (what.kind() == null || what.kind().name().equals(kind))
                    && (what.about() == null || what.about().equals(about))
                    && (what.whom() == null || what.whom().equals(person));
        }
    }

    void happened(
            ArticleId article, Collection<Concerns.Told> notices, List<Concerns.Over> ends, Act act, long sequence) {
        for (var notice : notices) {
            told.put(new Key(notice.person(), article, sequence), new Told(notice, act.at()));
        }
        for (var end : ends) {
            over.computeIfAbsent(article, _ -> new ArrayList<>()).add(new Over(end, sequence));
        }
    }

    /** @param begun whether an article began in this batch, so that nothing can wait from before it */
    void write(JdbcOperations jdbc, Predicate<ArticleId> begun) {
        var rows = new ArrayList<@Nullable Object[]>();
        told.forEach((key, each) -> {
            var kind = each.notice().kind();
            var waits = kind.asks() && !isOver(key, kind.name(), each.notice().about());
            rows.add(new Object[] {
                key.person().value(),
                key.article().value(),
                key.sequence(),
                kind.name(),
                each.notice().about(),
                each.notice().said(),
                each.notice().who().value(),
                column(each.at()),
                waits
            });
        });
        var ends = new ArrayList<Object[]>();
        var articles = over.keySet().stream()
                .filter(begun.negate())
                .map(ArticleId::value)
                .toList();
        InLists.each(
                articles,
                (marks, some) -> jdbc.query(
                        "SELECT person, article, sequence, kind, about FROM desk_notice WHERE article IN (%s) AND waits"
                                .formatted(marks),
                        row -> {
                            var key = new Key(
                                    new PersonId(row.getString("person")),
                                    new ArticleId(row.getString("article")),
                                    row.getLong("sequence"));
                            if (isOver(key, row.getString("kind"), row.getString("about"))) {
                                ends.add(new Object[] {
                                    key.person().value(), key.article().value(), key.sequence()
                                });
                            }
                        },
                        some.toArray()));
        jdbc.batchUpdate(OVER, ends);
        ManyRows.write(jdbc, NOTICE, rows);
    }

    private boolean isOver(Key key, String kind, String about) {
        return over.getOrDefault(key.article(), List.of()).stream()
                .anyMatch(each -> each.ends(key.sequence(), kind, about, key.person()));
    }
}
