package stet.web.pages;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.ServletWebRequest;
import stet.domain.content.Hash;
import stet.media.Pictures;
import stet.published.PictureOnView;
import stet.published.Published;

/**
 * The pictures that the world sees: those of editions that are on view. Any other is not told from one that never was, but to whoever is shown
 * what was withdrawn.
 */
@Controller
class PicturePages {
    private final Published published;
    private final Pictures pictures;
    private final WithdrawnPictures withdrawn;

    PicturePages(Published published, Pictures pictures, WithdrawnPictures withdrawn) {
        this.published = published;
        this.pictures = pictures;
        this.withdrawn = withdrawn;
    }

    @GetMapping("/pictures/{picture:[0-9a-f]{64}}")
    ResponseEntity<byte[]> picture(@PathVariable Hash picture, ServletWebRequest request) {
        return picture(picture, Integer.MAX_VALUE, request);
    }

    @GetMapping("/pictures/{picture:[0-9a-f]{64}}/{room:[1-9][0-9]{0,4}}")
    ResponseEntity<byte[]> picture(@PathVariable Hash picture, @PathVariable int room, ServletWebRequest request) {
        if (published.shows(new PictureOnView(picture))) {
            // A story that is held or killed takes its pictures with it: no cache may believe one for longer than a
            // page.
            return PictureAnswer.of(pictures, picture, room, Freshness.SHORT, request);
        }
        return withdrawn.shows(picture, request.getRequest())
                ? PictureAnswer.of(
                        pictures, picture, room, CacheControl.noStore().cachePrivate(), request)
                : PictureAnswer.missing();
    }
}
