package stet.web.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.desk.WhomItConcerns;
import stet.domain.Act;
import stet.domain.article.ArticleEvent;

/**
 * A follower of the ledger that stores which events letters may be about, in the transaction that stores its position. Whom an event
 * concerns is asked of the desk later, since the desk may not have read that event yet.
 */
public final class Arrivals {
    /** Older events get no letters, in case mail was switched off for a while. */
    static final Duration NEWS = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Arrivals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventHandler
    void on(ArticleEvent event, Act act, @SequenceNumber long sequence) {
        if (!WhomItConcerns.mayBeAsked(event)
                || act.at().isBefore(clock.instant().minus(NEWS))) {
            return;
        }
        jdbc.sql("""
                MERGE INTO people_news t
                USING (VALUES (CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS TIMESTAMP WITH TIME ZONE)))
                AS s (article, sequence, happened_at) ON t.article = s.article AND t.sequence = s.sequence
                WHEN NOT MATCHED THEN INSERT (article, sequence, happened_at) VALUES (s.article, s.sequence, s.happened_at)
                """)
                .params(event.articleId().value(), sequence, act.at().atOffset(ZoneOffset.UTC))
                .update();
    }
}
