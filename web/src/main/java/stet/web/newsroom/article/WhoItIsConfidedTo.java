package stet.web.newsroom.article;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import stet.desk.People;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.web.door.SignedIn;

/**
 * Who reads a confidential article.
 *
 * @param names of those to whom it is confided, in one line; empty where it is not confidential
 * @param keeps whether whoever looks at it says so
 */
record WhoItIsConfidedTo(String names, boolean keeps) {
    static WhoItIsConfidedTo of(Article article, People.Answer people, SignedIn me) {
        var called = people.people().stream().collect(Collectors.toMap(People.Person::id, People.Person::name));
        var names = Stream.ofNullable(article.confided())
                .flatMap(confided -> confided.stream().map((PersonId id) -> called.getOrDefault(id, id.value())))
                .collect(Collectors.joining(", "));
        return new WhoItIsConfidedTo(names, keeps(article, me));
    }

    private static boolean keeps(Article article, SignedIn me) {
        return !article.killed()
                && (me.holds(Role.STANDARDS)
                        || (me.holds(Role.PUBLISHER) && me.desks().contains(article.desk())));
    }
}
