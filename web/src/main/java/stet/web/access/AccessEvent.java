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
 * @param about which token, passkey, file, article or source, or which address letters went to; null where there is none
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
        /** In a browser in which they had not signed in before, while there are others in which they had. */
        SIGNED_IN_ELSEWHERE("Signed in at a new place", true),
        SIGN_IN_REFUSED("Was refused a sign-in"),
        SIGNED_OUT("Signed out"),
        /** The first administrator's. */
        LINK_MADE("The link for the first administrator was made"),
        LINK_USED("Set a first password by the link for the first administrator", true),
        LINK_REFUSED("Was refused the link for the first administrator"),
        PASSWORD_LINK_REFUSED("Was refused a link to set a password"),
        INVITED("Was invited"),
        INVITATION_USED("Came in by an invitation", true),
        /** No letter says so: the link goes by letter itself. */
        PASSWORD_FORGOTTEN("Was sent a link to set a new password", true, false),
        PASSWORD_SET_BY_LINK("Set a new password by a link", true),
        SIGNED_OUT_EVERYWHERE("Signed out everywhere", true),
        ADDRESS_CHANGED("Changed where letters go", true),
        LEFT("Left the newsroom, and signs in no more"),
        PASSWORD_GRANTED("Was given a first password", true),
        PASSWORD_CHANGED("Changed their password", true),
        PASSWORD_RESET("Was given a new password", true),
        CAME_BY_SINGLE_SIGN_ON("Came in by single sign-on for the first time", true),
        SECOND_FACTOR_SET("Set up a second factor", true),
        SECOND_FACTOR_TAKEN_AWAY("A second factor was taken away", true),
        RECOVERY_CODES_MADE("Made new recovery codes", true),
        RECOVERY_CODE_USED("Used a recovery code", true),
        PASSKEY_MADE("Made a passkey", true),
        PASSKEY_REMOVED("Removed a passkey", true),
        PASSKEYS_REMOVED("All passkeys were removed", true),
        TOKEN_MADE("Made a token", true),
        TOKEN_ENDED("Ended a token", true),
        TOKENS_ENDED("All tokens were ended", true),
        TOKEN_REFUSED("A token was refused"),
        BACKUP_TAKEN("Took a backup"),
        HISTORY_EXPORTED("Took a part of the history away"),
        READ_IN_CONFIDENCE("Read an article that few may read"),
        SOURCE_READ("Read who a confidential source is");

        private final String sentence;
        private final boolean told;
        private final boolean toldByLetter;

        Kind(String sentence) {
            this(sentence, false);
        }

        Kind(String sentence, boolean told) {
            this(sentence, told, told);
        }

        Kind(String sentence, boolean told, boolean toldByLetter) {
            this.sentence = sentence;
            this.told = told;
            this.toldByLetter = toldByLetter;
        }

        public String sentence() {
            return sentence;
        }

        /** Whether the owner of the sign-in is told, whoever did it: it may not have been them. */
        public boolean isTold() {
            return told;
        }

        /** Whether a letter says so, too. */
        boolean isToldByLetter() {
            return toldByLetter;
        }
    }

    /** What became of it, as a sentence. */
    public String became() {
        var words = outcome.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
