package stet.web.newsroom;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import stet.domain.InvalidValue;

/** What stands in the address of a page that is narrowed, read and written. Blank is no filter. */
public final class AsTyped {
    private AsTyped() {}

    /** @throws InvalidValue if there is none that is called so */
    public static <E extends Enum<E>> @Nullable E one(E[] all, String typed) {
        if (typed.isBlank()) {
            return null;
        }
        return Arrays.stream(all)
                .filter(each -> path(each).equals(typed))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("There is no '%s' to look among; there are %s"
                        .formatted(typed, Arrays.stream(all).map(AsTyped::path).collect(Collectors.joining(", ")))));
    }

    /** As it stands in an address: {@code with-checkers}. */
    public static String path(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An address that says all of this that is not empty. */
    public static String address(String path, Map<String, String> said) {
        var names = said.keySet().stream()
                .filter(name -> !said.getOrDefault(name, "").isEmpty())
                .toList();
        var address = UriComponentsBuilder.fromPath(path);
        names.forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(said).toUriString();
    }
}
