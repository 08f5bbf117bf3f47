package stet.domain.article;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.article.Story.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stet.domain.Act;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.CommentId;
import stet.domain.PersonId;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.ArticleCommand.*;
import stet.domain.article.ArticleEvent.*;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Passage;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.domain.content.Text;
import stet.trials.Some;
import stet.trials.Trials;

/** What holds whatever happens, tried with newsrooms that ask at random. */
class WorkflowPropertiesTest {
    private static final List<PersonId> PEOPLE = List.of(WREN, CLEO, CYRIL, PIERS, PAULA, STELLA, MAX);
    private static final List<ClaimId> CLAIMS =
            List.of(WEEKS, CLOSING, CABLES, VOUCH, new ClaimId("c1"), new ClaimId("c2"));
    private static final List<BlockId> BLOCKS = List.of(LEAD, SAID, FERRY, PHOTO, new BlockId("b1"), new BlockId("b2"));
    private static final List<String> WORDS = List.of(
            "A ferry leaves every 20 minutes.",
            "A ferry will leave, some 20 minutes apart, said “a captain” of 38 ferries",
            "“" + VOUCH_WORDS + "” said Marta Oyelaran, twice.",
            "“We have the boats,” she said. \"We have the boats,\" she said.",
            "Found rust in 38 of its cables on 9 March 2026",
            "");

    /** One random wish: who asks, what for, and about what. */
    record Wish(PersonId who, int what, ClaimId claim, BlockId block, int where, String words, int minutes) {}

    private static final class Newsday {
        private final List<Happened> history;
        private Article article;
        private final Instant began = MORNING;

        Newsday(Story story) {
            history = new ArrayList<>(story.history());
            article = story.article();
        }

        /** A day that began so and on which all of this was asked. */
        static Newsday of(String situation, List<Wish> wishes) {
            var day =
                    new Newsday(requireNonNull(Asks.situations().get(situation)).get());
            for (var i = 0; i < wishes.size(); i++) {
                day.ask(wishes.get(i), i);
            }
            return day;
        }

        /** Records what the wish comes to; null where it was refused. */
        @Nullable
        List<Happened> ask(Wish wish, int number) {
            var command = command(article, wish);
            var act = act(wish, command, number);
            try {
                var happened = Workflow.decide(article, command, act, NEWSROOM).stream()
                        .map(event -> new Happened(event, act))
                        .toList();
                history.addAll(happened);
                article = requireNonNull(Article.evolve(article, happened));
                return happened;
            } catch (Refused refused) {
                return null;
            }
        }

        private Act act(Wish wish, ArticleCommand command, int number) {
            var at = began.plus(Duration.ofMinutes(wish.minutes()));
            return new Act(wish.who(), roleFor(wish.who(), command), at, null, new CommandId("c" + number));
        }
    }

    @Test
    void every_accepted_command_leaves_a_consistent_article() {
        Trials.of(300).holds(stories(), wishes(), (situation, wishes) -> {
            var day =
                    new Newsday(requireNonNull(Asks.situations().get(situation)).get());
            for (var i = 0; i < wishes.size(); i++) {
                day.ask(wishes.get(i), i);
                consistent(day.article);
            }
        });
    }

    @Test
    void who_only_shows_an_article_sees_it_as_those_do_who_decide() {
        Trials.of(200).holds(stories(), wishes(), (situation, wishes) -> {
            var day = Newsday.of(situation, wishes);
            @Nullable Article shown = null;
            @Nullable Article decided = null;
            for (var happened : day.history) {
                shown = Article.evolveToShow(shown, happened.event(), happened.act());
                decided = Article.evolve(decided, happened.event(), happened.act());
                assertThat(shown).isEqualTo(withoutWhatDecisionsNeed(requireNonNull(decided)));
            }
            assertThat(Article.evolveToShow(null, day.history)).isEqualTo(shown);
        });
    }

    private static Article withoutWhatDecisionsNeed(Article article) {
        var its = article.wording();
        return new Article(
                article.id(),
                new Wording(
                        new Revision(
                                article.revision(),
                                article.content(),
                                its.copy().by(),
                                List.of(),
                                Map.of(),
                                null),
                        its.contentHash(),
                        its.blocksEver(),
                        its.authors(),
                        List.of(),
                        its.looked()),
                article.team(),
                article.facts(),
                article.captions(),
                article.publication());
    }

    @Test
    void whatever_went_out_would_go_out_again_by_the_rules_that_are_in_force() {
        var editions = new AtomicInteger();
        Trials.of(300).holds(stories(), wishes(), (situation, wishes) -> {
            var day = Newsday.of(situation, wishes);
            var rehearsal = new Rehearsal(
                    List.of(Required.of(Requirement.RULES_OF_TODAY), new Required(Requirement.SOURCES, 1)),
                    NEWSROOM,
                    Instant.EPOCH);
            day.history.forEach(rehearsal::happened);
            assertThat(rehearsal.stopped()).isEmpty();
            editions.addAndGet(rehearsal.editions());
        });
        assertThat(editions).hasValueGreaterThan(50);
    }

    @Test
    void a_refused_command_changes_nothing() {
        Trials.of(200).holds(stories(), wishes(), (situation, wishes) -> {
            var day =
                    new Newsday(requireNonNull(Asks.situations().get(situation)).get());
            for (var i = 0; i < wishes.size(); i++) {
                var before = day.article;
                var replayed = Article.evolve(null, day.history);
                if (day.ask(wishes.get(i), i) == null) {
                    assertThat(day.article).isSameAs(before).isEqualTo(replayed);
                }
            }
        });
    }

    @Test
    void replayed_in_one_batch_or_event_by_event_it_is_the_same_article_and_decides_the_same() {
        Trials.of(200).holds(stories(), wishes(), wish(), (situation, wishes, further) -> {
            var day = Newsday.of(situation, wishes);
            var batch = Article.evolve(null, day.history);
            Article single = null;
            for (var each : day.history) {
                single = Article.evolve(single, each.event(), each.act());
            }
            assertThat(batch).isEqualTo(day.article);
            assertThat(single).isEqualTo(day.article);
            assertThat(decided(requireNonNull(batch), further)).isEqualTo(decided(day.article, further));
            assertThat(decided(requireNonNull(single), further)).isEqualTo(decided(day.article, further));
        });
    }

    @Test
    void history_is_not_argued_with_whatever_it_says() {
        Trials.of(500).holds(histories(), history -> {
            var all = Article.evolve(null, history);
            Article single = null;
            for (var each : history) {
                single = Article.evolve(single, each.event(), each.act());
            }
            assertThat(single).isEqualTo(all);
            if (all != null) {
                assertThat(all.stage()).isNotNull();
                assertThat(all.obstacles(MORNING)).isNotNull();
            }
        });
    }

    private static void consistent(Article article) {
        assertThat(Passage.of(article.content()).keySet())
                .containsAll(article.signed().keySet());
        if (article.captionsSignedOff() != null) {
            assertThat(article.captionsSignedOff()).isEqualTo(article.captionWords());
            assertThat(article.captionObstacles()).isEmpty();
        }
        article.approvals()
                .forEach((figure, words) -> assertThat(article.content().block(figure))
                        .get()
                        .isInstanceOfSatisfying(
                                Block.Figure.class,
                                it -> assertThat(Hash.of(it.picture())).isEqualTo(words)));
        for (var claim : article.claims().values()) {
            assertThat(claim.anchor()
                            .standsIn(article.content().words(claim.anchor().place())))
                    .as("%s stands", claim)
                    .isTrue();
        }
        assertThat(article.facts().claimsEver()).containsAll(article.claims().keySet());
        assertThat(article.contentHash()).isEqualTo(article.content().hash());
        assertThat(article.authors().keySet())
                .isEqualTo(article.content().written().keySet());
        assertThat(article.content().headline()).isNotEmpty();
        if (article.schedule() != null) {
            assertThat(article.schedule().words()).isEqualTo(article.content().printedHash());
        }
        if (article.stage() == Stage.PUBLISHED) {
            assertThat(requireNonNull(article.edition()).content()).isEqualTo(article.content());
        }
    }

    private static Object decided(Article article, Wish wish) {
        var command = command(article, wish);
        var act = new Act(wish.who(), roleFor(wish.who(), command), MORNING, null, new CommandId("further"));
        try {
            return Workflow.decide(article, command, act, NEWSROOM);
        } catch (Refused refused) {
            return List.<Object>of(refused.code(), refused.sentence(), refused.obstacles(), refused.conflicts());
        }
    }

    // ---- What is asked at random

    private static Some<String> stories() {
        return Some.of(Asks.situations().keySet().stream()
                .filter(name -> !name.equals("not there"))
                .toList());
    }

    private static Some<Wish> wish() {
        return choices -> new Wish(
                Some.of(PEOPLE).by(choices),
                choices.between(0, 47),
                Some.of(CLAIMS).by(choices),
                Some.of(BLOCKS).by(choices),
                choices.between(0, 60),
                Some.of(WORDS).by(choices),
                choices.between(0, 90));
    }

    private static Some<List<Wish>> wishes() {
        return wish().list(0, 40);
    }

    private static ArticleCommand command(Article article, Wish wish) {
        var revision = Math.max(1, article.revision() - (wish.where() % 3));
        var claim = wish.claim();
        var edited = edited(article.copy().content(revision).orElseThrow(), wish);
        var sources = List.of(wish.where() % 3 == 0 ? OTHER_PAPER : wish.where() % 3 == 1 ? RECORDING : INSIDER);
        var kind = chosen(EditionKind.values(), wish.where());
        var note = wish.where() % 2 == 0 ? null : new Note("It said 38", "It is 41");
        var due = MORNING.plus(Duration.ofMinutes(wish.where()));
        var remark = wish.words();
        return switch (wish.what()) {
            case 0 -> new DraftArticle(BRIDGE, CITY, edited, null);
            case 1 -> new AssignArticle(BRIDGE, CLEO, Role.CHECKER, due);
            case 2 -> new UnassignArticle(BRIDGE, CLEO, Role.CHECKER);
            case 3 -> new MoveToDesk(BRIDGE, wish.where() % 2 == 0 ? SPORT : CITY);
            case 4 -> new SubmitForChecking(BRIDGE);
            case 5 -> new RequestChanges(BRIDGE, new CommentId(claim.value() + "-request"), remark);
            case 6 -> new AddComment(BRIDGE, new CommentId(claim.value()), remark, null, List.of(WREN));
            case 7 -> new ResolveComment(BRIDGE, new CommentId(claim.value()));
            case 8 -> new SpikeArticle(BRIDGE, remark);
            case 9 -> new ReviveArticle(BRIDGE);
            case 10, 11 -> raised(article, wish);
            case 12 -> new QueryClaim(BRIDGE, claim, remark);
            case 13 -> new AnswerQuery(BRIDGE, claim, remark);
            case 14 -> new ConfirmClaim(BRIDGE, claim, sources);
            case 15 -> {
                var raised = raised(article, wish);
                yield new ConfirmClaims(
                        BRIDGE,
                        List.copyOf(article.claims().keySet().stream()
                                .limit(wish.where() % 3)
                                .toList()),
                        List.of(new NewClaim(raised.claimId(), raised.kind(), raised.anchor())),
                        sources);
            }
            case 16 -> new DisputeClaim(BRIDGE, claim, remark, sources);
            case 17, 18 -> {
                var remedy = chosen(Remedy.values(), wish.where());
                yield new CorrectClaim(BRIDGE, claim, remedy, remedy == Remedy.CUT ? "" : remark, sources);
            }
            case 19 -> new MarkNotCheckable(BRIDGE, claim, remark);
            case 20 -> new ReopenClaim(BRIDGE, claim, remark);
            case 21 -> new WithdrawClaim(BRIDGE, claim, remark);
            case 22, 23 -> new SignOffFacts(BRIDGE, SEEN);
            case 24 -> new ReopenFacts(BRIDGE, remark);
            case 25 -> new ShredSource(BRIDGE, INSIDER_ID, remark);
            case 26, 27 -> new ApproveCaption(BRIDGE, PHOTO, SEEN);
            case 28 -> new ReturnCaption(BRIDGE, PHOTO, remark);
            case 29, 30 -> new SignOffCaptions(BRIDGE, SEEN);
            case 31 -> new ReopenCaptions(BRIDGE, remark);
            case 32 -> new WaiveCheck(BRIDGE, chosen(Check.values(), wish.where()), claim, remark, SEEN);
            case 33 -> new SetEmbargo(BRIDGE, due);
            case 34 -> new LiftEmbargo(BRIDGE);
            case 35 -> new SchedulePublication(BRIDGE, due, kind, note, SEEN);
            case 36 -> new UnschedulePublication(BRIDGE, remark);
            case 37 ->
                new PublishAsScheduled(
                        BRIDGE,
                        article.schedule() == null ? due : article.schedule().due());
            case 38 -> new PublishArticle(BRIDGE, kind, note, SEEN);
            case 39 ->
                new PublishArticle(BRIDGE, kind, note, SEEN, new Waiving(List.of(Check.FACTS, Check.CAPTIONS), remark));
            case 40 -> new AttachEditorsNote(BRIDGE, remark);
            case 41 -> new HoldArticle(BRIDGE, remark);
            case 42 -> new ReleaseHold(BRIDGE);
            case 43 -> new KillArticle(BRIDGE, remark, remark);
            default -> new ReviseContent(BRIDGE, revision, edited);
        };
    }

    private static <T> T chosen(T[] values, int number) {
        return values[number % values.length];
    }

    private static RaiseClaim raised(Article article, Wish wish) {
        var place = wish.where() % 7 == 0 ? Place.HEADLINE : Place.of(wish.block());
        var words = article.content().words(place);
        var start = words.isEmpty() ? 0 : wish.where() % words.length();
        var end = Math.min(words.length(), start + 1 + wish.minutes() % 30);
        var part = start < end ? words.substring(start, end) : "";
        var lead = part.length() - part.stripLeading().length();
        var span = part.isBlank() ? "nothing" : part.strip();
        var kind = chosen(ClaimKind.values(), wish.minutes());
        return new RaiseClaim(BRIDGE, wish.claim(), kind, new Anchor(place, start + lead, span));
    }

    private static Content edited(Content content, Wish wish) {
        var block = content.block(wish.block());
        return switch (wish.where() % 9) {
            case 0 -> content.with(Field.HEADLINE, wish.words());
            case 1 -> content.with(Field.STANDFIRST, wish.words());
            case 2 -> without(content, wish.block());
            case 3 -> {
                var blocks = new ArrayList<>(content.blocks());
                java.util.Collections.shuffle(blocks, new Random(wish.minutes()));
                yield content.withBlocks(blocks);
            }
            case 4 ->
                with(
                        content,
                        new Block.Listing(wish.block(), true, List.of(Text.of("By ferry"), Text.of(wish.words()))));
            case 5 -> reworded(content, "38", "41");
            case 6 -> with(content, new Block.Quotation(wish.block(), Text.of(wish.words()), "Ilse Brandt"));
            case 7 ->
                with(
                        content,
                        new Block.Figure(
                                wish.block(),
                                new Picture(
                                        null,
                                        Text.of(wish.words()),
                                        bridgeAtDusk().parts(),
                                        Map.of(),
                                        "A bridge",
                                        bridgeAtDusk().sourceType(),
                                        "")));
            default ->
                with(content, paragraph(wish.block(), block.map(Block::words).orElse("") + " " + wish.words()));
        };
    }

    // ---- What never happened in this order

    private static Some<List<Happened>> histories() {
        Some<Happened> event = choices -> {
            var wish = wish().by(choices);
            return new Happened(
                    event(wish, choices.between(0, 39)),
                    new Act(wish.who(), Role.WRITER, MORNING, null, new CommandId("c")));
        };
        return event.list(0, 40).map(events -> {
            var drafted = new Happened(
                    new ArticleDrafted(BRIDGE, CITY, DRAFT, null),
                    new Act(WREN, Role.WRITER, MORNING, null, new CommandId("c")));
            var all = new ArrayList<>(events);
            if (!all.isEmpty()) {
                all.add(Math.min(3, all.size() - 1), drafted);
            }
            return List.copyOf(all);
        });
    }

    private static ArticleEvent event(Wish wish, int kind) {
        var claim = wish.claim();
        var block = wish.block();
        var remark = wish.words();
        var anchor =
                new Anchor(wish.where() % 5 == 0 ? Place.HEADLINE : Place.of(block), wish.where(), "38 of its cables");
        var hash = Hash.of(List.of(remark));
        List<Source> sources = wish.where() % 2 == 0
                ? List.of(INSIDER)
                : List.of(new Source.Named(SourceType.WEB_PAGE, "https://example.org", TODAY, ""));
        return switch (kind) {
            case 0 -> new ArticleDrafted(BRIDGE, SPORT, edited(DRAFT, wish), null);
            case 1 -> new ArticleAssigned(BRIDGE, wish.who(), Role.CHECKER, null);
            case 2 -> new ArticleUnassigned(BRIDGE, wish.who(), Role.CHECKER);
            case 3 -> new MovedToDesk(BRIDGE, SPORT);
            case 4 -> new SubmittedForChecking(BRIDGE, wish.where());
            case 5 -> new ChangesRequested(BRIDGE, remark, new CommentId(claim.value()));
            case 6 -> new CommentAdded(BRIDGE, new CommentId(claim.value()), remark, anchor, List.of());
            case 7 -> new CommentResolved(BRIDGE, new CommentId(claim.value()));
            case 8 -> new ClaimRaised(BRIDGE, claim, ClaimKind.QUOTE, anchor);
            case 9 -> new ClaimQueried(BRIDGE, claim, remark);
            case 10 -> new QueryAnswered(BRIDGE, claim, remark);
            case 11 -> new ClaimConfirmed(BRIDGE, claim, sources);
            case 12 -> new ClaimDisputed(BRIDGE, claim, remark, sources);
            case 13 ->
                new ClaimCorrected(
                        BRIDGE, claim, Remedy.PARAPHRASED, remark, wish.where() % 2 == 0 ? null : anchor, sources);
            case 14 -> new ClaimMarkedNotCheckable(BRIDGE, claim, remark);
            case 15 -> new ClaimReopened(BRIDGE, claim, Verdict.CONFIRMED, remark, anchor, remark);
            case 16 -> new ClaimLapsed(BRIDGE, claim, Verdict.CONFIRMED, remark);
            case 17 -> new ClaimWithdrawn(BRIDGE, claim, remark);
            case 18 ->
                new FactsSignedOff(
                        BRIDGE,
                        hash,
                        wish.where(),
                        wish.where() % 2 == 0 ? List.of() : List.of("headline", "block/" + block),
                        List.of());
            case 19 ->
                new FactsReopened(
                        BRIDGE, List.of(claim), remark, wish.where() % 2 == 0 ? List.of() : List.of("block/" + block));
            case 20 -> new SourceShredded(BRIDGE, INSIDER_ID);
            case 21 -> new CaptionApproved(BRIDGE, block, hash);
            case 22 -> new CaptionReturned(BRIDGE, block, remark);
            case 23 -> new CaptionReopened(BRIDGE, block, remark);
            case 24 -> new CaptionsSignedOff(BRIDGE, hash, wish.where());
            case 25 -> new CaptionsReopened(BRIDGE, List.of(block), remark);
            case 26 -> new CheckWaived(BRIDGE, Check.FACTS, claim, remark, hash);
            case 27 -> new EmbargoSet(BRIDGE, MORNING.plusSeconds(wish.where()));
            case 28 -> new EmbargoLifted(BRIDGE);
            case 29 -> new PublicationScheduled(BRIDGE, MORNING, hash, EditionKind.UPDATE, null);
            case 30 -> new PublicationUnscheduled(BRIDGE, remark);
            case 31 ->
                new EditionPublished(
                        BRIDGE,
                        new Edition(wish.where(), EditionKind.UPDATE, "s", 1, edited(DRAFT, wish), List.of(), MORNING));
            case 32 -> new EditorsNoteAttached(BRIDGE, remark);
            case 33 -> new ArticleHeld(BRIDGE, remark);
            case 34 -> new HoldReleased(BRIDGE);
            case 35 -> new ArticleSpiked(BRIDGE, remark);
            case 36 -> new ArticleRevived(BRIDGE);
            case 37 -> new ArticleKilled(BRIDGE, remark, remark);
            default ->
                new ContentRevised(
                        BRIDGE,
                        wish.where(),
                        wish.where(),
                        changes(wish),
                        hash,
                        Map.of(claim, wish.where() - 30),
                        wish.where() % 3 == 0 ? Map.of(claim, anchor) : Map.of(),
                        Map.of(),
                        Map.of("block/" + block, WREN),
                        wish.where() % 2 == 0 ? List.of("standfirst") : List.of(),
                        List.of("standfirst"));
        };
    }

    private static List<Change> changes(Wish wish) {
        return List.of(
                switch (wish.where() % 7) {
                    case 0 -> new Change.FieldChanged(Field.HEADLINE, wish.words());
                    case 1 -> new Change.BlockRemoved(wish.block());
                    case 2 -> new Change.BlockMoved(wish.block(), BLOCKS.getFirst());
                    case 3 -> new Change.BlockInserted(paragraph(wish.block(), wish.words()), BLOCKS.getLast());
                    case 4 -> new Change.SubjectsChanged(List.of(wish.words()));
                    case 5 -> new Change.UrgencyChanged(1 + wish.minutes() % 9);
                    default -> new Change.BlockRewritten(paragraph(wish.block(), wish.words()));
                });
    }
}
