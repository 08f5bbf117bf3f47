package stet.web.newsroom.board;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Board;
import stet.desk.Card;
import stet.desk.Desk;
import stet.desk.OneCard;
import stet.desk.People;
import stet.desk.Queue;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.article.ArticleCommand;
import stet.domain.article.ArticleCommand.AssignArticle;
import stet.domain.article.ArticleCommand.HoldArticle;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.ArticleCommand.UnassignArticle;
import stet.domain.content.Blackout;
import stet.web.door.Door;
import stet.web.door.Repeats;
import stet.web.door.Said;
import stet.web.door.SignedIn;
import stet.web.http.Problems;
import stet.web.newsroom.Pages;
import stet.web.newsroom.Refusal;
import stet.web.people.OwnPath;
import stet.web.reading.WhoReads;
import stet.workflow.Answer;
import stet.workflow.Repeat;

/**
 * One act on many articles: each is asked for by a command of its own, and decided by itself. Whatever is refused is told by the name of
 * the article, and the others are done.
 */
@Controller
class ManyPage {
    /** As what somebody is given an article that waits in a queue, if they work as that. */
    private static final Map<Queue, Role> FITTING = Map.of(
            Queue.DRAFTING, Role.WRITER,
            Queue.WITH_CHECKERS, Role.CHECKER,
            Queue.WITH_PICTURES, Role.PICTURE_EDITOR,
            Queue.READY, Role.PUBLISHER,
            Queue.LIVE, Role.PUBLISHER);

    private final Desk desk;
    private final WhoReads readers;
    private final Door door;
    private final Problems problems;

    ManyPage(Desk desk, WhoReads readers, Door door, Problems problems) {
        this.desk = desk;
        this.readers = readers;
        this.door = door;
        this.problems = problems;
    }

    /**
     * What is asked of each.
     *
     * @param act {@code give} to a person, {@code take} from a person, {@code urgency} or {@code hold}
     * @param role as which they are given it; blank for what fits where it waits
     */
    record Asked(String act, String person, String role, String urgency, String reason) {}

    /** @param role as which it was given or taken, or null */
    public record Done(
            String article, String headline, @Nullable Role role) {}

    public record No(String article, String headline, String sentence) {}

    /**
     * What went, and what did not.
     *
     * @param sentence of what was done; empty where nothing was
     */
    public record Went(String sentence, List<Done> done, List<No> refused) {
        public Went {
            done = List.copyOf(done);
            refused = List.copyOf(refused);
        }

        /** The same role for all, by which it can be taken back in one act; null where they differ, or nothing was given. */
        public @Nullable Role role() {
            var roles = done.stream().map(Done::role).distinct().toList();
            return roles.size() == 1 ? roles.getFirst() : null;
        }
    }

    @PostMapping("/newsroom/many")
    ModelAndView ask(
            @RequestParam(defaultValue = "") List<String> articles,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String urgency,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(name = "_back", defaultValue = "") String back,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String byScript,
            @AuthenticationPrincipal SignedIn me) {
        var asked = new Asked(act, person, role, urgency, reason);
        var status = HttpStatus.OK;
        Went went;
        try {
            // All names are read before anything is asked, so that a bad one cannot hide what was done to others.
            went = each(
                    new LinkedHashSet<>(articles.stream().map(ArticleId::new).toList()), asked, key, me);
        } catch (InvalidValue invalid) {
            status = HttpStatus.UNPROCESSABLE_CONTENT;
            went = new Went("", List.of(), List.of(new No("", "", String.valueOf(invalid.getMessage()))));
        }
        var page = new ModelAndView(byScript == null ? "newsroom/many" : "newsroom/many :: went")
                .addObject("went", went)
                .addObject("asked", asked)
                .addObject("key", Pages.key())
                .addObject("back", OwnPath.is(back) ? back : "/newsroom");
        page.setStatus(status);
        return page;
    }

    private Went each(Set<ArticleId> articles, Asked asked, String key, SignedIn me) {
        if (articles.isEmpty()) {
            throw new InvalidValue("Choose one article at least");
        }
        if (articles.size() > Board.MOST) {
            throw new InvalidValue("Choose %d articles at the most".formatted(Board.MOST));
        }
        var people = desk.people(new People()).people();
        var done = new ArrayList<Done>();
        var refused = new ArrayList<No>();
        for (var article : articles) {
            var card = readers.mayRead(me.person(), article)
                    ? desk.card(new OneCard(article)).orElse(null)
                    : null;
            if (card == null) {
                refused.add(new No("", "One of them", "There is no such article"));
                continue;
            }
            var role = role(asked, card, people);
            var no = Refusal.<@Nullable String>instead(
                    problems,
                    () -> ask(command(card, asked, role), repeat(key, article, asked), me),
                    Refusal::sentence);
            var headline = card.headline().isEmpty() ? "No headline yet" : card.headline();
            if (no == null) {
                done.add(new Done(article.value(), headline, role));
            } else {
                refused.add(new No(article.value(), headline, no));
            }
        }
        return new Went(done.isEmpty() ? "" : sentence(asked, done, people), done, refused);
    }

    /** A form that comes twice is known again by what was asked: the words of an article may be others by then. */
    private static @Nullable Repeat repeat(String key, ArticleId article, Asked asked) {
        return Repeats.ofForm(key.isBlank() ? "" : key + "-" + article.value(), List.of("many", asked.toString()));
    }

    private @Nullable String ask(ArticleCommand command, @Nullable Repeat repeat, SignedIn me) {
        var outcome = door.send(command, me, Said.nothingBut(repeat));
        return switch (outcome.answer()) {
            case Answer.No no -> no.sentence();
            case Answer.Done _ -> null;
        };
    }

    private ArticleCommand command(Card card, Asked asked, @Nullable Role role) {
        var article = card.article();
        return switch (asked.act()) {
            case "give" -> new AssignArticle(article, person(asked), known(role), null);
            case "take" -> new UnassignArticle(article, person(asked), known(role));
            case "hold" -> new HoldArticle(article, asked.reason());
            case "urgency" -> {
                var copy =
                        desk.workingCopy(new WorkingCopy(article)).orElseThrow().article();
                yield new ReviseContent(
                        article,
                        copy.revision(),
                        Blackout.black(copy.content()),
                        copy.content().withUrgency(Narrowed.urgency(asked.urgency())));
            }
            default -> throw new InvalidValue("'%s' is nothing that is done with many".formatted(asked.act()));
        };
    }

    private static PersonId person(Asked asked) {
        if (asked.person().isBlank()) {
            throw new InvalidValue("Say who should have it");
        }
        return new PersonId(asked.person());
    }

    private static Role known(@Nullable Role role) {
        if (role == null) {
            throw new InvalidValue("They have no role in which one works on an article");
        }
        return role;
    }

    /** The role that is named, or the one that fits where it waits, or else the first in which they work. */
    private static @Nullable Role role(Asked asked, Card card, List<People.Person> people) {
        if (!Set.of("give", "take").contains(asked.act())) {
            return null;
        }
        var named = BoardPage.WORKING.stream()
                .filter(role -> role.name().equals(asked.role()))
                .findFirst();
        if (named.isPresent()) {
            return named.get();
        }
        var held = people.stream()
                .filter(each -> each.id().value().equals(asked.person()))
                .findFirst()
                .map(People.Person::roles)
                .orElse(Set.of());
        var fitting = FITTING.get(card.queue());
        return fitting != null && held.contains(fitting)
                ? fitting
                : BoardPage.WORKING.stream().filter(held::contains).findFirst().orElse(fitting);
    }

    private static String sentence(Asked asked, List<Done> done, List<People.Person> people) {
        var what = done.size() == 1 ? "“%s”".formatted(done.getFirst().headline()) : done.size() + " articles";
        var be = done.size() == 1 ? "is" : "are";
        var who = people.stream()
                .filter(each -> each.id().value().equals(asked.person()))
                .findFirst()
                .map(People.Person::name)
                .orElse(asked.person());
        var roles = done.stream().map(Done::role).distinct().toList();
        var as = roles.size() == 1 && roles.getFirst() != null
                ? ", as " + roles.getFirst().title()
                : "";
        return switch (asked.act()) {
            case "give" -> "%s %s with %s now%s.".formatted(what, be, who, as);
            case "take" -> "%s %s taken from %s again.".formatted(what, be, who);
            case "hold" -> "%s %s on hold.".formatted(what, be);
            default -> "%s %s of urgency %s now.".formatted(what, be, asked.urgency());
        };
    }
}
