package stet.domain.article;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.ClaimId;
import stet.domain.checking.ClaimKind;
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
