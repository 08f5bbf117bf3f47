package stet.web.pages;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import stet.seal.Jcs;
import stet.seal.Note;
import stet.seal.Tile;
import stet.sealing.Seal;

/**
 * What anybody can watch this newsroom by (C2SP tlog-tiles): of the whole history the checkpoint and hashes, which tell nothing but that something
 * happened; and all of the log in which it states what the world was shown and what was withdrawn.
 */
@RestController
@RequestMapping("/seal")
class ShownSeal {
    private static final String ENTRIES = "entries/";
    private static final CacheControl SOON =
            CacheControl.maxAge(Duration.ofSeconds(5)).cachePublic();
    /** A tile of so many hashes is the same for ever. */
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Seal seal;

    ShownSeal(Seal seal) {
        this.seal = seal;
    }

    @GetMapping("/policy")
    ResponseEntity<String> policy() {
        return text(Optional.of(seal.policy()));
    }

    @GetMapping("/checkpoint")
    ResponseEntity<String> checkpoint() {
        return text(seal.published().map(Note::whole));
    }

    @GetMapping("/tile/{*path}")
    ResponseEntity<byte[]> tile(@PathVariable String path) {
        return bytes(seal.tile(Tile.of(path.substring(1))));
    }

    @GetMapping("/statements/checkpoint")
    ResponseEntity<String> statements() {
        return text(seal.stated().map(Note::whole));
    }

    @GetMapping("/statements/tile/{*path}")
    ResponseEntity<byte[]> statementsTile(@PathVariable String path) {
        var tile = path.substring(1);
        return bytes(
                tile.startsWith(ENTRIES)
                        ? seal.statedEntries(Tile.of("0/" + tile.substring(ENTRIES.length())))
                        : seal.statedTile(Tile.of(tile)));
    }

    private static ResponseEntity<String> text(Optional<String> text) {
        return text.map(there -> ResponseEntity.ok()
                        .contentType(MediaType.valueOf("text/plain;charset=UTF-8"))
                        .cacheControl(SOON)
                        .body(there))
                .orElseGet(ShownSeal::nothing);
    }

    private static ResponseEntity<byte[]> bytes(Optional<byte[]> bytes) {
        return bytes.map(there -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .cacheControl(FOR_EVER)
                        .body(there))
                .orElseGet(ShownSeal::nothing);
    }

    private static <T> ResponseEntity<T> nothing() {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .cacheControl(CacheControl.noStore())
                .build();
    }

    /** A tile that no tree has. */
    @ExceptionHandler
    ResponseEntity<Void> none(Jcs.Unfit unfit) {
        return nothing();
    }
}
