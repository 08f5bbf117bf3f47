package stet.web.door;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.SourceId;
import stet.domain.article.ArticleCommand.ConfirmClaims;
import stet.domain.article.ArticleCommand.NewClaim;
import stet.web.door.Dispatch.Outcome;
import stet.workflow.Repeat;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks an article for something by the command's name, such as {@code sign-off-facts}; programs and pages come in here alike. */
@Component
public final class CommandsByName {
    private final Doorkeeper door;
    private final StrictJson json;

    CommandsByName(Doorkeeper door, StrictJson json) {
        this.door = door;
        this.json = json;
    }

    /** There is no command of this name. Its message says which there are. */
    public static final class NoSuchCommand extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSuchCommand(String name) {
            super("There is no command '%s'; there are %s".formatted(name, String.join(", ", ArticleCommands.names())));
        }
    }

    /** The command approves what somebody saw, and does not say in which revision they saw it (rule 28). */
    public static final class RevisionMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RevisionMissing() {
            super(
                    "Say which revision you saw: in If-Match, by the ETag that came with the content, or in the field 'revision'");
        }
    }

    /**
     * @param sent the command's fields as the API has them, with {@code why} and {@code as}; it is used up
     * @param bytes what was sent, as it came
     * @param repeat how the request is known again, by the bytes it is known by
     * @throws NoSuchCommand if there is none of this name
     * @throws RevisionMissing if the command approves what somebody saw, and does not say in which revision
     * @throws InvalidValue if a value cannot be
     * @throws tools.jackson.core.JacksonException if the fields are not those of the command
     */
    public Outcome ask(
            ArticleId id,
            String command,
            ObjectNode sent,
            byte[] bytes,
            Function<byte[], @Nullable Repeat> repeat,
            SignedIn person) {
        var type = ArticleCommands.byNames().get(command);
        if (type == null) {
            throw new NoSuchCommand(command);
        }
        if (sent.has("articleId")) {
            throw new InvalidValue("There is no field 'articleId' here; the article is named by the address");
        }
        if (ArticleCommands.asSeen(type) && !sent.hasNonNull(ArticleCommands.REVISION)) {
            throw new RevisionMissing();
        }
        sent.put("articleId", id.value());
        var identities = json.takeIdentities(sent);
        // Before new things get ids: sent again, they would get others.
        var known = identities.isEmpty() ? bytes : withoutIdentities(sent, identities.keySet());
        giveIds(sent, type);
        var said = Doorkeeper.said(sent, repeat.apply(known), identities);
        return door.send(json.read(sent, type), person, said);
    }

    private static void giveIds(ObjectNode sent, Class<?> command) {
        var newId = ArticleCommands.newId(command);
        if (!newId.isEmpty()) {
            sent.putIfAbsent(newId, sent.stringNode("c" + StrictJson.random(6)));
        }
        if (command == ConfirmClaims.class && sent.get("raising") instanceof ArrayNode raising) {
            for (var claim : raising) {
                if (claim instanceof ObjectNode object) {
                    object.putIfAbsent(
                            ArticleCommands.newId(NewClaim.class), sent.stringNode("c" + StrictJson.random(6)));
                }
            }
        }
    }

    /**
     * What a command is known again by must not outlive a shredded source: whoever had its fingerprint could try names until one fits.
     * So neither who a source is nor the id it was just given is part of it.
     */
    private static byte[] withoutIdentities(ObjectNode sent, Set<SourceId> given) {
        var known = sent.toString();
        for (var id : given) {
            known = known.replace(id.value(), "");
        }
        return known.getBytes(StandardCharsets.UTF_8);
    }
}
