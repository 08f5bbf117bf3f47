package stet.benchmarks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionListener;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;

/**
 * An article as tables: the rows that a careful team would give it, each with its history in a table beside it, which Envers writes.
 * What is said of a picture, formatting and who wrote which words lie in a column as JSON.
 */
final class Rows {
    static final List<Class<?>> ALL = List.of(
            ArticleRow.class, BlockRow.class, ClaimRow.class, SourceRow.class, EditionRow.class, ChangeRow.class);

    private static final int LONG = 1_048_576;

    private Rows() {}

    @Entity(name = "article")
    @Audited
    static class ArticleRow {
        @Id
        String id;

        @Version
        long version;

        String desk;

        @Column(length = 1_000)
        String headline = "";

        @Column(length = 1_000)
        String standfirst = "";

        @Column(length = LONG)
        String headlineAuthors = "";

        @Column(length = LONG)
        String standfirstAuthors = "";

        String byline = "";
        String dateline = "";
        String slugline = "";
        String section = "";
        int urgency;
        int revision;
        String contentHash = "";
        boolean submitted;

        @Nullable
        String factsSignedOff;

        @Nullable
        String captionsSignedOff;

        int edition;

        ArticleRow(String id, String desk) {
            this.id = id;
            this.desk = desk;
        }

        @SuppressWarnings("NullAway.Init") // Hibernate fills it
        protected ArticleRow() {}
    }

    @Entity(name = "block")
    @Table(indexes = @Index(columnList = "article_id"))
    @Audited
    static class BlockRow {
        @Id
        String id;

        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        ArticleRow article;

        double position;
        String kind = "";

        @Column(length = LONG)
        String words = "";

        /** What else is said in it: formatting, a speaker, all of a picture. */
        @Column(length = LONG)
        String besides = "";

        @Column(length = LONG)
        String authors = "";

        @Nullable
        String approved;

        BlockRow(String id, ArticleRow article, double position) {
            this.id = id;
            this.article = article;
            this.position = position;
        }

        @SuppressWarnings("NullAway.Init") // Hibernate fills it
        protected BlockRow() {}
    }

    @Entity(name = "claim")
    @Table(indexes = @Index(columnList = "article_id"))
    @Audited
    static class ClaimRow {
        @Id
        String id;

        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        ArticleRow article;

        String kind = "";
        String place = "";

        @Column(name = "starts")
        int start;

        @Column(length = LONG)
        String words = "";

        String verdict = "";

        ClaimRow(String id, ArticleRow article) {
            this.id = id;
            this.article = article;
        }

        @SuppressWarnings("NullAway.Init") // Hibernate fills it
        protected ClaimRow() {}
    }

    @Entity(name = "source")
    @Table(indexes = @Index(columnList = "claim_id"))
    @Audited
    static class SourceRow {
        @Id
        String id;

        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        ClaimRow claim;

        String type;

        @Column(length = 2_000)
        String locator;

        LocalDate consulted;

        @Column(length = 4_000)
        String note;

        SourceRow(String id, ClaimRow claim, String type, String locator, LocalDate consulted, String note) {
            this.id = id;
            this.claim = claim;
            this.type = type;
            this.locator = locator;
            this.consulted = consulted;
            this.note = note;
        }

        @SuppressWarnings("NullAway.Init") // Hibernate fills it
        protected SourceRow() {}
    }

    @Entity(name = "edition")
    @Table(indexes = @Index(columnList = "article_id"))
    @Audited
    static class EditionRow {
        @Id
        String id;

        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        ArticleRow article;

        int number;
        String kind;

        /** Whole, as JSON: nothing of an edition ever changes. */
        @Column(length = LONG)
        String whole;

        Instant published;

        EditionRow(String id, ArticleRow article, int number, String kind, String whole, Instant published) {
            this.id = id;
            this.article = article;
            this.number = number;
            this.kind = kind;
            this.whole = whole;
            this.published = published;
        }

        @SuppressWarnings("NullAway.Init") // Hibernate fills it
        protected EditionRow() {}
    }

    /** One transaction: who, in which role, when, why, at whose command. */
    @Entity(name = "change")
    @RevisionEntity(Author.class)
    static class ChangeRow {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        @RevisionNumber
        long id;

        @RevisionTimestamp
        long at;

        @Nullable
        String who;

        @Nullable
        String role;

        @Nullable
        String why;

        @Nullable
        String command;
    }

    /** Writes down who it was. */
    public static final class Author implements RevisionListener {
        static final ThreadLocal<Act> ACT = new ThreadLocal<>();

        @Override
        public void newRevision(Object change) {
            var row = (ChangeRow) change;
            var act = ACT.get();
            row.at = act.at().toEpochMilli();
            row.who = act.who().value();
            row.role = act.role().name();
            row.why = act.why();
            row.command = act.command().value();
        }
    }
}
