package stet.domain.article;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        for (var at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at))) {
                called.addAll(after(text.substring(at + 1), newsroom));
            }
        }
        return called;
    }

    /** The longest name with which the words begin; nobody where two people have it. */
    private static List<PersonId> after(String words, Newsroom newsroom) {
        var longest = 0;
        var found = new ArrayList<PersonId>();
        for (var person : newsroom.people().values()) {
            for (var name : names(person)) {
                if (name.length() >= longest && beginsWith(words, name)) {
                    if (name.length() > longest) {
                        found.clear();
                        longest = name.length();
                    }
                    if (!found.contains(person.id())) {
                        found.add(person.id());
                    }
                }
            }
        }
        return found.size() == 1 ? found : List.of();
    }

    private static Collection<String> names(Newsroom.Person person) {
        var name = person.name().strip();
        return Set.copyOf(List.of(name, name.split("\\s+", 2)[0], person.id().value()));
    }

    private static boolean beginsWith(String words, String name) {
        return words.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT))
                && (words.length() == name.length() || !Character.isLetterOrDigit(words.codePointAt(name.length())));
    }
}
