package stet.web.door;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.AddComment;
import stet.domain.article.ArticleCommand.AnswerQuery;
import stet.domain.article.ArticleCommand.AsSeen;
import stet.domain.article.ArticleCommand.Confiding;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.Drafting;
import stet.domain.article.ArticleCommand.KillArticle;
import stet.domain.article.ArticleCommand.NewClaim;
import stet.domain.article.ArticleCommand.PublishArticle;
import stet.domain.article.ArticleCommand.PublishAsScheduled;
import stet.domain.article.ArticleCommand.Publishing;
import stet.domain.article.ArticleCommand.QueryClaim;
import stet.domain.article.ArticleCommand.QueryWords;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.article.ArticleCommand.ReopenOnDoubt;
import stet.domain.article.ArticleCommand.ReplaceWords;
import stet.domain.article.ArticleCommand.RequestChanges;
import stet.domain.article.ArticleCommand.RestoreRevision;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.SchedulePublication;
import stet.domain.article.ArticleCommand.ShredSource;
import stet.domain.article.ArticleCommand.WaiveCheck;

/** The commands that are asked for by name: all but those with an address of their own. */
public final class ArticleCommands {
    /** Drafting and revising have their own resources; Stet alone publishes as scheduled, and reopens what rests on a doubted source. */
    private static final Set<Class<?>> ELSEWHERE =
            Set.of(DraftArticle.class, ReviseContent.class, PublishAsScheduled.class, ReopenOnDoubt.class);

    /** The fields for ids of new things, which Stet fills in if the sender leaves them out. */
    private static final Map<Class<?>, String> NEW_IDS = Map.of(
            RaiseClaim.class, "claimId",
            NewClaim.class, "claimId",
            QueryWords.class, "claimId",
            AddComment.class, "commentId",
            RequestChanges.class, "commentId");

    /** Those of checking that settle nothing, so that a program which only points things out need not be able to sign. */
    private static final Set<Class<?>> ASKING =
            Set.of(RaiseClaim.class, QueryClaim.class, QueryWords.class, AnswerQuery.class);

    /** Those that make other words of a revision. */
    private static final Set<Class<?>> BASED_ON = Set.of(ReplaceWords.class, RestoreRevision.class);

    private static final Set<String> WAIVING = Set.of(kebab(WaiveCheck.class.getSimpleName()));

    private static final Set<Class<?>> FOR_GOOD = Set.of(KillArticle.class, ShredSource.class);

    public static final String DRAFT = kebab(DraftArticle.class.getSimpleName());
    public static final String REVISE = kebab(ReviseContent.class.getSimpleName());

    private static final SequencedMap<String, Class<? extends ArticleCommand>> BY_NAME = byName();

    private ArticleCommands() {}

    /** By name, such as {@code sign-off-facts}. */
    public static SequencedMap<String, Class<? extends ArticleCommand>> byNames() {
        return BY_NAME;
    }

    public static boolean mayOmit(Class<?> command, String field) {
        return field.equals(NEW_IDS.get(command)) || field.equals(seenIn(command));
    }

    /** The field that says which revision somebody had before them, unless If-Match does; empty where it matters to none. */
    public static String seenIn(Class<?> command) {
        return AsSeen.class.isAssignableFrom(command) ? "revision" : BASED_ON.contains(command) ? "basedOn" : "";
    }

    public static String newId(Class<?> command) {
        return NEW_IDS.getOrDefault(command, "");
    }

    private static SequencedMap<String, Class<? extends ArticleCommand>> byName() {
        var byName = new LinkedHashMap<String, Class<? extends ArticleCommand>>();
        for (var activity : ArticleCommand.class.getPermittedSubclasses()) {
            for (var command : activity.getPermittedSubclasses()) {
                if (!ELSEWHERE.contains(command)) {
                    byName.put(kebab(command.getSimpleName()), command.asSubclass(ArticleCommand.class));
                }
            }
        }
        return java.util.Collections.unmodifiableSequencedMap(byName);
    }

    public static String kebab(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    /** The names of all commands that can be asked of an article, be it by name or at an address of their own. */
    public static Set<String> all() {
        var all = new java.util.TreeSet<>(BY_NAME.keySet());
        all.add(DRAFT);
        all.add(REVISE);
        return all;
    }

    /** What a token must be good for to ask for this; what is no command changes nothing, whoever asks. */
    public static Scope scope(String name) {
        var command = BY_NAME.get(name);
        if (command == null || Drafting.class.isAssignableFrom(command) || ASKING.contains(command)) {
            return Scope.WRITE;
        }
        if (FOR_GOOD.contains(command)) {
            return Scope.KILL;
        }
        var publishes = Publishing.class.isAssignableFrom(command) && command != WaiveCheck.class;
        return publishes || Confiding.class.isAssignableFrom(command) ? Scope.PUBLISH : Scope.CHECK;
    }

    /** The commands whose work is done along with this one, so that a token must be good for these as well. */
    static Set<String> within(ArticleCommand command) {
        return switch (command) {
            case PublishArticle c when c.waiving() != null -> WAIVING;
            case SchedulePublication c when c.waiving() != null -> WAIVING;
            default -> Set.of();
        };
    }

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }
}
