package stet.domain.article;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ClaimId;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Locator;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;

/**
 * A span of text that can be checked, and what was found of it so far.
 *
 * @param question the checker's open question to the writer, or null
 */
public record Claim(
        ClaimId id,
        ClaimKind kind,
        Anchor anchor,
        Verdict verdict,
        List<Source> sources,
        @Nullable String question) {
    public Claim {
        sources = List.copyOf(sources);
    }

    /**
     * The sources that what was found of it rests on. An open question, and what could not be checked, rest on none, though it may be known
     * what was consulted before.
     */
    public List<Source> restsOn() {
        return switch (verdict) {
            case CONFIRMED, CORRECTED, DISPUTED -> sources;
            case UNCHECKED, QUERIED, NOT_CHECKABLE -> List.of();
        };
    }

    /** Whether what was found of it rests on this source. */
    boolean restsOn(Locator locator) {
        return restsOn().stream()
                .anyMatch(source -> Locator.of(source).filter(locator::equals).isPresent());
    }

    static Claim raised(ClaimId id, ClaimKind kind, Anchor anchor) {
        return new Claim(id, kind, anchor, Verdict.UNCHECKED, List.of(), null);
    }

    Claim found(Verdict now, List<Source> on) {
        return new Claim(id, kind, anchor, now, on, null);
    }

    Claim queried(String asked) {
        return new Claim(id, kind, anchor, Verdict.QUERIED, sources, asked);
    }

    Claim at(Anchor now) {
        return new Claim(id, kind, now, verdict, sources, question);
    }

    Claim as(ClaimKind now) {
        return new Claim(id, now, anchor, verdict, sources, question);
    }
}
