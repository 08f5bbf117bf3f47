package stet.web.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.desk.Desk;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.article.Article;
import stet.domain.article.ArticleEvent;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.ClaimMarkedNotCheckable;
import stet.domain.article.ArticleEvent.ClaimQueried;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ClaimRestored;
import stet.domain.article.ArticleEvent.QueryAnswered;
import stet.domain.article.Claim;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Passage;
import stet.domain.content.Trace;
import stet.domain.content.Words;
import stet.history.ChecksOf;
import stet.history.DeedsOf;
import stet.history.Entry;
import stet.history.History;
import stet.history.ProvenanceOf;
import stet.workflow.PastStates;

/** Where the words of an article come from, and what stands behind them: who wrote them, who checked them on what, who signed them. */
@Component
public final class Provenances {
    private static final Set<Class<? extends ArticleEvent>> OF_CLAIMS = Set.of(
            ClaimConfirmed.class,
            ClaimDisputed.class,
            ClaimCorrected.class,
            ClaimMarkedNotCheckable.class,
            ClaimQueried.class,
            QueryAnswered.class,
            ClaimReopened.class,
            ClaimRestored.class);

    private final Desk desk;
    private final History history;
    private final PastStates past;

    Provenances(Desk desk, History history, PastStates past) {
        this.desk = desk;
        this.history = history;
        this.past = past;
    }

    /**
     * Of an earlier revision, what had been found and signed of its words before the next one began.
     *
     * @param claims those that stood in the words
     * @param signed the passages that were signed off as they stood
     * @param next the piece of the text with which the rest begins, or null where the parts have all of them
     */
    public record Provenance(
            int revision,
            List<ProvenanceOf.Part> parts,
            List<ClaimStory> claims,
            List<SignedPassage> signed,
            @Nullable Integer next) {
        /** Pieces of a text that one answer has; a story of 5,000 words that many have written anew has fewer. */
        static final int MOST_PIECES = 10_000;

        /**
         * As much of it as one answer has.
         *
         * @param first the piece of the text with which it begins, counted from 0
         * @throws InvalidValue if there can be no such piece
         */
        public Provenance from(int first) {
            if (first < 0) {
                throw new InvalidValue("The pieces of a text are counted from 0");
            }
            var some = new ArrayList<ProvenanceOf.Part>();
            var begins = 0L;
            var end = (long) first + MOST_PIECES;
            for (var part : parts) {
                var ends = begins + part.spans().size();
                if (begins < end && ends > first) {
                    some.add(new ProvenanceOf.Part(
                            part.part(),
                            part.words(),
                            part.spans().subList((int) (Math.max(first, begins) - begins), (int)
                                    (Math.min(end, ends) - begins))));
                }
                begins = ends;
            }
            return new Provenance(revision, some, claims, signed, end < begins ? Integer.valueOf((int) end) : null);
        }
    }

    /**
     * A claim with what was done about it, in order.
     *
     * @param deeds while the revision stood, and before
     * @param since what was done later; none for the last revision
     * @param now what became of it; null where it is as it was
     */
    public record ClaimStory(
            String id,
            ClaimKind kind,
            Anchor anchor,
            Verdict verdict,
            List<Source> sources,
            List<Entry> deeds,
            List<Entry> since,
            @Nullable Later now) {
        /** Whether any of these words lie in it. */
        public boolean isAt(String part, int start, int end) {
            return anchor.place().key().equals(part) && anchor.start() < end && anchor.end() > start;
        }
    }

    /**
     * What became of a claim of an earlier revision.
     *
     * @param anchor the words it is about now, or null where it lapsed or was withdrawn
     * @param verdict null likewise
     */
    public record Later(@Nullable Anchor anchor, @Nullable Verdict verdict, List<Source> sources) {}

    /**
     * A passage that somebody signed off as it stood.
     *
     * @param part a key of {@link stet.domain.content.Content#written()}
     * @param start first character within the part
     * @param end one past the last
     * @param deed the last sign-off that was of it, or null where it went to this passage with its words
     * @param stands whether what it said is signed off to this day, wherever it stands
     */
    public record SignedPassage(
            String passage,
            String part,
            int start,
            int end,
            String name,
            @Nullable Entry deed,
            boolean stands) {
        /** Whether any of these words lie in it. */
        public boolean isAt(String its, int from, int to) {
            return part.equals(its) && start < to && end > from;
        }
    }

    /**
     * @param revision of which, or null for the last
     * @return empty if there is no such article
     * @throws stet.domain.InvalidValue if it has no such revision
     */
    public Optional<Provenance> of(ArticleId id, @Nullable Integer revision) {
        return history.provenance(new ProvenanceOf(id, revision))
                .flatMap(words -> desk.workingCopy(new WorkingCopy(id)).map(copy -> with(words, copy)));
    }

    private Provenance with(ProvenanceOf.Answer words, WorkingCopy.Answer copy) {
        var now = copy.article();
        if (words.revision() == now.revision()) {
            return new Provenance(
                    words.revision(),
                    words.parts(),
                    claims(now, now, Long.MAX_VALUE),
                    signed(now, now, Long.MAX_VALUE, copy.names()),
                    null);
        }
        var then = past.inRevision(now.id(), words.revision()).orElseThrow();
        return new Provenance(
                words.revision(),
                words.parts(),
                claims(then.article(), now, then.sequence()),
                signed(then.article(), now, then.sequence(), copy.names()),
                null);
    }

    /** @param last the sequence of the last event that is in the article as it was */
    private List<ClaimStory> claims(Article then, Article now, long last) {
        var deeds = history.deeds(new DeedsOf(then.id(), OF_CLAIMS)).stream()
                .filter(deed -> deed.about() != null)
                .collect(Collectors.groupingBy(deed -> String.valueOf(deed.about())));
        return then.claims().values().stream()
                .map(claim -> {
                    var its = deeds.getOrDefault("claim/" + claim.id(), List.of());
                    return new ClaimStory(
                            claim.id().value(),
                            claim.kind(),
                            claim.anchor(),
                            claim.verdict(),
                            claim.sources(),
                            its.stream().filter(deed -> deed.sequence() <= last).toList(),
                            its.stream().filter(deed -> deed.sequence() > last).toList(),
                            later(claim, now.claims().get(claim.id())));
                })
                .toList();
    }

    private static @Nullable Later later(Claim then, @Nullable Claim now) {
        if (now == null) {
            return new Later(null, null, List.of());
        }
        return now.verdict() == then.verdict()
                        && now.sources().equals(then.sources())
                        && Words.same(now.anchor().words(), then.anchor().words())
                ? null
                : new Later(now.anchor(), now.verdict(), now.sources());
    }

    private List<SignedPassage> signed(Article then, Article now, long sequence, Map<PersonId, String> names) {
        var last = new HashMap<String, Entry>();
        for (var signOff : history.signOffs(new ChecksOf(then.id()))) {
            if (signOff.deed().sequence() <= sequence) {
                signOff.passages().forEach(passage -> last.put(passage, signOff.deed()));
            }
        }
        var signed = then.signed();
        var stand = stillSigned(then, now);
        return Passage.of(then.content()).values().stream()
                .filter(passage -> signed.containsKey(passage.key()))
                .map(passage -> {
                    var by = signed.get(passage.key());
                    var deed = last.get(passage.key());
                    return new SignedPassage(
                            passage.key(),
                            passage.part(),
                            passage.start(),
                            passage.end(),
                            deed == null ? names.getOrDefault(by, String.valueOf(by)) : deed.name(),
                            deed,
                            stand.contains(passage.key()));
                })
                .toList();
    }

    /** The passages that were signed off and still say what they said, by the keys that they had, if they are signed off now. */
    private static Set<String> stillSigned(Article then, Article now) {
        var stand = new HashSet<String>();
        var signed = then.signed().keySet();
        var after = Passage.of(now.content());
        Passage.of(then.content()).forEach((key, passage) -> {
            var same = after.get(key);
            if (same != null
                    && Words.same(same.words(), passage.words())
                    && now.signed().containsKey(key)) {
                stand.add(key);
            }
        });
        if (!stand.containsAll(signed)) {
            Trace.of(then.content(), now.content(), List.of())
                    .stillSigned(signed)
                    .forEach((key, was) -> {
                        if (now.signed().containsKey(key)) {
                            stand.add(was);
                        }
                    });
        }
        return stand;
    }
}
