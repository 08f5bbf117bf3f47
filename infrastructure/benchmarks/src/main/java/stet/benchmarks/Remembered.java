package stet.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleEvent;
import stet.domain.article.Happened;
import stet.domain.article.Workflow;

/** The articles that are being worked on, in memory, each with the number of its last event. */
final class Remembered {
    /** Who asks for more at once than this loses those not asked for the longest. */
    static final int MOST = 256;

    private final Map<ArticleId, State> states = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ArticleId, State> eldest) {
            return size() > MOST;
        }
    });

    private static final class State {
        private @Nullable Article article;
        private long sequence = -1;
    }

    /** What is to be written: the events, the first of which has this number, of an article that looks like this before and after. */
    record Decided(
            List<ArticleEvent> events, long first, @Nullable Article before, Article after) {}

    /**
     * Decides, has it written, and remembers it only then.
     *
     * @param write must commit
     */
    void decide(ArticleCommand command, Act act, Function<Decided, ?> write) {
        var state = states.computeIfAbsent(command.articleId(), id -> new State());
        synchronized (state) {
            var events = Workflow.decide(state.article, command, act, Story.NEWSROOM);
            var after = Article.evolve(
                    state.article,
                    events.stream().map(event -> new Happened(event, act)).toList());
            if (after == null) {
                throw new IllegalStateException("Nothing has drafted " + command.articleId());
            }
            var _ = write.apply(new Decided(events, state.sequence + 1, state.article, after));
            state.article = after;
            state.sequence += events.size();
        }
    }

    void forget() {
        states.clear();
    }
}
