package stet.benchmarks;

import java.util.List;
import javax.sql.DataSource;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.article.ArticleCommand;
import stet.domain.article.Happened;

/** One way to keep what happens to an article. Each enforces every rule, and commits before it returns. */
interface Contestant extends AutoCloseable {
    /**
     * Does what is asked, in one transaction.
     *
     * @throws stet.domain.Refused if a rule speaks against it
     */
    void send(ArticleCommand command, Act act);

    /** What it writes to. */
    DataSource database();

    @Override
    void close();

    /** One that keeps events, and knows an article only by them. */
    interface EventSourced extends Contestant {
        /** Writes down a history that has been decided already, quickly. */
        void append(ArticleId article, List<Happened> history);

        /** Forgets every article that it has in memory, as after a start. */
        void forget();

        /** The events of an article as JSON, as they are stored. */
        List<String> stored(ArticleId article);
    }

    /** One whose events are read into tables beside them. */
    interface Followed extends EventSourced {
        /** Does what is asked, and waits until the tables have it: the nanoseconds in between. */
        long sendAndSee(ArticleCommand command, Act act);
    }
}
