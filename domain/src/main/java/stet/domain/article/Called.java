package stet.domain.article;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import stet.domain.PersonId;
import stet.domain.newsroom.Newsroom;

/** Whom somebody calls in their words, by {@code @} and a name (rule 35). */
final class Called {
    private Called() {}

    /**
     * Everybody who is here and is called, in the order of the words: by their whole name or their id, or by their first name where nobody
     * else here has it. Capitals do not matter. What calls nobody is a word like any other, and an address of e-mail is one, too.
     */
    static Set<PersonId> in(String text, Newsroom newsroom) {
        var called = new LinkedHashSet<PersonId>();
        var at = text.indexOf('@');
        var names = at < 0 ? List.<Name>of() : names(newsroom);
        for (; at >= 0; at = text.indexOf('@', at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at))) {
                called.addAll(standing(names, text, at + 1));
            }
        }
        return called;
    }

    private record Name(String words, PersonId person) {
        boolean stands(String text, int from) {
            var to = from + words.length();
            return text.regionMatches(true, from, words, 0, words.length())
                    && (to == text.length() || !Character.isLetterOrDigit(text.codePointAt(to)));
        }
    }

    private static List<Name> names(Newsroom newsroom) {
        return newsroom.people().values().stream()
                .flatMap(person -> {
                    var name = person.name().strip();
                    return Stream.of(name, name.split("\\s+", 2)[0], person.id().value())
                            .distinct()
                            .map(words -> new Name(words, person.id()));
                })
                .toList();
    }

    /** Whoever has the longest name that stands there; nobody where two people have it. */
    private static List<PersonId> standing(List<Name> names, String text, int from) {
        var longest = 0;
        var found = new ArrayList<PersonId>();
        for (var name : names) {
            if (name.words().length() >= longest && name.stands(text, from)) {
                if (name.words().length() > longest) {
                    found.clear();
                    longest = name.words().length();
                }
                if (!found.contains(name.person())) {
                    found.add(name.person());
                }
            }
        }
        return found.size() == 1 ? found : List.of();
    }
}
