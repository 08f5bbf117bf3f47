package stet.domain.article;

import static stet.domain.RefusalCode.CHANGED_SINCE;
import static stet.domain.RefusalCode.CLAIMS_OPEN;
import static stet.domain.RefusalCode.CONFIDENTIAL_SOURCE_UNFIT;
import static stet.domain.RefusalCode.ID_TAKEN;
import static stet.domain.RefusalCode.NOT_COVERED;
import static stet.domain.RefusalCode.NOT_QUERIED;
import static stet.domain.RefusalCode.NOT_SUBMITTED;
import static stet.domain.RefusalCode.NO_SUCH_CLAIM;
import static stet.domain.RefusalCode.NO_SUCH_REVISION;
import static stet.domain.RefusalCode.NO_SUCH_SOURCE;
import static stet.domain.RefusalCode.OWN_WORDS;
import static stet.domain.RefusalCode.PRIMARY_SOURCE_NEEDED;
import static stet.domain.RefusalCode.QUOTE_REWORDED;
import static stet.domain.RefusalCode.READERS_SETTLED;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.SOURCE_MISSING;
import static stet.domain.RefusalCode.SPAN_NOT_FOUND;
import static stet.domain.article.Workflow.alreadySo;
import static stet.domain.article.Workflow.remark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.Obstacle;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.AnswerQuery;
import stet.domain.article.ArticleCommand.Checking;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.ConfirmClaims;
import stet.domain.article.ArticleCommand.CorrectClaim;
import stet.domain.article.ArticleCommand.DisputeClaim;
import stet.domain.article.ArticleCommand.MarkNotCheckable;
import stet.domain.article.ArticleCommand.QueryClaim;
import stet.domain.article.ArticleCommand.QueryWords;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.article.ArticleCommand.ReopenClaim;
import stet.domain.article.ArticleCommand.ReopenFacts;
import stet.domain.article.ArticleCommand.ReopenOnDoubt;
import stet.domain.article.ArticleCommand.ShredSource;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleCommand.WithdrawClaim;
import stet.domain.article.ArticleEvent.ClaimConfirmed;
import stet.domain.article.ArticleEvent.ClaimCorrected;
import stet.domain.article.ArticleEvent.ClaimDisputed;
import stet.domain.article.ArticleEvent.ClaimMarkedNotCheckable;
import stet.domain.article.ArticleEvent.ClaimQueried;
import stet.domain.article.ArticleEvent.ClaimRaised;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ClaimWithdrawn;
import stet.domain.article.ArticleEvent.FactsReopened;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.article.ArticleEvent.QueryAnswered;
import stet.domain.article.ArticleEvent.SourceShredded;
import stet.domain.checking.Checkables;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Passage;
import stet.domain.content.Place;
import stet.domain.content.Words;
import stet.domain.newsroom.Newsroom;

/** Rules 5 to 10. */
final class CheckingRules {
    private static final String MARKS = "\"“”„«»";
    /** Single marks quote, too; but one within words is an apostrophe. */
    private static final String ANY_MARKS = MARKS + "'‘’‚‹›";

    private CheckingRules() {}

    static List<ArticleEvent> decide(Article article, Checking command, Act act, Newsroom newsroom) {
        var id = article.id();
        return switch (command) {
            case RaiseClaim c ->
                List.of(raised(
                        article,
                        c,
                        article.facts().claimsEver().contains(c.claimId()),
                        article.claims().values().stream()
                                .anyMatch(claim -> claim.kind() == c.kind()
                                        && claim.anchor().equals(c.anchor()))));

            case QueryClaim c
            when claim(article, c.claimId()).verdict() == Verdict.QUERIED ->
                throw alreadySo("The writer has been asked about this already");
            case QueryClaim c -> List.of(new ClaimQueried(id, c.claimId(), remark(c.question(), "The question")));
            case QueryWords c -> query(article, c, act, newsroom);
            case AnswerQuery c
            when claim(article, c.claimId()).verdict() != Verdict.QUERIED ->
                throw new Refused(NOT_QUERIED, "Nobody has asked anything about this claim");
            case AnswerQuery c -> List.of(new QueryAnswered(id, c.claimId(), remark(c.answer(), "The answer")));

            case ConfirmClaim c
            when claim(article, c.claimId()).verdict() == Verdict.CONFIRMED ->
                throw alreadySo("It is confirmed already; reopen it to check it again");
            case ConfirmClaim c -> {
                var claim = notOwn(article, c.claimId(), act);
                if (c.sources().isEmpty()) {
                    throw new Refused(
                            SOURCE_MISSING,
                            "A claim is confirmed from at least one source; say what you checked it against");
                }
                yield List.of(new ClaimConfirmed(id, c.claimId(), fit(article, claim, c.sources())));
            }
            case ConfirmClaims c -> OneSource.decide(article, c, act, newsroom);
            case DisputeClaim c
            when claim(article, c.claimId()).verdict() == Verdict.DISPUTED -> throw alreadySo("It is disputed already");
            case DisputeClaim c -> {
                var claim = notOwn(article, c.claimId(), act);
                var sources = fit(article, claim, c.sources());
                yield List.of(
                        new ClaimDisputed(id, claim.id(), remark(c.finding(), "What speaks against it"), sources));
            }
            case CorrectClaim c -> correct(article, notOwn(article, c.claimId(), act), c, act);
            case MarkNotCheckable c
            when claim(article, c.claimId()).verdict() == Verdict.NOT_CHECKABLE ->
                throw alreadySo("It is marked as not checkable already");
            case MarkNotCheckable c ->
                List.of(new ClaimMarkedNotCheckable(
                        id,
                        notOwn(article, c.claimId(), act).id(),
                        remark(c.reason(), "The reason why it cannot be checked")));
            case ReopenClaim c
            when claim(article, c.claimId()).verdict() == Verdict.UNCHECKED -> throw alreadySo("It is open already");
            case ReopenClaim c -> {
                var claim = claim(article, c.claimId());
                yield List.of(new ClaimReopened(
                        id,
                        claim.id(),
                        claim.verdict(),
                        claim.anchor().words(),
                        claim.anchor(),
                        remark(c.reason(), "The reason for reopening it")));
            }
            case ReopenOnDoubt c -> DoubtRules.reopen(article, c, newsroom);
            case WithdrawClaim c ->
                List.of(new ClaimWithdrawn(
                        id,
                        notOwn(article, c.claimId(), act).id(),
                        remark(c.reason(), "The reason for withdrawing it")));

            case SignOffFacts c -> List.of(signOff(article, c, act));
            case ReopenFacts c when article.signed().isEmpty() -> throw alreadySo("The facts are not signed off");
            case ReopenFacts c ->
                List.of(new FactsReopened(
                        id,
                        List.of(),
                        remark(c.reason(), "The reason for reopening the facts"),
                        List.copyOf(article.signed().keySet())));
            case ShredSource c
            when !article.sources().containsKey(c.source()) ->
                throw new Refused(
                        NO_SUCH_SOURCE, "There is no confidential source of that name here, or it was shredded before");
            case ShredSource c -> {
                remark(c.reason(), "The reason for shredding it");
                yield List.of(new SourceShredded(id, c.source()));
            }
        };
    }

    /**
     * @param idTaken whether there has ever been a claim of this id
     * @param standsAlready whether a claim of this kind stands on just these words
     */
    static ClaimRaised raised(Article article, RaiseClaim command, boolean idTaken, boolean standsAlready) {
        var anchor = command.anchor();
        Bounds.checkClaims(article, 1);
        if (idTaken) {
            throw new Refused(ID_TAKEN, "There is a claim with this id already");
        }
        if (!anchor.standsIn(article.content().words(anchor.place()))) {
            throw new Refused(SPAN_NOT_FOUND, "The words “%s” do not stand there".formatted(anchor.words()));
        }
        if (standsAlready) {
            throw alreadySo("These words are a claim of this kind already");
        }
        return new ClaimRaised(article.id(), command.claimId(), command.kind(), anchor);
    }

    private static List<ArticleEvent> query(Article article, QueryWords command, Act act, Newsroom newsroom) {
        var anchor = command.anchor();
        var standing = article.claims().values().stream()
                .filter(claim -> claim.anchor().covers(anchor.place(), anchor.start(), anchor.end()))
                .min(Comparator.comparingInt(claim -> claim.anchor().words().length()));
        if (standing.isPresent() && anchor.standsIn(article.content().words(anchor.place()))) {
            return decide(
                    article, new QueryClaim(article.id(), standing.get().id(), command.question()), act, newsroom);
        }
        var raised =
                decide(article, new RaiseClaim(article.id(), command.claimId(), command.kind(), anchor), act, newsroom);
        var events = new ArrayList<>(raised);
        events.add(new ClaimQueried(article.id(), command.claimId(), remark(command.question(), "The question")));
        return events;
    }

    private static Claim claim(Article article, ClaimId claimId) {
        var claim = article.claims().get(claimId);
        if (claim == null) {
            throw new Refused(
                    NO_SUCH_CLAIM,
                    article.facts().claimsEver().contains(claimId)
                            ? "That claim is gone: its words were changed or it was withdrawn"
                            : "There is no such claim in this article");
        }
        return claim;
    }

    /** Nobody gives a verdict on words they wrote, any more than they sign them off (rule 10). */
    private static Claim notOwn(Article article, ClaimId claimId, Act act) {
        var claim = claim(article, claimId);
        if (article.wrote(act.who(), claim.anchor())) {
            throw new Refused(
                    OWN_WORDS,
                    "You wrote some of the words “%s”; somebody else must check them"
                            .formatted(claim.anchor().words()));
        }
        return claim;
    }

    /**
     * What any verdict may rest on (rule 7). A dispute may rest on its finding alone, so there may be no source at all.
     *
     * @return the sources as they are recorded: a confidential one with those who read it
     */
    private static List<Source> fit(Article article, Claim claim, List<Source> sources) {
        if (claim.kind() == ClaimKind.CHARACTERISATION
                && sources.stream().anyMatch(Source.Confidential.class::isInstance)) {
            throw new Refused(
                    CONFIDENTIAL_SOURCE_UNFIT,
                    "A confidential source never supports a characterisation: readers could not judge it");
        }
        if (claim.kind() == ClaimKind.QUOTE
                && !sources.isEmpty()
                && sources.stream().noneMatch(source -> source.type().primary())) {
            var named = sources.stream().anyMatch(Source.Named.class::isInstance);
            if (!named || !article.publication().primarySourceWaived(claim)) {
                throw new Refused(
                        PRIMARY_SOURCE_NEEDED,
                        "A quotation needs a recording, a transcript, a document or your own call; on a named secondary source it"
                                + " stands only with a publisher's waiver");
            }
        }
        return sources.stream().map(source -> asNamedFirst(article, source)).toList();
    }

    /**
     * Who reads a confidential source is settled when it is first named (rule 36): a record of other readers would promise what nobody
     * keeps, or hide who reads it.
     */
    private static Source asNamedFirst(Article article, Source source) {
        if (!(source instanceof Source.Confidential again)) {
            return source;
        }
        var readers = article.sources().getOrDefault(again.id(), again.readers());
        if (!again.readers().isEmpty() && !again.readers().equals(readers)) {
            throw new Refused(
                    READERS_SETTLED,
                    "Who reads who this confidential source is was settled when it was first named; name the same people again,"
                            + " or nobody");
        }
        return new Source.Confidential(again.id(), again.type(), again.consulted(), readers);
    }

    private static List<ArticleEvent> correct(Article article, Claim claim, CorrectClaim command, Act act) {
        var quote = claim.kind() == ClaimKind.QUOTE;
        var remedy = command.remedy();
        if (quote && remedy == Remedy.REWORDED) {
            throw new Refused(
                    QUOTE_REWORDED,
                    "A quotation is not reworded: replace it from its source, cut it, or turn it into paraphrase");
        }
        if (!quote && (remedy == Remedy.REPLACED_FROM_SOURCE || remedy == Remedy.PARAPHRASED)) {
            throw new Refused(
                    QUOTE_REWORDED,
                    "Only a quotation is replaced from its source or turned into paraphrase; reword this");
        }
        if (command.sources().isEmpty()) {
            throw new Refused(
                    SOURCE_MISSING, "A correction needs at least one source; say where the right words come from");
        }
        var sources = fit(article, claim, command.sources());
        // A waiver is of words that stand there, and these are others.
        if (remedy == Remedy.REPLACED_FROM_SOURCE
                && command.sources().stream().noneMatch(source -> source.type().primary())) {
            throw new Refused(
                    PRIMARY_SOURCE_NEEDED,
                    "A quotation is replaced only from a recording, a transcript, a document or your own call");
        }
        var words = Words.clean(command.words());
        if ((remedy == Remedy.CUT) != words.isEmpty()) {
            throw new Refused(
                    REASON_MISSING,
                    remedy == Remedy.CUT
                            ? "Words that are cut are not replaced"
                            : "Say which words should stand there instead");
        }
        if (words.equals(claim.anchor().words())) {
            throw alreadySo("These are the words that stand there already");
        }
        if (remedy == Remedy.PARAPHRASED && quotes(words, article.content().locale())) {
            throw new Refused(QUOTE_REWORDED, "A paraphrase has no quotation marks");
        }
        var anchor = quote && remedy != Remedy.REPLACED_FROM_SOURCE
                ? withMarks(
                        claim.anchor(), article.content().words(claim.anchor().place()))
                : claim.anchor();
        var content = paraphrased(article.content().replaced(anchor, words), anchor, remedy);
        if (content.equals(article.content())) {
            throw new Refused(
                    SPAN_NOT_FOUND,
                    "The words reach over more than one item of a list; put them right by editing the list");
        }
        var events =
                new ArrayList<>(Consequences.revision(article, content, article.revision(), claim.id(), act.who()));
        events.add(new ClaimCorrected(
                article.id(),
                claim.id(),
                remedy,
                claim.anchor().words(),
                words.isEmpty() ? null : new Anchor(anchor.place(), anchor.start(), words),
                sources));
        return events;
    }

    private static boolean quotes(String words, Locale language) {
        return words.chars().anyMatch(c -> MARKS.indexOf(c) >= 0)
                || Checkables.required(words, language).stream().anyMatch(found -> found.kind() == ClaimKind.QUOTE);
    }

    /** What was set apart as somebody's words and is now told in ours is a paragraph: who paraphrases leaves no quotation (rule 8). */
    private static Content paraphrased(Content content, Anchor anchor, Remedy remedy) {
        if (remedy != Remedy.PARAPHRASED) {
            return content;
        }
        return content.withBlocks(content.blocks().stream()
                .map(block -> block instanceof Block.Quotation quotation
                                && Place.of(block.id()).equals(anchor.place())
                        ? new Block.Paragraph(quotation.id(), quotation.text())
                        : block)
                .toList());
    }

    /** A quotation that is cut or paraphrased loses its quotation marks, and a comma that stood inside them. */
    private static Anchor withMarks(Anchor anchor, String text) {
        var from = anchor.start();
        var to = anchor.end();
        if (to + 1 < text.length() && text.charAt(to) == ',' && isMark(text, to + 1)) {
            to++;
        }
        if (isMark(text, from - 1) && isMark(text, to)) {
            return new Anchor(anchor.place(), from - 1, text.substring(from - 1, to + 1));
        }
        return anchor;
    }

    private static boolean isMark(String text, int at) {
        return at >= 0 && at < text.length() && ANY_MARKS.indexOf(text.charAt(at)) >= 0;
    }

    /**
     * A sign-off is of every passage that is still open and of which the signer wrote nothing, as it stood in the revision that was read:
     * two checkers may cover one article between them, and what somebody changed meanwhile is simply still open (rule 9).
     */
    private static FactsSignedOff signOff(Article article, SignOffFacts command, Act act) {
        if (!article.submitted()) {
            throw new Refused(NOT_SUBMITTED, "The writer has not handed it in for checking yet");
        }
        var read = article.copy()
                .content(command.revision())
                .map(Passage::of)
                .orElseThrow(() -> new Refused(
                        NO_SUCH_REVISION, "There is no revision %d of this article".formatted(command.revision())));
        var open = article.unsigned();
        var unread = open.stream().filter(passage -> !wasRead(passage, read)).toList();
        var own = open.stream()
                .filter(passage -> article.writers(passage).contains(act.who()))
                .toList();
        var covered = open.stream()
                .filter(passage -> !unread.contains(passage) && !own.contains(passage))
                .map(Passage::key)
                .toList();
        var cuts = article.cuts().stream()
                .filter(cut -> !cut.by().equals(act.who()) && cut.revision() <= command.revision())
                .map(Cut::passage)
                .toList();
        if (covered.isEmpty() && cuts.isEmpty()) {
            throw nothingToSign(article, open, unread, act);
        }
        var obstacles = article.factObstacles().stream()
                .filter(obstacle -> concerns(article, obstacle, own, unread, act))
                .toList();
        if (!obstacles.isEmpty()) {
            var claims = obstacles.stream().anyMatch(obstacle -> obstacle.code() == CLAIMS_OPEN);
            throw new Refused(
                    claims ? CLAIMS_OPEN : NOT_COVERED,
                    claims
                            ? "Some claims are still open, or words that need one are in none"
                            : "Every number, date and quotation must lie inside a claim",
                    obstacles,
                    List.of());
        }
        return new FactsSignedOff(article.id(), article.checkedWords(), command.revision(), covered, cuts);
    }

    private static boolean wasRead(Passage passage, Map<String, Passage> read) {
        var then = read.get(passage.key());
        return then != null && Words.same(then.words(), passage.words());
    }

    private static Refused nothingToSign(Article article, List<Passage> open, List<Passage> unread, Act act) {
        if (open.isEmpty() && article.cuts().isEmpty()) {
            return alreadySo("The facts are signed off already");
        }
        var unseenCut = article.cuts().stream()
                .filter(cut -> !cut.by().equals(act.who()))
                .findFirst();
        if (unseenCut.isPresent()) {
            return new Refused(
                    CHANGED_SINCE,
                    "“%s” was cut since you read it".formatted(unseenCut.get().words()));
        }
        if (open.isEmpty()) {
            return new Refused(
                    OWN_WORDS,
                    "You cut “%s”; somebody else must sign that off"
                            .formatted(article.cuts().getFirst().words()));
        }
        return unread.size() == open.size()
                ? new Refused(
                        CHANGED_SINCE,
                        "What is still open was changed since you read it: read %s again"
                                .formatted(open.getFirst().title()))
                : new Refused(OWN_WORDS, "You wrote some of these words; somebody else must sign them off");
    }

    /** Whether an open claim stands in the way of this sign-off: not in words that it does not cover, which another checker will settle. */
    private static boolean concerns(
            Article article, Obstacle obstacle, List<Passage> own, List<Passage> unread, Act act) {
        var claim = obstacle.claim() == null ? null : article.claims().get(obstacle.claim());
        if (claim != null) {
            return !article.wrote(act.who(), claim.anchor())
                    && Stream.concat(own.stream(), unread.stream()).noneMatch(passage -> passage.isAt(claim.anchor()));
        }
        return Stream.concat(own.stream(), unread.stream())
                .noneMatch(passage -> passage.part().equals(obstacle.place()));
    }
}
