package stet.web.pages;

import jakarta.servlet.http.HttpServletRequest;
import stet.domain.content.Hash;

/** Pictures that the world saw once and sees no more. */
@FunctionalInterface
interface WithdrawnPictures {
    /** Whether whoever asks may see this one; that they did is recorded, where reading its article is. */
    boolean shows(Hash picture, HttpServletRequest request);
}
