package stet.web.newsroom.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import stet.domain.InvalidValue;
import stet.search.Question;

/** What stands in the address of a search, read and written. Blank is no filter. */
final class AsTyped {
    private AsTyped() {}

    /** The number of a page, 1 where there is none of it. */
    static int page(String typed, int hits) {
        return typed.matches("[1-9][0-9]?") ? Math.min(Integer.parseInt(typed), Question.DEEPEST / hits) : 1;
    }

    /** @throws InvalidValue if there is none that is called so */
    static <E extends Enum<E>> @Nullable E one(E[] all, String typed) {
        if (typed.isBlank()) {
            return null;
        }
        return Arrays.stream(all)
                .filter(each -> path(each).equals(typed))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("There is no '%s' to look among; there are %s"
                        .formatted(typed, Arrays.stream(all).map(AsTyped::path).collect(Collectors.joining(", ")))));
    }

    static String path(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An address that says all of this that is not empty. */
    static String address(String path, SequencedMap<String, String> said) {
        said.values().removeIf(String::isEmpty);
        var address = UriComponentsBuilder.fromPath(path);
        said.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(said).toUriString();
    }
}
