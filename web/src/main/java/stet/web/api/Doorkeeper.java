package stet.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.InvalidValue;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.article.ArticleCommand;
import stet.domain.article.Powers;
import stet.domain.content.Hash;
import stet.domain.content.Words;
import stet.domain.newsroom.NewsroomCommand;
import stet.web.dispatch.Dispatch;
import stet.web.dispatch.Dispatch.Outcome;
import stet.web.people.SignedIn;
import stet.workflow.Repeat;
import stet.workflow.Request;
import tools.jackson.databind.node.ObjectNode;

/** Passes commands on in the name of whoever is signed in. */
@Component
public final class Doorkeeper {
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_WHY = 4_000;

    private final Dispatch dispatch;
    private final Clock clock;

    Doorkeeper(Dispatch dispatch, Clock clock) {
        this.dispatch = dispatch;
        this.clock = clock;
    }

    /** What a person says along with a command: in which role (null: the first that fits), why, and how to know it again. */
    public record Said(
            @Nullable Role role,
            @Nullable String why,
            @Nullable Repeat repeat,
            Map<SourceId, Request.Identity> identities) {
        public static final Said NOTHING = new Said(null, null, null, Map.of());
    }

    public Outcome send(ArticleCommand command, SignedIn person, Said said) {
        var role = said.role() == null ? fitting(Powers.rolesFor(command), person.roles()) : said.role();
        return dispatch.send(command, request(person, role, said));
    }

    public Outcome send(NewsroomCommand command, SignedIn person, Said said) {
        return dispatch.send(command, request(person, Role.ADMINISTRATOR, said));
    }

    private Request request(SignedIn person, Role role, Said said) {
        var why = said.why();
        if (why != null && why.length() > LONGEST_WHY) {
            throw new InvalidValue("A reason has at most %,d characters".formatted(LONGEST_WHY));
        }
        var id = new CommandId(UUID.randomUUID().toString());
        return new Request(new Act(person.person(), role, clock.instant(), why, id), said.repeat(), said.identities());
    }

    /** Takes out of a body what is about the act and not about what is asked: {@code why} and, as a role, {@code as}. */
    static Said said(ObjectNode sent, @Nullable Repeat repeat, Map<SourceId, Request.Identity> identities) {
        var why = ApiJson.take(sent, "why");
        var as = ApiJson.take(sent, "as");
        return new Said(as == null ? null : role(as), why == null ? null : Words.clean(why), repeat, identities);
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        "There is no role '%s'; there are %s".formatted(name, Arrays.toString(Role.values()))));
    }

    /** Where nobody says which role they act in, it is the first that may do this, in the order in which the domain names them. */
    private static Role fitting(Set<Role> asked, Set<Role> held) {
        return asked.stream()
                .filter(held::contains)
                .findFirst()
                .orElseGet(() -> held.stream().min(Comparator.naturalOrder()).orElse(Role.WRITER));
    }

    /**
     * The repeat that an {@code Idempotency-Key} makes of a request; null where there is none.
     *
     * @param besides what else the request says, where neither its address nor these bytes tell
     * @throws InvalidValue if the key is not one to 200 printable ASCII characters
     */
    static @Nullable Repeat repeat(HttpServletRequest request, byte[] body, String... besides) {
        var key = request.getHeader("Idempotency-Key");
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new InvalidValue("An Idempotency-Key has 1 to %d printable ASCII characters".formatted(LONGEST_KEY));
        }
        var precondition = request.getHeader("If-Match");
        var query = request.getQueryString();
        var whole = new ArrayList<>(List.of(
                request.getMethod(),
                request.getRequestURI(),
                query == null ? "" : query,
                precondition == null ? "" : precondition,
                new String(body, StandardCharsets.ISO_8859_1)));
        whole.addAll(List.of(besides));
        return new Repeat(key, Hash.of(whole).value());
    }
}
