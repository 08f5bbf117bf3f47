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
import stet.web.door.Door.Outcome;
import stet.workflow.Repeat;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks an article for something by the command's name, such as {@code sign-off-facts}; programs and pages come in here alike. */
@Component
public final class CommandsByName {
    private final Door door;
    private final StrictJson json;

    CommandsByName(Door door, StrictJson json) {
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

    /**
     * @param sent the command's fields as the API has them, with {@code why} and {@code as}; it is used up
     * @param bytes what was sent, as it came
     * @param ifMatch the header, with which a program says in which revision it saw what the command approves; it may instead stand in
     *     the field {@code revision}, as it does in forms
     * @param repeat how the request is known again, by the bytes it is known by
     * @throws NoSuchCommand if there is none of this name
     * @throws IfMatch.Missing if the command is about what somebody saw, and does not say in which revision
     * @throws InvalidValue if a value cannot be
     * @throws Grant.Exceeded if it does more than the token is good for with which it is asked
     * @throws tools.jackson.core.JacksonException if the fields are not those of the command
     */
    public Outcome ask(
            ArticleId id,
            String command,
            ObjectNode sent,
            byte[] bytes,
            @Nullable String ifMatch,
            Function<byte[], @Nullable Repeat> repeat,
            SignedIn person) {
        var type = ArticleCommands.byNames().get(command);
        if (type == null) {
            throw new NoSuchCommand(command);
        }
        if (sent.has("articleId")) {
            throw new InvalidValue("There is no field 'articleId' here; the article is named by the address");
        }
        var seenIn = ArticleCommands.seenIn(type);
        if (!seenIn.isEmpty()) {
            saySeen(sent, seenIn, ifMatch);
        }
        sent.put("articleId", id.value());
        var identities = json.takeIdentities(sent);
        // Taken before ids are given to new things, since a repeated request would get others and not be recognised.
        var known = identities.isEmpty() ? bytes : withoutIdentities(sent, identities.keySet());
        giveIds(sent, type);
        var said = Said.takenFrom(sent, repeat.apply(known), identities);
        return door.send(json.read(sent, type), person, said);
    }

    private static void saySeen(ObjectNode sent, String field, @Nullable String ifMatch) {
        var inField = sent.hasNonNull(field);
        if (ifMatch != null) {
            if (inField) {
                throw new InvalidValue("Say which revision you saw in If-Match or in the field '%s', and not in both"
                        .formatted(field));
            }
            sent.put(field, IfMatch.revision(ifMatch));
        } else if (!inField) {
            throw new IfMatch.Missing(
                    "Say which revision you saw: in If-Match, by the ETag that came with the content, or in the field '%s'"
                            .formatted(field));
        }
    }

    private static void giveIds(ObjectNode sent, Class<?> command) {
        giveId(sent, ArticleCommands.newId(command));
        if (command == ConfirmClaims.class && sent.get("raising") instanceof ArrayNode raising) {
            for (var claim : raising) {
                if (claim instanceof ObjectNode object) {
                    giveId(object, ArticleCommands.newId(NewClaim.class));
                }
            }
        }
    }

    private static void giveId(ObjectNode sent, String field) {
        if (!field.isEmpty() && !sent.hasNonNull(field)) {
            sent.put(field, "c" + StrictJson.random(6));
        }
    }

    /**
     * The body by which a repeated request is recognised, without the identities of sources. Its hash is stored, and stays when a source is
     * shredded: were an identity part of it, somebody could find that out by trying names.
     */
    private static byte[] withoutIdentities(ObjectNode sent, Set<SourceId> given) {
        var known = sent.toString();
        for (var id : given) {
            known = known.replace(id.value(), "");
        }
        return known.getBytes(StandardCharsets.UTF_8);
    }
}
