package stet.domain.checking;

import com.ibm.icu.text.SpoofChecker;
import java.util.HashMap;
import java.util.Map;

/** Letters of other scripts that look like those of the Latin alphabet, by Unicode's list of them. */
final class Lookalikes {
    /** Where letters like ours are: what phoneticians write, Greek, Cyrillic, Armenian; Cherokee has capitals only. */
    private static final int[][] BLOCKS = {{0x0250, 0x02AF}, {0x0370, 0x058F}, {0x13A0, 0x13F4}};

    private static final Map<Character, Character> LATIN = latin();

    private Lookalikes() {}

    /** The Latin letter that looks like this one, or this one. */
    static char latin(char letter) {
        return letter < 0x80 ? letter : LATIN.getOrDefault(letter, letter);
    }

    private static Map<Character, Character> latin() {
        var spoof =
                new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
        var bySkeleton = new HashMap<String, Character>();
        for (var letter = 'A'; letter <= 'Z'; letter++) {
            bySkeleton.putIfAbsent(spoof.getSkeleton(String.valueOf(letter)), letter);
        }
        for (var letter = 'a'; letter <= 'z'; letter++) {
            bySkeleton.put(spoof.getSkeleton(String.valueOf(letter)), letter);
        }
        var latin = new HashMap<Character, Character>();
        for (var block : BLOCKS) {
            for (var other = block[0]; other <= block[1]; other++) {
                var like = bySkeleton.get(spoof.getSkeleton(Character.toString(other)));
                if (like != null) {
                    latin.put((char) other, like);
                }
            }
        }
        return Map.copyOf(latin);
    }
}
