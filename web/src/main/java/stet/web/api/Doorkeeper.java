package stet.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
import stet.eventstore.Ledger;
import stet.web.people.SignedIn;
import stet.workflow.Answer;
import stet.workflow.Commands;
import stet.workflow.Repeat;
import stet.workflow.Request;
import tools.jackson.databind.node.ObjectNode;

/** Passes commands on in the name of whoever is signed in, and holds the answer until every read model shows what was done. */
@Component
public final class Doorkeeper {
    /** A read model that takes longer is in trouble, which health reports; the command is done all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_WHY = 4_000;

    private final Commands commands;
    private final Ledger ledger;
    private final Clock clock;

    Doorkeeper(Commands commands, Ledger ledger, Clock clock) {
        this.commands = commands;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What became of a command, and who does not know of it yet.
     *
     * @param behind the read models that could not keep up; empty unless one is failing
     */
    public record Outcome(Answer answer, Set<String> behind) {}

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
        return send(person, role, said, request -> commands.send(command, request));
    }

    public Outcome send(NewsroomCommand command, SignedIn person, Said said) {
        return send(person, Role.ADMINISTRATOR, said, request -> commands.send(command, request));
    }

    private Outcome send(SignedIn person, Role role, Said said, Function<Request, Answer> dispatch) {
        var why = said.why();
        if (why != null && why.length() > LONGEST_WHY) {
            throw new InvalidValue("A reason has at most %,d characters".formatted(LONGEST_WHY));
        }
        var id = new CommandId(UUID.randomUUID().toString());
        var act = new Act(person.person(), role, clock.instant(), why, id);
        try (var expected = ledger.progress().expect(id)) {
            var answer = dispatch.apply(new Request(act, said.repeat(), said.identities()));
            return new Outcome(answer, expected.await(PATIENCE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
