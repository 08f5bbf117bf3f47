package stet.web.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import stet.eventstore.backup.Backup;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.Only;
import stet.web.door.SignedIn;

/** The whole newsroom in one file, for whoever runs Stet. */
@RestController
@Tag(name = "operations")
class BackupApi {
    private static final Logger LOG = LoggerFactory.getLogger(BackupApi.class);
    private static final String ZIP = "application/zip";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Backup backup;
    private final Clock clock;
    private final AccessLedger access;

    BackupApi(Backup backup, Clock clock, AccessLedger access) {
        this.backup = backup;
        this.clock = clock;
        this.access = access;
    }

    /** Not by a converter, nor asynchronously: a backup is written as it is read, and takes as long as it takes. */
    @GetMapping("/api/backup")
    @Operation(
            summary = "Everything that cannot be made again, as it is at this moment.",
            description =
                    "A zip of rows in JSON, for administrators. The identities of confidential sources are in it"
                            + " sealed, and their key is not. One that was broken off lacks its manifest, and no restore takes it.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(responseCode = "403", description = "Not an administrator")
            })
    void take(@AuthenticationPrincipal SignedIn person, HttpServletRequest request, HttpServletResponse response)
            throws IOException, SQLException {
        Only.administrators(person);
        var name = "stet-%s.zip".formatted(MINUTE.format(clock.instant()));
        // Logged before the first byte is sent, since half a backup holds unpublished stories, too.
        access.done(Kind.BACKUP_TAKEN, person.person(), person.person(), RemoteAddress.of(request), name);
        response.setContentType(ZIP);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name));
        var manifest = backup.to(response.getOutputStream());
        LOG.info("{} took a backup: {} events, up to place {}", person.person(), manifest.events(), manifest.last());
    }
}
