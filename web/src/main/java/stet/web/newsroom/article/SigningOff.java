package stet.web.newsroom.article;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import stet.domain.PersonId;
import stet.domain.article.Article;
import stet.domain.content.Content;
import stet.domain.content.Passage;
import stet.domain.content.WordDiff;

/**
 * What a sign-off of the facts would cover now, as a redline against what was last signed off, and what it would not.
 *
 * @param passages how many there are in the article
 * @param yours what this person would sign
 * @param others what they wrote or cut themselves, and somebody else must sign
 * @param before whether anything was signed off before, and so there is something to hold it against
 */
public record SigningOff(int passages, List<Open> yours, List<Open> others, boolean before) {
    /**
     * A passage that nobody has signed as it is, or that was taken out and nobody else has signed that.
     *
     * @param called as {@link Passage#title()} has it
     * @param pieces what changed in it, word by word
     * @param by who wrote it, or took it out
     */
    public record Open(String called, List<WordDiff.Piece> pieces, String by) {}

    /**
     * @param signed the content that was last signed off, if any was
     * @param names of people, by id
     */
    static SigningOff of(Article article, Optional<Content> signed, PersonId who, Map<PersonId, String> names) {
        var then = signed.map(Passage::of).map(Map::copyOf).orElse(Map.of());
        var yours = new ArrayList<Open>();
        var together = new WordDiff.Together();
        var others = new ArrayList<Open>();
        for (var passage : article.unsigned()) {
            var was = then.get(passage.key());
            var writers = article.writers(passage);
            var open = new Open(
                    passage.title(),
                    together.between(was == null ? "" : was.words(), passage.words()),
                    named(writers, names));
            (writers.contains(who) ? others : yours).add(open);
        }
        for (var cut : article.cuts()) {
            var open = new Open(
                    "“%s”, which was cut".formatted(cut.words()),
                    together.between(cut.words(), ""),
                    named(Set.of(cut.by()), names));
            (cut.by().equals(who) ? others : yours).add(open);
        }
        return new SigningOff(Passage.of(article.content()).size(), yours, others, signed.isPresent());
    }

    private static String named(Set<PersonId> people, Map<PersonId, String> names) {
        return people.stream()
                .map(person -> names.getOrDefault(person, person.value()))
                .collect(Collectors.joining(", "));
    }
}
