package stet.web.access;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody signed in or was refused, or did something with a password, a token or a backup. It holds no password, no token, and no name
 * that nobody has: people type their password into the field of the name.
 *
 * @param who did it; null for a stranger
 * @param whom it is about; null where nobody is known
 * @param address from where; empty for what the program did of its own accord or counted together
 * @param about which token or which file; null where there is none
 * @param outcome {@code done}, or why it was refused, as the problem's type has it
 * @param first when it happened
 * @param last when it happened again, where refusals of one kind are counted together
 * @param times how often
 */
public record AccessEvent(
        String id,
        Kind kind,
        @Nullable String who,
        @Nullable String whom,
        String address,
        @Nullable String about,
        String outcome,
        Instant first,
        Instant last,
        long times) {

    /** What sort of thing; the name is kept. */
    public enum Kind {
        SIGNED_IN("Signed in"),
        SIGN_IN_REFUSED("Was refused a sign-in"),
        SIGNED_OUT("Signed out"),
        PASSWORD_GRANTED("Was given a first password"),
        PASSWORD_CHANGED("Changed their password"),
        PASSWORD_RESET("Was given a new password"),
        TOKEN_MADE("Made a token"),
        TOKEN_ENDED("Ended a token"),
        TOKENS_ENDED("All tokens were ended"),
        TOKEN_REFUSED("A token was refused"),
        BACKUP_TAKEN("Took a backup"),
        READ_IN_CONFIDENCE("Read an article that few may read");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /** What became of it, as a sentence. */
    public String became() {
        var words = outcome.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
