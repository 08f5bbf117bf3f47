package stet.web.door;

import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.InvalidValue;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.Powers;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Words;
import stet.domain.newsroom.NewsroomCommand;
import stet.media.Pictures;
import stet.web.door.Dispatch.Outcome;
import stet.workflow.Repeat;
import stet.workflow.Request;
import tools.jackson.databind.node.ObjectNode;

/** Passes commands on in the name of whoever is signed in. */
@Component
public final class Doorkeeper {
    private static final int LONGEST_WHY = 4_000;
    private static final Content NOTHING_SAID = Content.of("", "", List.of());

    private final Dispatch dispatch;
    private final Pictures pictures;
    private final Clock clock;
    private final String language;

    Doorkeeper(Dispatch dispatch, Pictures pictures, Clock clock, @Value("${stet.language}") String language) {
        this.dispatch = dispatch;
        this.pictures = pictures;
        this.clock = clock;
        this.language = NOTHING_SAID.with(Field.LANGUAGE, language).language();
    }

    /** What a person says along with a command: in which role (null: the first that fits), why, and how to know it again. */
    public record Said(
            @Nullable Role role,
            @Nullable String why,
            @Nullable Repeat repeat,
            Map<SourceId, Request.Identity> identities) {
        public static final Said NOTHING = new Said(null, null, null, Map.of());
    }

    /** @throws InvalidValue if the words of the article name a picture's file that nobody has sent */
    public Outcome send(ArticleCommand command, SignedIn person, Said said) {
        switch (command) {
            case DraftArticle draft -> hasFilesOf(draft.content());
            case ReviseContent revise -> hasFilesOf(revise.content());
            default -> {}
        }
        var role = said.role() == null ? fitting(Powers.rolesFor(command), person.roles()) : said.role();
        return dispatch.send(
                command instanceof DraftArticle draft ? inOurs(draft) : command, request(person, role, said));
    }

    /**
     * A new article is in the newsroom's language unless it says another. That is kept with its words: another setting later changes
     * nothing that was found in them. Nothing is said where English is meant, as it was when no article had a language.
     */
    private DraftArticle inOurs(DraftArticle draft) {
        var content = draft.content();
        if (!content.language().isEmpty() || language.isEmpty() || language.equals("en")) {
            return draft;
        }
        return new DraftArticle(
                draft.articleId(), draft.desk(), content.with(Field.LANGUAGE, language), draft.origin());
    }

    /** A picture may be approved and published only by whoever can see it. */
    private void hasFilesOf(Content content) {
        var named = content.figures().stream()
                .map(figure -> figure.picture().file())
                .filter(Objects::nonNull)
                .map(Hash::new)
                .toList();
        var kept = pictures.find(named);
        named.stream().filter(file -> !kept.containsKey(file)).findFirst().ifPresent(missing -> {
            throw new InvalidValue("There is no picture whose file has the SHA-256 %s; send the file first"
                    .formatted(missing.value()));
        });
    }

    public Outcome send(NewsroomCommand command, SignedIn person, Said said) {
        return dispatch.send(command, request(person, Role.ADMINISTRATOR, said));
    }

    private Request request(SignedIn person, Role role, Said said) {
        var why = said.why();
        if (why != null && why.length() > LONGEST_WHY) {
            throw new InvalidValue("A reason has at most %,d characters".formatted(LONGEST_WHY));
        }
        var id = new CommandId(UUID.randomUUID().toString());
        return new Request(new Act(person.person(), role, clock.instant(), why, id), said.repeat(), said.identities());
    }

    /** Takes out of a body what is about the act and not about what is asked: {@code why} and, as a role, {@code as}. */
    public static Said said(ObjectNode sent, @Nullable Repeat repeat, Map<SourceId, Request.Identity> identities) {
        var why = StrictJson.take(sent, "why");
        var as = StrictJson.take(sent, "as");
        if (why != null && !why.isBlank() && !Words.saysSomething(why)) {
            throw new InvalidValue("The reason in 'why' says nothing that can be seen; say something, or leave it out");
        }
        return new Said(as == null ? null : role(as), why == null ? null : Words.visible(why), repeat, identities);
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        "There is no role '%s'; there are %s".formatted(name, Arrays.toString(Role.values()))));
    }

    /** Where nobody says which role they act in, it is the first that may do this, in the order in which the domain names them. */
    private static Role fitting(Set<Role> asked, Set<Role> held) {
        return asked.stream()
                .filter(held::contains)
                .findFirst()
                .orElseGet(() -> held.stream().min(Comparator.naturalOrder()).orElse(Role.WRITER));
    }
}
