package stet.media;

/** A picture as it is shown: upright, no wider than it came, and with nothing in it but what is seen. */
// Nothing compares renditions by their components: the picture's hash and the width name them.
@SuppressWarnings("ArrayRecordComponent")
public record Rendition(String mediaType, Size size, byte[] bytes) {
    /** In pixels. */
    public record Size(int width, int height) {
        Size onItsSide() {
            return new Size(/* width= */ height, /* height= */ width);
        }
    }
}
