package stet.domain.article;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.PersonId;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.WordDiff;

/**
 * An edition that put something right or made it clear, and who had answered for the words that were wrong: which sign-off covered them when
 * they came out, and what had been found of them, by whom, from which source (rule 47).
 *
 * @param edition the number of the edition that put it right
 * @param by who published that
 * @param sequence of the event by which they did, among the article's own
 * @param wrongEdition the number of the edition before, in which the words stood
 * @param wrongRevision the revision that was published by it
 * @param passages in the order in which the note names them
 */
public record Correction(
        int edition,
        EditionKind kind,
        Note note,
        PersonId by,
        Instant at,
        long sequence,
        int wrongEdition,
        int wrongRevision,
        List<Wrong> passages) {
    public Correction {
        passages = List.copyOf(passages);
    }

    /** All corrections and clarifications of an article, in order, from all that ever happened to it, from the draft on. */
    public static List<Correction> of(List<Happened> happened) {
        return CorrectionTrail.of(happened);
    }

    /**
     * A piece that the note names.
     *
     * @param passage its key in {@link stet.domain.content.Content#printed()}
     * @param words how it read and how it reads now, word by word
     * @param amended the words that were wrong, as they stood in the edition before; an empty one where words were missing; none where the
     *     piece stood nowhere before, and where only its place or its look is another
     * @param signedOff who had signed the passages in which they stood; nobody where it is empty
     * @param found what claims were on these words, with what was found of them; none where it is empty
     * @param waived on whose word they went out without a sign-off; nobody's where they were signed off
     */
    public record Wrong(
            String passage,
            List<WordDiff.Piece> words,
            List<String> amended,
            List<SignedOff> signedOff,
            List<Found> found,
            List<Waived> waived) {
        public Wrong {
            words = List.copyOf(words);
            amended = List.copyOf(amended);
            signedOff = List.copyOf(signedOff);
            found = List.copyOf(found);
            waived = List.copyOf(waived);
        }
    }

    /**
     * Somebody had signed a passage, or approved a caption.
     *
     * @param of what it was of
     * @param revision the one that they had read
     * @param sequence of the event, among the article's own
     */
    public record SignedOff(Of of, PersonId who, Instant at, int revision, long sequence) {
        public enum Of {
            FACTS,
            /** One caption. */
            CAPTION,
            /** All captions together. */
            CAPTIONS
        }
    }

    /**
     * A claim that lay on the words.
     *
     * @param words that it was on
     * @param verdict that stood when they came out
     * @param by who had found that; null where nobody had looked at it
     * @param at when, or null
     * @param sequence of the event, among the article's own, or null
     * @param waived on whose word a quotation stood without a primary source, or null
     */
    public record Found(
            ClaimId claim,
            ClaimKind kind,
            String words,
            Verdict verdict,
            List<Source> sources,
            @Nullable PersonId by,
            @Nullable Instant at,
            @Nullable Long sequence,
            @Nullable Waived waived) {
        public Found {
            sources = List.copyOf(sources);
        }
    }

    /** @param sequence of the event, among the article's own */
    public record Waived(Check check, String reason, PersonId who, Instant at, long sequence) {
        static Waived of(ArticleEvent.CheckWaived event, Act act, long sequence) {
            return new Waived(event.check(), event.reason(), act.who(), act.at(), sequence);
        }
    }
}
