package stet.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import stet.domain.content.DigitalSourceType;
import stet.domain.content.Hash;
import stet.media.KeptPicture;
import stet.media.Pictures;
import stet.media.Rendition;
import stet.web.door.SentPictures;
import stet.web.door.SignedIn;
import stet.web.http.Problems;

/** Pictures, before anything is said of them; an article names one by its hash. */
@RestController
@RequestMapping("/api/pictures")
class PicturesApi {
    private final Pictures pictures;
    private final SentPictures sent;

    PicturesApi(Pictures pictures, SentPictures sent) {
        this.pictures = pictures;
        this.sent = sent;
    }

    /**
     * A picture that is kept.
     *
     * @param picture the SHA-256 of its bytes, by which a figure names it
     * @param bytes how many there are
     * @param renditions where it is shown to colleagues, smallest first
     */
    @Schema(name = "PictureSent")
    record Picture(
            Hash picture,
            String mediaType,
            long bytes,
            int width,
            int height,
            List<Shown> renditions,
            Suggested suggestions) {

        record Shown(String address, int width, int height) {
            static Shown of(Hash picture, Rendition.Size size) {
                return new Shown(
                        "/newsroom/pictures/%s/%d".formatted(picture, size.width()), size.width(), size.height());
            }
        }

        /** What the file says of itself, which somebody has to take for theirs; empty where it says nothing. */
        record Suggested(
                String caption,
                String where,
                String coordinates,
                String taken,
                String creator,
                String credit,
                String altText,
                @Nullable DigitalSourceType sourceType) {}

        static Picture of(KeptPicture kept) {
            var said = kept.suggestions();
            return new Picture(
                    kept.hash(),
                    kept.mediaType(),
                    kept.bytes(),
                    kept.size().width(),
                    kept.size().height(),
                    kept.renditions().stream()
                            .map(size -> Shown.of(kept.hash(), size))
                            .toList(),
                    new Suggested(
                            said.caption(),
                            said.where(),
                            said.coordinates(),
                            said.taken(),
                            said.creator(),
                            said.credit(),
                            said.altText(),
                            said.sourceType()));
        }
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "keep-picture",
            summary =
                    "Keeps a JPEG, PNG, WebP or GIF, sent as the file of a form or as the body; 201 if it is new, 200 if it is not.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "multipart/form-data",
                                        schemaProperties =
                                                @SchemaProperty(
                                                        name = "file",
                                                        schema = @Schema(type = "string", format = "binary"))),
                                @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary"))
                            }))
    @ApiResponse(responseCode = "201", description = "Kept, and new", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "Kept already", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "413", description = "Too large")
    @ApiResponse(responseCode = "422", description = "No picture, damaged, or with too many pixels")
    ResponseEntity<Picture> upload(@RequestParam("file") MultipartFile file, @AuthenticationPrincipal SignedIn person)
            throws IOException {
        return kept(sent.keep(file.getBytes(), person));
    }

    @PostMapping(consumes = "image/*")
    ResponseEntity<Picture> send(
            @org.springframework.web.bind.annotation.RequestBody byte[] body,
            @AuthenticationPrincipal SignedIn person) {
        return kept(sent.keep(body, person));
    }

    private static ResponseEntity<Picture> kept(Pictures.Arrival arrival) {
        var address = URI.create("/api/pictures/" + arrival.picture().hash());
        var answer = arrival.isNew()
                ? ResponseEntity.created(address)
                : ResponseEntity.ok().location(address);
        return answer.body(Picture.of(arrival.picture()));
    }

    @GetMapping("/{picture}")
    @Operation(operationId = "picture", summary = "What is known of a picture.")
    Picture picture(@PathVariable Hash picture) {
        return pictures.find(picture).map(Picture::of).orElseThrow(PicturesApi::missing);
    }

    /** Byte for byte, with all that the file says of itself; to be saved, and never shown in a page. */
    @GetMapping("/{picture}/original")
    @Operation(operationId = "original-picture", summary = "The file as it came.")
    ResponseEntity<byte[]> original(@PathVariable Hash picture) {
        var original = pictures.original(picture).orElseThrow(PicturesApi::missing);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(original.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(original.name())
                                .build()
                                .toString())
                .body(original.bytes());
    }

    private static ErrorResponseException missing() {
        var problem =
                Problems.problem(HttpStatus.NOT_FOUND, "no-such-picture", "There is no picture of that name here");
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }
}
