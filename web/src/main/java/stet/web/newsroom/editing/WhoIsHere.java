package stet.web.newsroom.editing;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.web.door.SignedIn;

/** The editor says where somebody is, and is told where the others are. */
@RestController
@RequestMapping("/newsroom/articles/{id}/presence")
class WhoIsHere {
    private static final Pattern PLACE = Pattern.compile("[a-z]{0,20}(/[A-Za-z0-9_-]{1,64})?");

    private final Presence presence;

    WhoIsHere(Presence presence) {
        this.presence = presence;
    }

    record At(@Nullable String place) {}

    @PutMapping
    List<Presence.Here> here(@PathVariable ArticleId id, @RequestBody At at, @AuthenticationPrincipal SignedIn person) {
        var place = at.place() == null ? "" : at.place();
        if (!PLACE.matcher(place).matches()) {
            throw new InvalidValue("A place is the name of a field, or 'block/' and a block's id");
        }
        presence.here(id, person, place);
        return presence.others(id, person);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void gone(@PathVariable ArticleId id, @AuthenticationPrincipal SignedIn person) {
        presence.gone(id, person);
    }
}
