package stet.web.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/** What guessers try first: a list of passwords that many have, and what is as easily thought of. */
final class CommonPasswords {
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
    private static final int FEW = 5;
    private static final Set<String> LIST = list();

    private CommonPasswords() {}

    /** Whether it is one of the list, perhaps with digits and signs round it or more than once, or a row of few or neighbouring characters. */
    static boolean holds(String password) {
        var folded = password.strip().toLowerCase(Locale.ROOT);
        return LIST.contains(folded)
                || LIST.contains(AROUND.matcher(folded).replaceAll(""))
                || folded.codePoints().distinct().count() < FEW
                || isRepeated(folded)
                || isRow(folded);
    }

    private static boolean isRepeated(String password) {
        for (var length = 1; length <= password.length() / 2; length++) {
            var once = password.substring(0, length);
            if (password.length() % length == 0
                    && (length <= FEW || LIST.contains(once))
                    && once.repeat(password.length() / length).equals(password)) {
                return true;
            }
        }
        return false;
    }

    /** As in {@code abcdefghijkl} and {@code 098765432109}. */
    private static boolean isRow(String password) {
        var up = true;
        var down = true;
        for (var at = 1; at < password.length(); at++) {
            var step = password.charAt(at) - password.charAt(at - 1);
            up &= step == 1 || step == -9;
            down &= step == -1 || step == 9;
        }
        return up || down;
    }

    private static Set<String> list() {
        try {
            return new ClassPathResource("stet/people/common-passwords.txt")
                    .getContentAsString(UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
