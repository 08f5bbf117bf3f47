package stet.web.newsroom.article;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;
import stet.domain.content.Hash;
import stet.media.Pictures;
import stet.web.pages.PictureAnswer;

/** Any picture that is kept, for colleagues. */
@Controller
class PictureFiles {
    /** Its bytes never change, so it could be cached for ever; a day is enough, since the machine may be borrowed. */
    private static final CacheControl AN_HOUR =
            CacheControl.maxAge(Duration.ofHours(1)).cachePrivate().immutable();

    private final Pictures pictures;

    PictureFiles(Pictures pictures) {
        this.pictures = pictures;
    }

    @GetMapping("/newsroom/pictures/{picture:[0-9a-f]{64}}")
    ResponseEntity<byte[]> picture(@PathVariable Hash picture, WebRequest request) {
        return picture(picture, Integer.MAX_VALUE, request);
    }

    @GetMapping("/newsroom/pictures/{picture:[0-9a-f]{64}}/{room:[1-9][0-9]{0,4}}")
    ResponseEntity<byte[]> picture(@PathVariable Hash picture, @PathVariable int room, WebRequest request) {
        return PictureAnswer.of(pictures, picture, room, AN_HOUR, request);
    }
}
