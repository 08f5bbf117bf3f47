package stet.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.checking.Source;
import stet.domain.newsroom.Reading;

/**
 * Which sources has this article rested on, and which have others lately? Confidential ones are never among them.
 *
 * @param reach of the others, those are meant that whoever asks may read; null where Stet itself asks
 */
public record SourcesAtHand(ArticleId article, Reading.@Nullable Reach reach) {
    public SourcesAtHand(ArticleId article) {
        this(article, null);
    }

    /** More than this nobody looks through; it is quicker to type. */
    public static final int MOST_OF_THIS = 12;

    public static final int MOST_OF_OTHERS = 12;

    /**
     * @param ofThis those of the article, the last used first
     * @param ofOthers those of other articles that this one has not rested on, the last used first
     */
    public record Answer(List<AtHand> ofThis, List<AtHand> ofOthers) {
        public Answer {
            ofThis = List.copyOf(ofThis);
            ofOthers = List.copyOf(ofOthers);
        }
    }

    /** @param key by which it is picked */
    public record AtHand(String key, Source.Named source) {}
}
