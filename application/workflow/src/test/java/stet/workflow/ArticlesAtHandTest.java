package stet.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.workflow.Node.CHIDI;
import static stet.workflow.Node.WANDA;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.RefusalCode;
import stet.domain.Role;
import stet.domain.SourceId;
import stet.domain.article.ArticleCommand.ConfirmClaim;
import stet.domain.article.ArticleCommand.RaiseClaim;
import stet.domain.article.ArticleCommand.SubmitForChecking;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Source;
import stet.domain.checking.SourceType;
import stet.domain.content.Anchor;
import stet.domain.content.Place;
import stet.eventstore.Databases;

/** An article at hand is what has been written of it, and nothing else. */
@Tag("database")
class ArticlesAtHandTest {
    private static final ArticleId FAIR = new ArticleId("fair");

    @ParameterizedTest
    @EnumSource
    void what_was_rolled_back_is_not_at_hand(Databases databases) {
        try (var node = new Node(databases.fresh()).staffed()) {
            node.draft("fair");
            node.send(WANDA, Role.WRITER, new SubmitForChecking(FAIR));
            var claim = new ClaimId("c1");
            var words = new Anchor(Place.of(new BlockId("b1")), 0, "The fair");
            node.send(CHIDI, Role.CHECKER, new RaiseClaim(FAIR, claim, ClaimKind.FACT, words));
            // Nobody said who the source is, which shows only after the claim was confirmed.
            var nobody = new Source.Confidential(
                    new SourceId("s1"), SourceType.PERSON, LocalDate.of(2026, 11, 23), Set.of());
            var refused = node.send(CHIDI, Role.CHECKER, new ConfirmClaim(FAIR, claim, List.of(nobody)));
            assertThat(refused)
                    .isInstanceOfSatisfying(
                            Answer.No.class, no -> assertThat(no.code()).isEqualTo(RefusalCode.NO_SUCH_SOURCE));

            var council = new Source.Named(SourceType.DOCUMENT, "The minutes", LocalDate.of(2026, 11, 23), "");
            assertThat(node.send(CHIDI, Role.CHECKER, new ConfirmClaim(FAIR, claim, List.of(council))))
                    .isInstanceOf(Answer.Done.class);
            assertThat(node.history("fair")).hasSize(4);
        }
    }

    @Test
    void there_is_a_limit_to_their_number_and_those_not_touched_for_longest_go() {
        var atHand = new ArticlesAtHand();
        IntStream.range(0, 500).forEach(n -> atHand.put(n, "article " + n));
        assertThat(atHand.<Integer, String>get(0)).isEqualTo("article 0");
        atHand.put(500, "one too many");
        assertThat(atHand.containsKey(0)).isTrue();
        assertThat(atHand.containsKey(1)).isFalse();
        assertThat(atHand.containsKey(500)).isTrue();
    }
}
