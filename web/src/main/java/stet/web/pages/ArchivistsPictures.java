package stet.web.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import stet.domain.content.Hash;
import stet.published.Archive;
import stet.web.reading.Readership;

/** An archivist is shown what was withdrawn as it was, and so with its pictures. */
@Component
final class ArchivistsPictures implements WithdrawnPictures {
    private final Archive archive;
    private final Readership readers;

    ArchivistsPictures(Archive archive, Readership readers) {
        this.archive = archive;
        this.readers = readers;
    }

    @Override
    public boolean shows(Hash picture, HttpServletRequest request) {
        return readers.archivist()
                .filter(archivist -> archive.everShowed(picture) && readers.see(archivist, picture, request))
                .isPresent();
    }
}
