package stet.web.pages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.domain.content.Block;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Hash;
import stet.domain.content.Picture;
import stet.domain.content.Text;
import stet.media.KeptPicture;

/** A part of the body of a published story. */
@Schema(description = "A part of the body; 'type' says which")
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PublicBlock.Paragraph.class, name = "paragraph"),
    @JsonSubTypes.Type(value = PublicBlock.Crosshead.class, name = "crosshead"),
    @JsonSubTypes.Type(value = PublicBlock.Quotation.class, name = "quotation"),
    @JsonSubTypes.Type(value = PublicBlock.Listing.class, name = "list"),
    @JsonSubTypes.Type(value = PublicBlock.Figure.class, name = "figure")
})
public sealed interface PublicBlock {
    /** As it is called in JSON. */
    String type();

    /** The same words twice: plain, and with their formatting. */
    @Schema(name = "PublicWords")
    record Words(
            @Schema(description = "The words alone") String text,

            @Schema(description = "The words as safe HTML: strong, em and a, and nothing else")
            String html) {
        static Words of(Text text) {
            return new Words(text.words(), Markup.html(text));
        }
    }

    @Schema(name = "PublicParagraph")
    record Paragraph(Words words) implements PublicBlock {
        @Override
        public String type() {
            return "paragraph";
        }
    }

    @Schema(name = "PublicCrosshead", description = "A heading inside the body")
    record Crosshead(Words words) implements PublicBlock {
        @Override
        public String type() {
            return "crosshead";
        }
    }

    @Schema(name = "PublicQuotation")
    record Quotation(
            Words words,

            @Schema(description = "Who said or wrote it; may be empty")
            String speaker) implements PublicBlock {
        @Override
        public String type() {
            return "quotation";
        }
    }

    @Schema(name = "PublicListing")
    record Listing(
            boolean numbered,

            @Schema(description = "The number of the first item; absent where that is 1, or where there are no numbers")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Integer start,

            List<Words> items)
            implements PublicBlock {
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return "list";
        }
    }

    /** A picture in one size. */
    @Schema(name = "PublicRendition")
    record Rendition(
            @Schema(description = "Relative to this server") String address,

            @Schema(description = "In pixels") int width,

            int height) {
        static List<Rendition> of(@Nullable KeptPicture picture, Gallery gallery) {
            return picture == null
                    ? List.of()
                    : picture.renditions().stream()
                            .map(size -> new Rendition(
                                    gallery.address(picture.hash().value()) + "/" + size.width(),
                                    size.width(),
                                    size.height()))
                            .toList();
        }
    }

    @Schema(name = "PublicFigure")
    record Figure(
            @Schema(description = "Where the picture is; null where there is only a caption") @Nullable
            String picture,

            @Schema(
                    description =
                            "The same in the sizes that there are, smallest first; absent where there is only a caption")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<Rendition> renditions,

            Words caption,

            @Schema(description = "Who or what it shows; empty where nobody says, like the next three")
            String shows,

            String where,
            String when,
            String credit,

            @Schema(description = "What is said to those who cannot see it")
            String altText,

            @Schema(description = "How it came to be: a term of the IPTC digital source type NewsCodes, or null")
            @Nullable
            String digitalSourceType,

            boolean synthetic,

            @Schema(description = "What tells readers that a synthetic picture is one; empty otherwise")
            String label)
            implements PublicBlock {
        public Figure {
            renditions = List.copyOf(renditions);
        }

        private static final String NEWSCODES = "http://cv.iptc.org/newscodes/digitalsourcetype/";

        @Override
        public String type() {
            return "figure";
        }

        /** Whether it is there in the sizes that it will have; those of a caption alone are. */
        boolean hasItsPicture() {
            return picture == null || !renditions.isEmpty();
        }

        /** The sizes, for a browser to choose from. */
        public String srcset() {
            return renditions.stream()
                    .map(each -> each.address() + " " + each.width() + "w")
                    .collect(Collectors.joining(", "));
        }

        /** The largest, by which a browser leaves room before the picture comes; null where there is none. */
        public @Nullable Rendition largest() {
            return renditions.isEmpty() ? null : renditions.getLast();
        }

        /** The place and the day, where the caption itself does not say them already. */
        public String aside() {
            return String.join(
                    ", ",
                    List.of(shows, where, when).stream()
                            .filter(part -> !part.isEmpty() && !Picture.saidIn(caption.text(), part))
                            .toList());
        }

        static Figure of(Picture picture, Gallery gallery, Map<Hash, KeptPicture> kept) {
            var file = picture.file();
            var source = picture.sourceType();
            return new Figure(
                    file == null ? null : gallery.address(file),
                    file == null ? List.of() : Rendition.of(kept.get(new Hash(file)), gallery),
                    Words.of(picture.caption()),
                    said(picture, Picture.Part.WHO_OR_WHAT),
                    said(picture, Picture.Part.WHERE),
                    said(picture, Picture.Part.WHEN),
                    said(picture, Picture.Part.CREDIT),
                    picture.altText(),
                    source == null ? null : NEWSCODES + source.term(),
                    source != null && source.synthetic(),
                    picture.label());
        }

        /** How the picture came to be, in a reader's words; null where nobody says. */
        public @Nullable String made() {
            return digitalSourceType == null
                    ? null
                    : List.of(DigitalSourceType.values()).stream()
                            .filter(type -> digitalSourceType.equals(NEWSCODES + type.term()))
                            .map(Figure::made)
                            .findFirst()
                            .orElse(null);
        }

        /** How a picture of this type came to be, in a reader's words. */
        public static String made(DigitalSourceType type) {
            return switch (type) {
                case DIGITAL_CAPTURE -> "Digital photograph";
                case NEGATIVE_FILM -> "Digitised from a negative";
                case POSITIVE_FILM -> "Digitised from a slide";
                case PRINT -> "Digitised from a print";
                case HUMAN_EDITS -> "Photograph edited by hand";
                case COMPOSITE_CAPTURE -> "Put together from several photographs";
                case DIGITAL_CREATION -> "Drawn on a computer";
                case DATA_DRIVEN_MEDIA -> "Drawn from data";
                case SCREEN_CAPTURE -> "Picture of a screen";
                case ALGORITHMICALLY_ENHANCED -> "Photograph enhanced by software";
                case COMPOSITE_SYNTHETIC -> "Put together, with synthetic parts";
                case COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA -> "Edited with generative software";
                case TRAINED_ALGORITHMIC_MEDIA -> "Made by generative software";
                case ALGORITHMIC_MEDIA -> "Made by software";
            };
        }

        private static String said(Picture picture, Picture.Part part) {
            return picture.parts().getOrDefault(part, "");
        }
    }

    static PublicBlock of(Block block, Gallery gallery, Map<Hash, KeptPicture> kept) {
        return switch (block) {
            case Block.Paragraph(var _, var text) -> new Paragraph(Words.of(text));
            case Block.Crosshead(var _, var text) -> new Crosshead(Words.of(text));
            case Block.Quotation(var _, var text, var speaker) -> new Quotation(Words.of(text), speaker);
            case Block.Listing(var _, var numbered, var start, var items) ->
                new Listing(numbered, start, items.stream().map(Words::of).toList());
            case Block.Figure(var _, var picture) -> Figure.of(picture, gallery, kept);
        };
    }
}
