package stet.web.newsroom.article;

import java.util.Map;
import stet.domain.article.Bounds;
import stet.domain.content.Content;
import stet.web.house.House;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the editor asks of the domain while somebody writes, so that it has no rules of its own.
 *
 * @param limits how much an article may have, as JSON
 * @param quotes what the house, or else its language, opens and closes a quotation with, and one within it, as JSON
 */
record WhileWriting(String limits, String quotes) {
    private static final String LIMITS = JsonMapper.shared()
            .writeValueAsString(Map.of(
                    "blocks", Bounds.MOST_BLOCKS,
                    "block", Bounds.LONGEST_BLOCK,
                    "body", Bounds.LONGEST_BODY,
                    "marks", Bounds.MOST_MARKS,
                    "field", Bounds.LONGEST_FIELD,
                    "address", Bounds.LONGEST_ADDRESS));

    static WhileWriting of(Content content, House house) {
        var language = content.locale();
        return new WhileWriting(
                LIMITS,
                JsonMapper.shared().writeValueAsString(house.marks(language).typed(language)));
    }
}
