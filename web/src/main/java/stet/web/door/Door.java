package stet.web.door;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommandId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.article.Article;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.RedactWords;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.Decision;
import stet.domain.article.Powers;
import stet.domain.article.Workflow;
import stet.domain.content.Blackout;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Merge;
import stet.domain.newsroom.NewsroomCommand;
import stet.eventstore.Ledger;
import stet.media.Pictures;
import stet.web.house.House;
import stet.workflow.Answer;
import stet.workflow.Commands;
import stet.workflow.Redaction;
import stet.workflow.Request;

/**
 * The one way in for commands, from programs and from pages. Whoever comes here is known ({@link SignedIn}), and what they ask has been
 * read ({@link CommandsByName}, {@link StrictJson}), with by what it is known again ({@link Repeats}) and which revision was seen
 * ({@link IfMatch}). The command is decided in their name, and its answer is held until every read model shows what was done, so that
 * a read that follows a write sees it.
 */
@Component
public final class Door {
    /** A read model that takes longer is in trouble, which health reports; the command is done all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Commands commands;
    private final Redaction redaction;
    private final Ledger ledger;
    private final ObservationRegistry observations;
    private final Pictures pictures;
    private final PictureSight sight;
    private final Clock clock;
    private final House house;

    Door(
            Commands commands,
            Redaction redaction,
            Ledger ledger,
            ObservationRegistry observations,
            Pictures pictures,
            PictureSight sight,
            Clock clock,
            House house) {
        this.commands = commands;
        this.redaction = redaction;
        this.ledger = ledger;
        this.observations = observations;
        this.pictures = pictures;
        this.sight = sight;
        this.clock = clock;
        this.house = house;
    }

    /**
     * What became of a command, and who does not know of it yet.
     *
     * @param behind the read models that could not keep up; empty unless one is failing
     */
    public record Outcome(Answer answer, Set<String> behind) {}

    /**
     * @throws InvalidValue if the article names a picture's file that nobody has sent, or that is out of this person's sight
     * @throws Grant.Exceeded if it does more than the token is good for with which it is asked
     */
    public Outcome send(ArticleCommand command, SignedIn person, Said said) {
        return send(command, person, said, () -> {});
    }

    /** Drafts an article from a file, which is kept if the draft is. */
    public Outcome send(DraftFiles.FromFile file, DraftArticle draft, SignedIn person, Said said) {
        return send(draft, person, said, file.keep());
    }

    /** Puts a picture into an article, which is kept if that is done. */
    public Outcome send(Pictures.Sent picture, ReviseContent revise, SignedIn person, Said said) {
        hasFilesOf(revise.articleId(), revise.content(), person, Set.of(picture.hash()));
        return pass(revise, person, said, picture.keep());
    }

    private Outcome send(ArticleCommand command, SignedIn person, Said said, Runnable along) {
        switch (command) {
            case DraftArticle draft -> hasFilesOf(null, draft.content(), person, Set.of());
            case ReviseContent revise -> hasFilesOf(revise.articleId(), revise.content(), person, Set.of());
            default -> {}
        }
        return pass(command, person, said, along);
    }

    private Outcome pass(ArticleCommand command, SignedIn person, Said said, Runnable along) {
        requireAllOf(command, person);
        var asked = command instanceof DraftArticle draft ? inOurs(draft) : command;
        var role = said.role() == null ? fitting(command, person.roles()) : said.role();
        var request = request(person, role, said).along(along);
        return seen(request, () -> commands.send(asked, request));
    }

    /** The address says which command is asked for, and only what was sent whether it does the work of another. */
    private static void requireAllOf(ArticleCommand command, SignedIn person) {
        var grant = person.grant();
        if (grant == null) {
            return;
        }
        for (var within : ArticleCommands.within(command)) {
            var refusal = grant.refusal(within);
            if (refusal != null) {
                throw new Grant.Exceeded(refusal);
            }
        }
    }

    /**
     * What would come of this, asked of the article as it is; nothing is done.
     *
     * @throws stet.domain.Refused if it would be refused
     */
    public Decision rehearse(Article article, ArticleCommand command, SignedIn person) {
        var request = request(person, fitting(command, person.roles()), Said.nothing());
        return Workflow.decision(article, command, request.act(), commands.newsroom());
    }

    /**
     * What a save would be merged into, asked of the article as it is; nothing is done.
     *
     * @param article null where it is not there
     * @param base what the content was made from
     * @throws Refused if the save would be refused for who asks, or for what they have; not for what is in conflict
     */
    public Merge.Result merged(@Nullable Article article, ReviseContent save, Content base, SignedIn person) {
        var request = request(person, fitting(save, person.roles()), Said.nothing());
        var merged = Workflow.merged(article, save, base, request.act(), commands.newsroom());
        hasFilesOf(save.articleId(), save.content(), person, Set.of());
        return merged;
    }

    /** Takes words out of all that is stored of an article. They are in no command, since commands are told of in many places. */
    public Outcome redact(ArticleId article, Blackout words, String ground, SignedIn person, Said said) {
        var nothing = new RedactWords(article, ground, List.of());
        var request = request(person, said.role() == null ? fitting(nothing, person.roles()) : said.role(), said);
        return seen(request, () -> redaction.redact(article, words, ground, request));
    }

    public Outcome send(NewsroomCommand command, SignedIn person, Said said) {
        return send(command, request(person, command.role(), said));
    }

    /** @param by an administrator, or Stet itself, where nobody asks */
    public Outcome send(NewsroomCommand command, PersonId by, Said said) {
        return send(command, request(by, Role.ADMINISTRATOR, said, null));
    }

    private Outcome send(NewsroomCommand command, Request request) {
        return seen(request, () -> commands.send(command, request));
    }

    private Outcome seen(Request request, Supplier<Answer> answer) {
        try (var expected = ledger.progress().expect(request.act().command())) {
            var answered = answer.get();
            // From the commit until everybody can see it.
            var behind = Observation.createNotStarted("stet.visible", observations)
                    .observeChecked(() -> expected.await(PATIENCE));
            return new Outcome(answered, behind);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The domain knows which roles people hold, and not to which of them a token is narrowed; so that is checked here. */
    private Request request(SignedIn person, Role role, Said said) {
        var grant = person.grant();
        if (grant != null && !person.holds(role)) {
            throw new Refused(
                    RefusalCode.ROLE_MISSING,
                    "The program “%s” does not act as a %s"
                            .formatted(grant.program().name(), role.title()));
        }
        return request(person.person(), role, said, grant == null ? null : grant.program());
    }

    private Request request(PersonId by, Role role, Said said, Act.@Nullable Program program) {
        var id = new CommandId(UUID.randomUUID().toString());
        return new Request(
                new Act(by, role, clock.instant(), said.why(), id, program), said.repeat(), said.identities());
    }

    /**
     * A new article is in the newsroom's language unless it says another. That is kept with its words: another setting later changes
     * nothing that was found in them. Nothing is said where English is meant, as it was when no article had a language.
     */
    private DraftArticle inOurs(DraftArticle draft) {
        var content = draft.content();
        var language = house.language();
        if (!content.language().isEmpty() || language.isEmpty() || language.equals("en")) {
            return draft;
        }
        return new DraftArticle(
                draft.articleId(), draft.desk(), content.with(Field.LANGUAGE, language), draft.origin());
    }

    /**
     * A picture may be approved and published only by whoever can see it, and put into an article only by whoever could. Of one that is
     * out of their sight they are told what they are told of one that is not there.
     */
    private void hasFilesOf(@Nullable ArticleId article, Content content, SignedIn person, Set<Hash> coming) {
        var named = content.figures().stream()
                .map(figure -> figure.picture().file())
                .filter(Objects::nonNull)
                .map(Hash::new)
                .filter(file -> !coming.contains(file))
                .distinct()
                .toList();
        var kept = pictures.find(named);
        named.stream()
                .filter(file -> !kept.containsKey(file))
                .findFirst()
                .or(() -> sight.outOfSight(person, article, named))
                .ifPresent(missing -> {
                    throw new InvalidValue("There is no picture whose file has the SHA-256 %s; send the file first"
                            .formatted(missing.value()));
                });
    }

    /**
     * Where nobody says which role they act in, it is the first that may do this, in the order in which the domain names them. Who holds
     * one role acts in that; whether it may do this, the workflow decides.
     */
    private static Role fitting(ArticleCommand command, Set<Role> held) {
        if (held.size() <= 1) {
            return held.stream().findFirst().orElse(Role.WRITER);
        }
        return Powers.rolesFor(command).stream()
                .filter(held::contains)
                .findFirst()
                .orElseGet(() -> held.stream().min(Comparator.naturalOrder()).orElseThrow());
    }
}
