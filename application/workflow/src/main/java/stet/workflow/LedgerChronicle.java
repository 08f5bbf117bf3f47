package stet.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import stet.domain.ArticleId;
import stet.domain.article.Chronicle;
import stet.domain.article.Happened;
import stet.eventstore.Ledger;
import stet.eventstore.Redactions;

/** What has happened, as the ledger has it now. */
public final class LedgerChronicle implements Chronicle {
    private final Ledger ledger;
    private final Redactions redactions;

    public LedgerChronicle(Ledger ledger, DataSource database) {
        this.ledger = ledger;
        redactions = new Redactions(database);
    }

    @Override
    public Map<ArticleId, List<Happened>> happened(Collection<Span> spans) {
        var happened = new HashMap<ArticleId, List<Happened>>();
        ledger.read(spans)
                .forEach(event -> happened.computeIfAbsent(
                                new ArticleId(event.getAggregateIdentifier()), _ -> new ArrayList<>())
                        .add(ArticleAggregate.happened(event)));
        return happened;
    }

    @Override
    public Map<ArticleId, Long> redactions(Collection<ArticleId> articles) {
        var last = new HashMap<ArticleId, Long>();
        redactions
                .lasts(articles.stream().map(ArticleId::value).toList())
                .forEach((article, sequence) -> last.put(new ArticleId(article), sequence));
        return last;
    }
}
