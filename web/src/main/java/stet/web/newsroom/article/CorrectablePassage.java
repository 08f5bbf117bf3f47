package stet.web.newsroom.article;

import java.util.List;
import stet.domain.article.Article;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;

/**
 * A passage that readers of the last edition read otherwise, which a correction may be of.
 *
 * @param key as a note names it
 * @param called what it is called in a list
 */
public record CorrectablePassage(String key, String called) {
    private static final int LONGEST = 60;

    static List<CorrectablePassage> of(Article article) {
        var edition = article.edition();
        return edition == null
                ? List.of()
                : article.changedSinceEdition().stream()
                        .map(key -> new CorrectablePassage(key, called(key, article.content(), edition.content())))
                        .toList();
    }

    private static String called(String key, Content now, Content was) {
        if (!key.contains("/")) {
            return Character.toUpperCase(key.charAt(0)) + key.substring(1);
        }
        var block = new Place(key).block().flatMap(now::block);
        return block.map(CorrectablePassage::begin)
                .orElseGet(() -> "Taken out: "
                        + new Place(key)
                                .block()
                                .flatMap(was::block)
                                .map(CorrectablePassage::begin)
                                .orElse(key));
    }

    private static String begin(Block block) {
        var words = block.words().replace('\n', ' ');
        var begin =
                words.length() <= LONGEST ? words : words.substring(0, words.offsetByCodePoints(0, LONGEST / 2)) + " …";
        return block instanceof Block.Figure ? "Picture: " + begin : begin;
    }
}
