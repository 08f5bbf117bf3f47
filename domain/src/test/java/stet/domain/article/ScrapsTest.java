package stet.domain.article;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.domain.article.Story.*;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stet.domain.Act;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Anchor;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Place;

/** What was cut from an article, and may be put back. */
class ScrapsTest {
    private static final int REVISIONS = 150;

    private final List<Happened> history = new ArrayList<>();
    private @Nullable Article article;

    @Test
    void what_was_cut_is_the_same_whether_a_history_is_folded_at_once_or_event_by_event() {
        ask(1, new DraftArticle(BRIDGE, CITY, saying(1), null));
        for (var revision = 1; revision < REVISIONS; revision++) {
            if (revision % 3 == 0) {
                var claimed = new Anchor(Place.of(once(revision)), 0, "once" + revision + "x0");
                ask(revision, new RaiseClaim(BRIDGE, new ClaimId("c" + revision), ClaimKind.FACT, claimed));
            }
            ask(revision, new ReviseContent(BRIDGE, revision, saying(revision + 1)));
            if (revision % 20 == 0) {
                assertThat(Article.evolve(null, history)).isEqualTo(article);
            }
        }
        assertThat(Article.evolve(null, history)).isEqualTo(article).satisfies(whole -> {
            assertThat(whole.scraps())
                    .isNotEmpty()
                    .anyMatch(scrap -> !scrap.claims().isEmpty());
            assertThat(whole.scraps()).as("not all that was cut is kept").hasSizeLessThan(REVISIONS);
        });
    }

    private void ask(int number, ArticleCommand command) {
        var who = command instanceof RaiseClaim ? CLEO : number % 2 == 0 ? WREN : WADE;
        var act = new Act(who, Story.roleFor(who, command), MORNING, null, new CommandId("ask-" + history.size()));
        for (var event : Workflow.decide(article, command, act, NEWSROOM)) {
            history.add(new Happened(event, act));
            article = Article.evolve(article, event, act);
        }
    }

    /** No revision has a word of another, and each third has a paragraph that no other has. */
    private static Content saying(int revision) {
        var blocks = new ArrayList<Block>();
        blocks.add(paragraph(LEAD, words("lead" + revision, 30)));
        if (revision % 3 == 0) {
            blocks.add(paragraph(once(revision), words("once" + revision, 5)));
        }
        return Content.of("Night buses", "", blocks);
    }

    private static BlockId once(int revision) {
        return new BlockId("once" + revision);
    }

    private static String words(String of, int many) {
        return IntStream.range(0, many).mapToObj(n -> of + "x" + n).collect(Collectors.joining(" "));
    }
}
