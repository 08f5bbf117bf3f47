package stet.web.newsroom.article;

import java.util.List;
import stet.domain.content.Content;
import stet.domain.hints.Hint;
import stet.domain.hints.Hints;

/**
 * Words that do not fit, as a checker is shown them: in their sentence.
 *
 * @param before what stands before them in it
 * @param after what stands after them in it
 */
public record WorthALook(Hint hint, String before, String after) {
    static List<WorthALook> of(List<Hint> hints, Content content) {
        return hints.stream().map(hint -> of(hint, content)).toList();
    }

    private static WorthALook of(Hint hint, Content content) {
        var sentence = Hints.sentence(content, hint.anchor());
        var from = hint.anchor().start() - sentence.start();
        return new WorthALook(
                hint,
                sentence.words().substring(0, from),
                sentence.words().substring(from + hint.anchor().words().length()));
    }
}
