package stet.web.door;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import stet.domain.InvalidValue;
import stet.domain.Refused;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand.ReplaceWords;
import stet.domain.checking.Sentences;
import stet.domain.checking.Span;
import stet.domain.content.Content;
import stet.domain.content.WordSearch;

/** What replacing words in an article would do, before anybody does it (rule 37). */
@Component
public final class Replacements {
    private final Door door;

    Replacements(Door door) {
        this.door = door;
    }

    /**
     * @param revision in which the words were looked for; whoever replaces them names it
     * @param found in the order of the page
     * @param falls in the order in which it would happen; empty also where nothing can be replaced
     * @param refusal why it would be refused; empty where it would not
     */
    public record Preview(int revision, List<Found> found, List<Fallen> falls, String refusal) {}

    /**
     * Words that would be replaced, in their sentence.
     *
     * @param id by which a command says that they stay
     * @param part where they stand: {@code headline}, {@code byline}, {@code block/} and its id, perhaps with {@code #} and a part of it
     * @param start in UTF-16 units from 0
     * @param before the sentence up to them
     * @param after the rest of it
     */
    public record Found(String id, String part, int start, String before, String words, String after) {}

    /** @throws InvalidValue if nothing is looked for, or words that stand there too often */
    public Preview of(Article article, ReplaceWords asked, SignedIn person) {
        var content = article.content();
        var excepted = Set.copyOf(asked.except());
        var sentences = new HashMap<String, List<Span>>();
        var written = content.written();
        var found = asked.search().in(content).stream()
                .filter(each -> !excepted.contains(each.id()))
                .map(each -> found(each, written, sentences, content))
                .toList();
        try {
            var decision = door.rehearse(article, asked, person);
            var after = Objects.requireNonNull(decision.after());
            return new Preview(article.revision(), found, Fallen.by(decision.events(), article, after), "");
        } catch (Refused refused) {
            return new Preview(article.revision(), found, List.of(), refused.sentence());
        }
    }

    private static Found found(
            WordSearch.Occurrence each, Map<String, String> written, Map<String, List<Span>> read, Content content) {
        var text = Objects.requireNonNull(written.get(each.part()));
        var sentences = read.computeIfAbsent(each.part(), _ -> Sentences.of(text, content.locale()));
        var from = sentences.stream()
                .mapToInt(Span::start)
                .filter(start -> start <= each.start())
                .max()
                .orElse(0);
        var to = sentences.stream()
                .mapToInt(Span::end)
                .filter(end -> end >= each.end())
                .min()
                .orElse(text.length());
        return new Found(
                each.id(),
                each.part(),
                each.start(),
                text.substring(from, each.start()),
                each.words(),
                text.substring(each.end(), to));
    }
}
