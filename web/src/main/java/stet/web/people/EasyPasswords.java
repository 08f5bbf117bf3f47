package stet.web.people;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;

/** Which passwords guessers come to soon, by the estimate of zxcvbn: those that many have, rows, repetitions, dates and what is made of them. */
final class EasyPasswords {
    /** Of a hundred million guesses: so many are made in an instant once the hashes are stolen. */
    private static final int STRONG = 3;

    /**
     * Each of these may stand for several letters, and zxcvbn tries them all, which takes seconds for a few dozen. What has more than
     * {@value #MOST_SIGNS} kinds of them is in nobody's list, and a beginning that is strong is enough.
     */
    private static final String SIGNS = "@({[</!|$+%";

    private static final int MOST_SIGNS = 3;
    private static final int ENOUGH = 48;

    private static final Zxcvbn ESTIMATE = new Zxcvbn();

    private EasyPasswords() {}

    /** @param names of its owner, which do not make it harder */
    static boolean has(String password, List<String> names) {
        return SIGNS.chars().filter(sign -> password.indexOf(sign) >= 0).count() <= MOST_SIGNS
                && ESTIMATE.measure(password.substring(0, Math.min(ENOUGH, password.length())), names)
                                .getScore()
                        < STRONG;
    }
}
