package stet.domain.article;

import java.util.Arrays;
import java.util.stream.Collectors;
import stet.domain.InvalidValue;

/**
 * A requirement as somebody asks for it.
 *
 * @param number of its unit; 0 where the requirement has none
 */
public record Required(Requirement requirement, int number) {
    public Required {
        if (!requirement.counts() && number != 0) {
            throw new InvalidValue("'%s' has no number".formatted(requirement.key()));
        }
        if (number < requirement.least() || number > requirement.most()) {
            throw new InvalidValue("'%s' is of %,d to %,d %s"
                    .formatted(requirement.key(), requirement.least(), requirement.most(), requirement.unit()));
        }
    }

    /** With the number that is usual. */
    public static Required of(Requirement requirement) {
        return new Required(requirement, requirement.usual());
    }

    /**
     * As it is written in an address: {@code no-waived-check}, or {@code sources:2}.
     *
     * @throws InvalidValue if it is none of those that there are
     */
    public static Required read(String written) {
        var colon = written.indexOf(':');
        var key = colon < 0 ? written : written.substring(0, colon);
        var requirement = Requirement.of(key)
                .orElseThrow(() -> new InvalidValue("There is no requirement '%s'; there are %s"
                        .formatted(
                                key,
                                Arrays.stream(Requirement.values())
                                        .map(Requirement::key)
                                        .collect(Collectors.joining(", ")))));
        return colon < 0 ? of(requirement) : new Required(requirement, number(written.substring(colon + 1)));
    }

    private static int number(String written) {
        try {
            return Integer.parseInt(written);
        } catch (NumberFormatException e) {
            throw new InvalidValue(
                    written.isBlank()
                            ? "Say the number, or leave the requirement out"
                            : "'%s' is not a whole number".formatted(written));
        }
    }

    /** As {@link #read} takes it. */
    public String written() {
        return requirement.counts() ? "%s:%d".formatted(requirement.key(), number) : requirement.key();
    }

    /** What it asks of an edition, without a full stop. */
    public String sentence() {
        return requirement.sentence(number);
    }
}
