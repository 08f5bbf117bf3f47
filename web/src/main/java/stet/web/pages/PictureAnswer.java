package stet.web.pages;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;
import stet.domain.content.Hash;
import stet.media.Pictures;

/** The answer with a picture's bytes. These never change, so the ETag is made of its hash and its size. */
public final class PictureAnswer {
    private PictureAnswer() {}

    /**
     * @param room in pixels, for which there is a rendition or nearly so
     * @param fresh for how long nobody need ask again whether they may see it
     */
    public static ResponseEntity<byte[]> of(
            Pictures pictures, Hash picture, int room, CacheControl fresh, WebRequest request) {
        var tag = "\"%s-%d\"".formatted(picture.value().substring(0, 32), room);
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .cacheControl(fresh)
                    .eTag(tag)
                    .build();
        }
        return pictures.rendition(picture, room)
                .map(rendition -> ResponseEntity.ok()
                        .cacheControl(fresh)
                        .eTag(tag)
                        .contentType(MediaType.parseMediaType(rendition.mediaType()))
                        .body(rendition.bytes()))
                .orElseGet(PictureAnswer::missing);
    }

    static ResponseEntity<byte[]> missing() {
        return ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build();
    }
}
