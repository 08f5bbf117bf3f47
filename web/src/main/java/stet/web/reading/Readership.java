package stet.web.reading;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import stet.domain.ArticleId;
import stet.domain.content.Hash;
import stet.domain.newsroom.Reading;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.SentPictures;
import stet.web.door.SignedIn;

/** Who is asking, what they may read, and that it is recorded where it is to be. */
@Component
public final class Readership {
    private final WhoReads readers;
    private final AccessLedger access;
    private final SentPictures sent;

    Readership(WhoReads readers, AccessLedger access, SentPictures sent) {
        this.readers = readers;
        this.access = access;
        this.sent = sent;
    }

    /** Whoever is signed in. */
    Optional<SignedIn> asking() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn person
                ? Optional.of(person)
                : Optional.empty();
    }

    /** Whoever is signed in, if they see what was public once and is no more: they read what was killed. */
    public Optional<SignedIn> archivist() {
        return asking().filter(person -> Reading.of(person.roles(), Reading.Standing.KILLED) != Reading.Answer.NO);
    }

    /** Whether they may read this article; it is recorded, where reading it is. */
    public boolean read(SignedIn person, ArticleId article, HttpServletRequest request) {
        var answer = readers.answer(person, article);
        if (answer == Reading.Answer.RECORDED) {
            record(person, article, request);
        }
        return answer != Reading.Answer.NO;
    }

    /** Records which articles they were shown in a list of what is past, where reading them is. */
    void shown(SignedIn person, Collection<ArticleId> articles, HttpServletRequest request) {
        if (Reading.records(person.roles())) {
            articles.forEach(article -> read(person, article, request));
        }
    }

    /** Whether they may see a picture: they sent it, or read an article in which it stands or stood; recorded where that is. */
    public boolean see(SignedIn person, Hash picture, HttpServletRequest request) {
        if (sent.by(person.person(), picture)) {
            return true;
        }
        ArticleId recorded = null;
        for (var article : readers.showing(person, picture)) {
            switch (readers.answer(person, article)) {
                case YES -> {
                    return true;
                }
                case RECORDED -> recorded = recorded == null ? article : recorded;
                case NO -> {}
            }
        }
        if (recorded != null) {
            record(person, recorded, request);
        }
        return recorded != null;
    }

    private void record(SignedIn person, ArticleId article, HttpServletRequest request) {
        access.done(
                Kind.READ_IN_CONFIDENCE, person.person(), person.person(), RemoteAddress.of(request), article.value());
    }
}
