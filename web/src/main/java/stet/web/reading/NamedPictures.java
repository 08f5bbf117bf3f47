package stet.web.reading;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.desk.Desk;
import stet.domain.ArticleId;
import stet.domain.content.Hash;
import stet.domain.newsroom.Reading;
import stet.web.door.PictureSight;
import stet.web.door.SentPictures;
import stet.web.door.SignedIn;

/**
 * A picture is read with an article that shows it. One that no article has shown yet may be named by whoever was told its hash, which
 * nobody knows but from whoever sent it: so one program sends what another puts in.
 */
@Component
final class NamedPictures implements PictureSight {
    private final Desk desk;
    private final WhoReads readers;
    private final SentPictures sent;

    NamedPictures(Desk desk, WhoReads readers, SentPictures sent) {
        this.desk = desk;
        this.readers = readers;
        this.sent = sent;
    }

    @Override
    public Optional<Hash> outOfSight(SignedIn person, @Nullable ArticleId article, List<Hash> pictures) {
        var shown = article == null ? Set.<Hash>of() : desk.shownIn(article, pictures);
        return pictures.stream()
                .filter(picture -> !shown.contains(picture))
                .filter(picture -> !sent.by(person.person(), picture))
                .filter(picture -> desk.isShown(picture) && !isRead(person, picture))
                .findFirst();
    }

    /** What is read only on the record is not: nobody would know of it once it stood elsewhere. */
    private boolean isRead(SignedIn person, Hash picture) {
        return readers.showing(person, picture).stream()
                .anyMatch(article -> readers.answer(person, article) == Reading.Answer.YES);
    }
}
