package stet.domain.article;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommentId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.content.Anchor;
import stet.domain.content.Content;
import stet.domain.content.WordSearch;

/** What may be asked of an article. A wish: it may be refused. Who asks, and when, stands in the {@link stet.domain.Act} beside it. */
public sealed interface ArticleCommand {
    ArticleId articleId();

    /** What writers and editors do with the words and with the article as a piece of work. */
    sealed interface Drafting extends ArticleCommand {}

    /** What checkers do with claims, and writers with questions. */
    sealed interface Checking extends ArticleCommand {}

    /** What picture editors do. */
    sealed interface Captioning extends ArticleCommand {}

    /** What publishers and standards editors do. */
    sealed interface Publishing extends ArticleCommand {}

    /** What publishers and standards editors do so that few read an article, and who read it although it was not theirs. */
    sealed interface Confiding extends ArticleCommand {}

    /** What a court or the law has a standards editor do. */
    sealed interface Redacting extends ArticleCommand {}

    /** What somebody approves as they saw it, and so says in which revision they did (rule 28). */
    interface AsSeen {
        /** The revision that whoever asks had before them. */
        int revision();
    }

    record DraftArticle(
            ArticleId articleId,
            DeskId desk,
            Content content,
            @Nullable OriginalFile origin) implements Drafting {}

    /**
     * @param basedOn the revision that {@code content} was made from
     * @param black how many letters were black in it then; words that were taken out since (rule 48) would come back otherwise
     */
    record ReviseContent(ArticleId articleId, int basedOn, int black, Content content) implements Drafting {
        /** Of a revision in which nothing was black. */
        public ReviseContent(ArticleId articleId, int basedOn, Content content) {
            this(articleId, basedOn, 0, content);
        }
    }

    /**
     * Puts other words wherever these stand, as one revision. Those that somebody else has written since stay as they are.
     *
     * @param basedOn the revision in which they were looked for
     * @param with what stands there from now on; empty to cut
     * @param except the ids of those that stay ({@link WordSearch.Occurrence#id})
     */
    record ReplaceWords(
            ArticleId articleId,
            int basedOn,
            String find,
            List<WordSearch.Option> options,
            String with,
            List<String> except)
            implements Drafting {
        /** @throws InvalidValue if nothing is looked for, or too much */
        public WordSearch search() {
            return new WordSearch(find, Set.copyOf(options));
        }
    }

    /**
     * Puts back what an earlier revision said, as a new revision; what somebody else has written since {@code basedOn} is merged with it.
     *
     * @param basedOn the revision that whoever asks had before them
     * @param restored the revision that comes back
     * @param passage the key of what comes back alone: {@code headline} and its like, or {@code block/} and a block's id; null for all
     * @param from the first character of what comes back alone of the passage's own words as they were, in UTF-16 units from 0; whoever
     *     begins within a word has all of it. Null for the whole passage. A list's items have a line end between them
     * @param to one past the last character; null together with {@code from}
     */
    record RestoreRevision(
            ArticleId articleId,
            int basedOn,
            int restored,
            @Nullable String passage,
            @Nullable Integer from,
            @Nullable Integer to)
            implements Drafting {
        /** @throws InvalidValue if the characters are none, or it is not said of which passage they are */
        public RestoreRevision {
            if ((from == null) != (to == null)) {
                throw new InvalidValue("Say from where and to where the words stood, or neither");
            }
            if (from != null && to != null && (from < 0 || from >= to)) {
                throw new InvalidValue("The words begin before they end, and no earlier than their passage");
            }
            if (from != null && passage == null) {
                throw new InvalidValue("Say in which passage the words stood");
            }
        }

        /** Of a whole revision, or a whole passage of it. */
        public RestoreRevision(ArticleId articleId, int basedOn, int restored, @Nullable String passage) {
            this(articleId, basedOn, restored, passage, null, null);
        }
    }

    record AssignArticle(
            ArticleId articleId,
            PersonId person,
            Role role,
            @Nullable Instant due) implements Drafting {}

    record UnassignArticle(ArticleId articleId, PersonId person, Role role) implements Drafting {}

    record MoveToDesk(ArticleId articleId, DeskId desk) implements Drafting {}

    record SubmitForChecking(ArticleId articleId) implements Drafting {}

    /** @param commentId what the request is called where it is answered */
    record RequestChanges(ArticleId articleId, CommentId commentId, String note) implements Drafting {}

    /**
     * @param mentions people who are told of it, besides those whom its words call by {@code @} and their name
     * @param answers the comment or the request for changes that it answers, or null
     */
    record AddComment(
            ArticleId articleId,
            CommentId commentId,
            String text,
            @Nullable Anchor anchor,
            List<PersonId> mentions,
            @Nullable CommentId answers)
            implements Drafting {
        /** One that answers no other. */
        public AddComment(
                ArticleId articleId,
                CommentId commentId,
                String text,
                @Nullable Anchor anchor,
                List<PersonId> mentions) {
            this(articleId, commentId, text, anchor, mentions, null);
        }
    }

    /** Puts a comment otherwise, as only its writer can and only while nobody has resolved it. */
    record EditComment(ArticleId articleId, CommentId commentId, String text) implements Drafting {}

    record ResolveComment(ArticleId articleId, CommentId commentId) implements Drafting {}

    /** Abandons an article that was never published. */
    record SpikeArticle(ArticleId articleId, String reason) implements Drafting {}

    record ReviveArticle(ArticleId articleId) implements Drafting {}

    record RaiseClaim(ArticleId articleId, ClaimId claimId, ClaimKind kind, Anchor anchor) implements Checking {}

    record QueryClaim(ArticleId articleId, ClaimId claimId, String question) implements Checking {}

    /**
     * A question about words, whether or not they are in a claim.
     *
     * @param claimId for the claim that is raised on them, where they lie in none; otherwise the smallest that they lie in is queried
     */
    record QueryWords(ArticleId articleId, ClaimId claimId, ClaimKind kind, Anchor anchor, String question)
            implements Checking {}

    record AnswerQuery(ArticleId articleId, ClaimId claimId, String answer) implements Checking {}

    record ConfirmClaim(ArticleId articleId, ClaimId claimId, List<Source> sources) implements Checking {}

    /**
     * Confirms several claims from the same sources, all or none.
     *
     * @param claims those that stand already
     * @param raising statements on which nobody has raised a claim yet; they are raised in the same act
     */
    record ConfirmClaims(ArticleId articleId, List<ClaimId> claims, List<NewClaim> raising, List<Source> sources)
            implements Checking {
        /** More than anybody has from one source; each is an event or two, of which every read model writes something. */
        public static final int MOST = 200;

        public ConfirmClaims {
            claims = List.copyOf(new LinkedHashSet<>(claims));
            raising = List.copyOf(raising);
            if (claims.isEmpty() && raising.isEmpty()) {
                throw new InvalidValue("Choose at least one claim or statement to confirm");
            }
            if (claims.size() + raising.size() > MOST) {
                throw new InvalidValue(
                        "At most %d claims are confirmed in one act; choose fewer, and the others after them"
                                .formatted(MOST));
            }
        }
    }

    /** A claim that is yet to be raised. */
    record NewClaim(ClaimId claimId, ClaimKind kind, Anchor anchor) {}

    record DisputeClaim(ArticleId articleId, ClaimId claimId, String finding, List<Source> sources)
            implements Checking {}

    /** @param words what stands there from now on; empty to cut */
    record CorrectClaim(ArticleId articleId, ClaimId claimId, Remedy remedy, String words, List<Source> sources)
            implements Checking {}

    record MarkNotCheckable(ArticleId articleId, ClaimId claimId, String reason) implements Checking {}

    record ReopenClaim(ArticleId articleId, ClaimId claimId, String reason) implements Checking {}

    /** Reopens all that rests on a source which the newsroom doubts. Sent by Stet itself, since a standards editor doubts it. */
    record ReopenOnDoubt(ArticleId articleId, String locator) implements Checking {}

    record WithdrawClaim(ArticleId articleId, ClaimId claimId, String reason) implements Checking {}

    /** @param revision the one that the checker read; what changed since is not signed off */
    record SignOffFacts(ArticleId articleId, int revision) implements Checking, AsSeen {}

    record ReopenFacts(ArticleId articleId, String reason) implements Checking {}

    record ShredSource(ArticleId articleId, SourceId source, String reason) implements Checking {}

    record ApproveCaption(ArticleId articleId, BlockId figure, int revision) implements Captioning, AsSeen {}

    record ReturnCaption(ArticleId articleId, BlockId figure, String note) implements Captioning {}

    record SignOffCaptions(ArticleId articleId, int revision) implements Captioning, AsSeen {}

    record ReopenCaptions(ArticleId articleId, String reason) implements Captioning {}

    /** @param claim the quotation, for {@link Check#PRIMARY_SOURCE}; null otherwise */
    record WaiveCheck(
            ArticleId articleId, Check check, @Nullable ClaimId claim, String reason, int revision)
            implements Publishing, AsSeen {}

    /** @param until in whole milliseconds, as the ledger tells the time */
    record SetEmbargo(ArticleId articleId, Instant until) implements Publishing {
        public SetEmbargo {
            until = until.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    record LiftEmbargo(ArticleId articleId) implements Publishing {}

    /**
     * @param due in whole milliseconds, as the ledger tells the time
     * @param note what readers are told; needed for a correction and a clarification
     * @param waiving the checks without which it goes out; null for none but those that are waived already
     */
    record SchedulePublication(
            ArticleId articleId,
            Instant due,
            EditionKind kind,
            @Nullable Note note,
            int revision,
            @Nullable Waiving waiving)
            implements Publishing, AsSeen {
        public SchedulePublication {
            due = due.truncatedTo(ChronoUnit.MILLIS);
        }

        /** One that waives nothing. */
        public SchedulePublication(
                ArticleId articleId, Instant due, EditionKind kind, @Nullable Note note, int revision) {
            this(articleId, due, kind, note, revision, null);
        }
    }

    record UnschedulePublication(ArticleId articleId, String reason) implements Publishing {}

    /** The scheduled instant has come. Sent by Stet itself in the name of the publisher who scheduled it. */
    record PublishAsScheduled(ArticleId articleId, Instant due) implements Publishing {}

    /**
     * @param note what readers are told; needed for a correction and a clarification
     * @param waiving the checks without which it goes out; null for none but those that are waived already
     */
    record PublishArticle(
            ArticleId articleId,
            EditionKind kind,
            @Nullable Note note,
            int revision,
            @Nullable Waiving waiving) implements Publishing, AsSeen {
        /** One that waives nothing. */
        public PublishArticle(ArticleId articleId, EditionKind kind, @Nullable Note note, int revision) {
            this(articleId, kind, note, revision, null);
        }
    }

    /**
     * The checks that a publisher waives in the same act as they publish: all of it is done, or nothing.
     *
     * @param checks in the order in which they are made, each once
     */
    record Waiving(List<Check> checks, String reason) {
        public Waiving {
            checks = checks.stream().distinct().sorted().toList();
            if (checks.isEmpty()) {
                throw new InvalidValue("Say which checks it goes out without, or give no reason for a waiver");
            }
            if (checks.contains(Check.PRIMARY_SOURCE)) {
                throw new InvalidValue(
                        "The primary source of a quotation is waived by itself, since a checker still has to give a verdict then;"
                                + " what goes out without a check goes out without the sign-off of the facts or of the captions");
            }
        }
    }

    record AttachEditorsNote(ArticleId articleId, String note) implements Publishing {}

    record HoldArticle(ArticleId articleId, String reason) implements Publishing {}

    record ReleaseHold(ArticleId articleId) implements Publishing {}

    record KillArticle(ArticleId articleId, String reason, String notice) implements Publishing {}

    /**
     * Lets nobody read the article but those whose words it is, those who were given it, these, and whom the reading rules name besides.
     *
     * @param readers all to whom it is confided from now on, besides whoever wrote in it and the publisher who asks
     */
    record MakeConfidential(ArticleId articleId, List<PersonId> readers, String reason) implements Confiding {}

    /** Lets those read it again who read articles of its desk. */
    record LiftConfidentiality(ArticleId articleId) implements Confiding {}

    /** Opens an article to whoever asks and may not read it, for an hour (break-glass). */
    record BreakGlass(ArticleId articleId, String reason) implements Confiding {}

    /**
     * Records that words were taken out of what is stored of an article, for good. Stet finds where they stand; they never come this far.
     *
     * @param ground by which it has to be, such as an order of a court
     * @param redacted the events in which they stand
     */
    record RedactWords(ArticleId articleId, String ground, List<ArticleEvent.Redacted> redacted) implements Redacting {
        public RedactWords {
            redacted = List.copyOf(redacted);
        }
    }
}
