package stet.published;

import stet.domain.content.Hash;

/** Does this picture stand in an edition that readers may see? Those before the latest count as well, since they can still be read. */
public record PictureOnView(Hash picture) {}
