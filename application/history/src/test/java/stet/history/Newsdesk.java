package stet.history;

import java.time.Instant;
import java.util.List;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.BlockId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Role;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Hash;
import stet.domain.content.Picture;
import stet.domain.content.Text;
import stet.eventstore.Databases;
import stet.reading.Feed;

/** The people and the story of these tests. */
final class Newsdesk {
    static final ArticleId ARTICLE = new ArticleId("a1");
    static final PersonId ADA = new PersonId("ada");
    static final PersonId LENA = new PersonId("lena");
    static final Hash HASH = Hash.of(List.of("anything"));
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Content PLANT = Content.of(
            "Plant closes",
            "",
            List.of(
                    paragraph("b1", "1,200 people lose their jobs."),
                    new Block.Figure(
                            new BlockId("b2"), Picture.captioned(Text.of("The gate of the plant in Aldermouth")))));

    private Newsdesk() {}

    static Block paragraph(String id, String words) {
        return new Block.Paragraph(new BlockId(id), Text.of(words));
    }

    static Act by(PersonId who, Role role) {
        return by(who, role, NOON, null);
    }

    static Act by(PersonId who, Role role, Instant at, @org.jspecify.annotations.Nullable String why) {
        return new Act(who, role, at, why, new CommandId("do-" + who));
    }

    static Feed feed(Databases databases) {
        return new Feed(databases, "history", HistoryProjection::new);
    }

    static History history(Feed feed) {
        return new History(feed.jdbc, feed.json);
    }
}
