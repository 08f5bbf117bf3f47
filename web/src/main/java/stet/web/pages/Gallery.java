package stet.web.pages;

import java.util.Map;
import java.util.stream.Stream;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.media.KeptPicture;
import stet.media.Pictures;

/** Where the pictures of an edition are looked at: by the world, or, before it is out, by colleagues alone. */
public record Gallery(Pictures pictures, String root) {
    public static Gallery ofTheWorld(Pictures pictures) {
        return new Gallery(pictures, "/pictures/");
    }

    public static Gallery ofTheNewsroom(Pictures pictures) {
        return new Gallery(pictures, "/newsroom/pictures/");
    }

    /** Relative to this server; with a width behind it, the picture in that size. */
    String address(String picture) {
        return root + picture;
    }

    /** The pictures of a content, those that are kept. */
    Map<Hash, KeptPicture> of(Content content) {
        return pictures.find(content.figures().stream()
                .flatMap(figure -> Stream.ofNullable(figure.picture().file()))
                .map(Hash::new)
                .toList());
    }
}
