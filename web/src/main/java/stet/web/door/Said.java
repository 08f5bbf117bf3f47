package stet.web.door;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.domain.InvalidValue;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.content.Words;
import stet.workflow.Repeat;
import stet.workflow.Request;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person says along with a command.
 *
 * @param role in which they act; null for the first of theirs that may do this
 * @param why null where they give no reason
 * @param repeat by what the request is known again; null where it may simply be done again
 * @param identities of the confidential sources that the command names
 */
public record Said(
        @Nullable Role role,
        @Nullable String why,
        @Nullable Repeat repeat,
        Map<SourceId, Request.Identity> identities) {
    private static final int LONGEST_WHY = 4_000;

    public Said {
        if (why != null && why.length() > LONGEST_WHY) {
            throw new InvalidValue("A reason has at most %,d characters".formatted(LONGEST_WHY));
        }
    }

    public static Said nothing() {
        return nothingBut(null);
    }

    /** No role and no reason, but a key perhaps. */
    public static Said nothingBut(@Nullable Repeat repeat) {
        return new Said(null, null, repeat, Map.of());
    }

    /** Takes out of a body what is about the act and not about what is asked: {@code why} and, as a role, {@code as}. */
    public static Said takenFrom(ObjectNode sent, @Nullable Repeat repeat, Map<SourceId, Request.Identity> identities) {
        var why = StrictJson.take(sent, "why");
        var as = StrictJson.take(sent, "as");
        if (why != null && !why.isBlank() && !Words.saysSomething(why)) {
            throw new InvalidValue("The reason in 'why' says nothing that can be seen; say something, or leave it out");
        }
        return new Said(as == null ? null : role(as), why == null ? null : Words.visible(why), repeat, identities);
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        "There is no role '%s'; there are %s".formatted(name, Arrays.toString(Role.values()))));
    }
}
