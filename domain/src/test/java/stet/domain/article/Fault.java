package stet.domain.article;

import static java.util.Objects.requireNonNull;
import static stet.domain.article.Story.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.MarkNotCheckable;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.article.ArticleCommand.SignOffFacts;
import stet.domain.article.ArticleEvent.ClaimReopened;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.article.ArticleEvent.EditionPublished;
import stet.domain.article.ArticleEvent.FactsSignedOff;
import stet.domain.article.Onlooker.Breach;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Verdict;
import stet.domain.content.Authorship;
import stet.domain.content.Passage;

/** One rule broken on purpose: whoever proves that it is kept must see that it is not. */
enum Fault implements RandomDay.Workings {
    /** A passage that changed is still signed. */
    A_CHANGE_UNCOVERS_NOTHING(Breach.UNREAD) {
        @Override
        Article then(@Nullable Article before, Article after, ArticleCommand command, Act act) {
            if (before == null) {
                return after;
            }
            var signed = new HashMap<>(before.signed());
            signed.keySet().retainAll(Passage.of(after.content()).keySet());
            signed.putAll(after.signed());
            return with(after, after.authors(), after.claims(), signed, after.cuts());
        }
    },
    /** A sign-off is of all that stands there, whoever wrote it. */
    WHO_SIGNS_SIGNS_THEIR_OWN(Breach.UNREAD) {
        @Override
        Article then(@Nullable Article before, Article after, ArticleCommand command, Act act) {
            return command instanceof SignOffFacts ? signedBy(after, act, passage -> true) : after;
        }
    },
    /** A sign-off of an older revision is taken for one of the last. */
    WHO_SIGNS_NEED_NOT_HAVE_READ(Breach.UNREAD) {
        @Override
        ArticleCommand asked(@Nullable Article before, ArticleCommand command) {
            return command instanceof SignOffFacts && before != null
                    ? new SignOffFacts(BRIDGE, before.revision())
                    : command;
        }
    },
    /** An address needs nobody's signature. */
    AN_ADDRESS_IS_SIGNED_BY_NOBODY(Breach.UNREAD) {
        @Override
        Article then(@Nullable Article before, Article after, ArticleCommand command, Act act) {
            return signedBy(after, act, Passage::isLink);
        }
    },
    /** The byline and the dateline need nobody's signature. */
    A_BYLINE_IS_SIGNED_BY_NOBODY(Breach.UNREAD) {
        @Override
        Article then(@Nullable Article before, Article after, ArticleCommand command, Act act) {
            return signedBy(
                    after,
                    act,
                    passage -> passage.key().endsWith("line") && !passage.key().equals("headline"));
        }
    },
    /** Each block that was not there before is by who made it. */
    WHO_SPLITS_HAS_WRITTEN(Breach.UNREAD, Breach.SELF_PUBLISHED) {
        @Override
        Article then(@Nullable Article before, Article after, ArticleCommand command, Act act) {
            if (before == null) {
                return after;
            }
            var authors = new LinkedHashMap<>(after.authors());
            after.content().written().forEach((part, words) -> {
                if (!before.authors().containsKey(part)) {
                    authors.put(part, Authorship.by(act.who(), words));
                }
            });
            return with(after, authors, after.claims(), after.signed(), after.cuts());
        }
    },
    /** Words that come from elsewhere are by who put them there. */
    WHO_MOVES_HAS_WRITTEN(Breach.UNREAD, Breach.SELF_PUBLISHED) {
        @Override
        ArticleEvent recorded(ArticleEvent event) {
            return event instanceof ContentRevised e
                    ? new ContentRevised(
                            e.articleId(),
                            e.revision(),
                            e.basedOn(),
                            e.changes(),
                            e.contentHash(),
                            e.anchors(),
                            e.moved(),
                            Map.of(),
                            e.stillSigned(),
                            e.cut(),
                            e.putBack())
                    : event;
        }
    },
    /** What is taken out leaves no trace. */
    A_CUT_IS_FORGOTTEN(Breach.CUT) {
        @Override
        ArticleEvent recorded(ArticleEvent event) {
            return event instanceof ContentRevised e
                    ? new ContentRevised(
                            e.articleId(),
                            e.revision(),
                            e.basedOn(),
                            e.changes(),
                            e.contentHash(),
                            e.anchors(),
                            e.moved(),
                            e.writers(),
                            e.stillSigned(),
                            List.of(),
                            e.putBack())
                    : event;
        }
    },
    /** Who took something out signs that themselves. */
    WHO_CUTS_SIGNS_IT(Breach.CUT) {
        @Override
        Article then(@Nullable Article before, Article after, ArticleCommand command, Act act) {
            return command instanceof SignOffFacts
                    ? with(after, after.authors(), after.claims(), after.signed(), List.of())
                    : after;
        }
    },
    /** A quotation stays confirmed when somebody else is said to have said it. */
    THE_SPEAKER_IS_NO_PART_OF_THE_CLAIM(Breach.UNQUOTED) {
        @Override
        @Nullable
        ArticleEvent recorded(ArticleEvent event) {
            return event instanceof ClaimReopened e && e.reason().startsWith("The speaker") ? null : event;
        }
    },
    /** A claim of any kind covers a quotation. */
    A_NAME_COVERS_A_QUOTATION(Breach.UNQUOTED) {
        @Override
        ArticleCommand asked(@Nullable Article before, ArticleCommand command) {
            return command instanceof RaiseClaim c && (c.kind() == ClaimKind.NAME || c.kind() == ClaimKind.FACT)
                    ? new RaiseClaim(BRIDGE, c.claimId(), ClaimKind.QUOTE, c.anchor())
                    : command;
        }
    },
    /** A quotation that could not be checked is as good as one that was. */
    NOT_CHECKABLE_SETTLES_A_QUOTATION(Breach.UNQUOTED) {
        @Override
        Article then(@Nullable Article before, Article after, ArticleCommand command, Act act) {
            return command instanceof MarkNotCheckable c
                    ? with(after, after.authors(), settled(after.claims(), c.claimId()), after.signed(), after.cuts())
                    : after;
        }

        private Map<ClaimId, Claim> settled(Map<ClaimId, Claim> claims, ClaimId id) {
            var settled = new LinkedHashMap<>(claims);
            settled.computeIfPresent(id, (key, claim) -> claim.found(Verdict.CONFIRMED, List.of(RECORDING)));
            return settled;
        }
    },
    /** A claim keeps its verdict when its words are replaced. */
    A_VERDICT_OUTLIVES_ITS_WORDS(Breach.UNCHECKED, Breach.UNQUOTED) {
        @Override
        Article then(@Nullable Article before, Article after, ArticleCommand command, Act act) {
            if (before == null || !(command instanceof ArticleCommand.ReviseContent)) {
                return after;
            }
            var claims = new LinkedHashMap<>(after.claims());
            claims.replaceAll((id, claim) -> {
                var was = before.claims().get(id);
                return was == null ? claim : claim.found(was.verdict(), was.sources());
            });
            return with(after, after.authors(), claims, after.signed(), after.cuts());
        }
    },
    /** Nothing need lie in a claim. */
    WHAT_IS_IN_NO_CLAIM_GOES_OUT(Breach.UNCHECKED, Breach.UNQUOTED) {
        @Override
        @Nullable
        Article instead(@Nullable Article before, ArticleCommand command, Act act, Refused refused) {
            return signedAndPublished(before, command, act, refused, RefusalCode.NOT_COVERED);
        }
    },
    /** Open claims stand in nobody's way. */
    WHAT_IS_OPEN_GOES_OUT(Breach.UNCHECKED, Breach.UNQUOTED) {
        @Override
        @Nullable
        Article instead(@Nullable Article before, ArticleCommand command, Act act, Refused refused) {
            return signedAndPublished(before, command, act, refused, RefusalCode.CLAIMS_OPEN);
        }
    },
    /** Whoever wrote a number vouches for it. */
    WHO_WRITES_CONFIRMS(Breach.UNCHECKED) {
        @Override
        @Nullable
        Article instead(@Nullable Article before, ArticleCommand command, Act act, Refused refused) {
            return command instanceof ConfirmClaim && refused.code() == RefusalCode.OWN_WORDS
                    ? byAnyOf(before, command, act, List.of(CLEO, CYRIL, MAX))
                    : null;
        }
    },
    /** Nobody asks whose words a publisher publishes. */
    WHO_WRITES_PUBLISHES(Breach.SELF_PUBLISHED) {
        @Override
        @Nullable
        Article instead(@Nullable Article before, ArticleCommand command, Act act, Refused refused) {
            return command instanceof PublishArticle && refused.code() == RefusalCode.OWN_PUBLICATION
                    ? byAnyOf(before, command, act, List.of(PAULA, PERCY, MAX))
                    : null;
        }
    };

    private final Breach breach;
    private final Breach another;

    Fault(Breach breach) {
        this(breach, breach);
    }

    Fault(Breach breach, Breach another) {
        this.breach = breach;
        this.another = another;
    }

    /** Whether it is one of these that it leads to. */
    boolean isSeenIn(Set<Breach> breaches) {
        return breaches.contains(breach) || breaches.contains(another);
    }

    @Override
    public final Article after(@Nullable Article before, ArticleCommand command, Act act) {
        try {
            var happened = new ArrayList<Happened>();
            for (var event : Workflow.decide(before, asked(before, command), act, NEWSROOM)) {
                var recorded = recorded(event);
                if (recorded != null) {
                    happened.add(new Happened(recorded, act));
                }
            }
            return then(before, requireNonNull(Article.evolve(before, happened)), command, act);
        } catch (Refused refused) {
            var after = instead(before, command, act, refused);
            if (after == null) {
                throw refused;
            }
            return after;
        }
    }

    ArticleCommand asked(@Nullable Article before, ArticleCommand command) {
        return command;
    }

    @Nullable
    ArticleEvent recorded(ArticleEvent event) {
        return event;
    }

    Article then(@Nullable Article before, Article after, ArticleCommand command, Act act) {
        return after;
    }

    @Nullable
    Article instead(@Nullable Article before, ArticleCommand command, Act act, Refused refused) {
        return null;
    }

    // ---- What is falsified

    private static Article signedBy(Article article, Act act, java.util.function.Predicate<Passage> which) {
        var signed = new HashMap<>(article.signed());
        Passage.of(article.content()).values().stream()
                .filter(which)
                .forEach(passage -> signed.putIfAbsent(passage.key(), act.who()));
        return with(article, article.authors(), article.claims(), signed, article.cuts());
    }

    private static @Nullable Article byAnyOf(
            @Nullable Article before, ArticleCommand command, Act act, List<PersonId> others) {
        for (var other : others) {
            try {
                var theirs = new Act(other, act.role(), act.at(), act.why(), act.command());
                return Article.evolve(
                        before,
                        Workflow.decide(before, command, theirs, NEWSROOM).stream()
                                .map(event -> new Happened(event, act))
                                .toList());
            } catch (Refused refused) {
                // Another may.
            }
        }
        return null;
    }

    /** Signs off and publishes as if there were no obstacle of this kind. */
    private static @Nullable Article signedAndPublished(
            @Nullable Article before, ArticleCommand command, Act act, Refused refused, RefusalCode ignored) {
        if (before == null
                || refused.obstacles().isEmpty()
                || !refused.obstacles().stream().map(Obstacle::code).allMatch(ignored::equals)) {
            return null;
        }
        if (command instanceof SignOffFacts) {
            var covered = before.unsigned().stream()
                    .filter(passage -> !before.writers(passage).contains(act.who()))
                    .map(Passage::key)
                    .toList();
            return Article.evolve(
                    before,
                    new FactsSignedOff(BRIDGE, before.checkedWords(), before.revision(), covered, List.of()),
                    act);
        }
        if (command instanceof PublishArticle) {
            var number = before.edition() == null ? 1 : before.edition().number() + 1;
            return Article.evolve(
                    before,
                    new EditionPublished(
                            BRIDGE,
                            new Edition(
                                    number,
                                    EditionKind.UPDATE,
                                    "slug",
                                    before.revision(),
                                    before.content(),
                                    List.of(),
                                    MORNING)),
                    act);
        }
        return null;
    }

    private static Article with(
            Article article,
            Map<String, Authorship> authors,
            Map<ClaimId, Claim> claims,
            Map<String, PersonId> signed,
            List<Cut> cuts) {
        var words = article.wording();
        var facts = article.facts();
        return new Article(
                article.id(),
                new Wording(words.copy(), words.contentHash(), words.blocksEver(), authors, words.scraps(), null),
                article.team(),
                new FactCheck(claims, facts.claimsEver(), signed, facts.signedOnce(), cuts, facts.sources()),
                article.captions(),
                article.publication());
    }
}
