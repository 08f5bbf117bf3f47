package stet.web.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import stet.desk.Desk;
import stet.desk.Notice;
import stet.desk.WhomItConcerns;
import stet.domain.ArticleId;
import stet.domain.PersonId;
import stet.eventstore.Ledger;
import stet.web.access.AccessEvent;
import stet.web.access.AccessLedger;
import stet.web.access.Called;
import stet.web.house.House;
import stet.web.newsroom.board.NoticesPage;
import stet.web.people.Addresses;
import stet.web.people.OneTimeLinks;
import stet.web.reading.WhoReads;
import stet.workflow.Commands;

/**
 * Sends people letters about what concerns them and about what is done with their sign-in, if a mail server is configured and they have an address. While the server is away the
 * letters wait, and nothing waits for them. Each is sent at most once: one that was being sent when the program died is not sent again.
 */
@Component
public final class Post implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Post.class);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration TO_THE_END = Duration.ofSeconds(5);
    private static final int AT_ONCE = 50;
    private static final int LONGEST_SUBJECT = 200;
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.ENGLISH);

    private final Desk desk;
    private final Commands commands;
    private final Addresses addresses;
    private final AccessLedger access;
    private final Called called;
    private final WhoReads readers;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final @Nullable JavaMailSender sender;
    private final OneTimeLinks links;
    private final House house;
    private final String from;
    private final String address;
    private final Semaphore stop = new Semaphore(0);
    private volatile @Nullable Thread postman;
    /** Whether the log says already that the server takes no letters. */
    private boolean troubled;
    /** Before then no letter about a sign-in is tried, since the server took none. */
    private Instant warnAgain = Instant.MIN;

    private record Letter(PersonId person, ArticleId article, long sequence, Instant written, int tries) {}

    Post(
            Desk desk,
            Commands commands,
            Addresses addresses,
            AccessLedger access,
            Called called,
            WhoReads readers,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            ObjectProvider<JavaMailSender> sender,
            OneTimeLinks links,
            House house,
            @Value("${stet.mail.from}") String from,
            @Value("${stet.address}") String address,
            Ledger migrated) {
        this.desk = desk;
        this.commands = commands;
        this.addresses = addresses;
        this.access = access;
        this.called = called;
        this.readers = readers;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.sender = sender.getIfAvailable();
        this.links = links;
        this.house = house;
        this.from = from;
        this.address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    /** Whether there is a mail server. */
    public boolean goes() {
        return sender != null;
    }

    /** The follower of the ledger that notes what letters may be about. */
    public Arrivals arrivals() {
        return new Arrivals(jdbc, clock);
    }

    private void work() {
        for (var round = 0; !stopped(); round++) {
            try {
                write();
                send();
                warn();
                letIn();
                if (round % 1_800 == 0) {
                    jdbc.sql("DELETE FROM people_letter WHERE written_at < ?")
                            .param(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                            .update();
                }
            } catch (RuntimeException failed) {
                trouble(failed);
            }
        }
    }

    private boolean stopped() {
        try {
            return stop.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    /** Writes a letter to each person whom an event concerns, once the desk has read it. */
    private void write() {
        record News(ArticleId article, long sequence, Instant at) {}
        var news = jdbc.sql("SELECT article, sequence, happened_at FROM people_news ORDER BY happened_at LIMIT :most")
                .param("most", AT_ONCE)
                .query((row, _) -> new News(
                        new ArticleId(row.getString(1)),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
        for (var each : news) {
            if (!desk.knows(each.article(), each.sequence())) {
                continue;
            }
            try {
                transaction.executeWithoutResult(_ -> {
                    var ours = jdbc.sql("DELETE FROM people_news WHERE article = ? AND sequence = ?")
                            .params(each.article().value(), each.sequence())
                            .update();
                    if (ours == 1) {
                        desk.concerns(new WhomItConcerns(each.article(), each.sequence()))
                                .notices()
                                .forEach(this::write);
                    }
                });
            } catch (DuplicateKeyException _) {
                // Another node has written this letter already.
            }
        }
    }

    private void write(Notice notice) {
        if (addresses.forNotices(notice.person()).isEmpty()) {
            return;
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                MERGE INTO people_letter t
                USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS TIMESTAMP WITH TIME ZONE)))
                AS s (person_id, article, sequence, written_at)
                ON t.person_id = s.person_id AND t.article = s.article AND t.sequence = s.sequence
                WHEN NOT MATCHED THEN INSERT (person_id, article, sequence, written_at, state, tries, next_at)
                VALUES (s.person_id, s.article, s.sequence, s.written_at, 'WAITING', 0, s.written_at)
                """)
                .params(notice.person().value(), notice.article().value(), notice.sequence(), now)
                .update();
    }

    private void send() {
        var letters = jdbc.sql("""
                SELECT person_id, article, sequence, written_at, tries FROM people_letter
                WHERE state = 'WAITING' AND next_at <= :now ORDER BY written_at LIMIT :most
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", AT_ONCE)
                .query((row, _) -> new Letter(
                        new PersonId(row.getString(1)),
                        new ArticleId(row.getString(2)),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getInt(5)))
                .list();
        for (var letter : letters) {
            if (become(letter, "WAITING", "GOING") && !send(letter)) {
                // The server is away, so the other letters wait as well.
                return;
            }
        }
    }

    /** Tells people by letter what was done with their sign-in. A letter to whoever has no address is none. */
    private void warn() {
        if (clock.instant().isBefore(warnAgain)) {
            return;
        }
        for (var event : access.letters(AT_ONCE)) {
            if (access.letter(event, "WAITING", "GOING") && !warn(event)) {
                warnAgain = clock.instant().plus(ROUND.multipliedBy(5));
                return;
            }
        }
    }

    private boolean warn(AccessEvent event) {
        var whom = new PersonId(Objects.requireNonNull(event.whom()));
        // That letters go elsewhere from now on is told where they went.
        var to = event.kind() == AccessEvent.Kind.ADDRESS_CHANGED
                ? Optional.ofNullable(event.about())
                : addresses.of(whom, event.first());
        if (to.isEmpty() || commands.person(whom).isEmpty() || isOld(event.first())) {
            access.letter(event, "GOING", "RETURNED");
            return true;
        }
        try {
            send(
                    to.get(),
                    "Your sign-in at %s: %s"
                            .formatted(house.name(), event.kind().sentence()),
                    "%s, at %s.%n%nIf it was not you, set a new password, end your tokens, and let an administrator know: %s/newsroom/account%n"
                            .formatted(called.sentence(event), event.first().truncatedTo(ChronoUnit.SECONDS), address));
            access.letter(event, "GOING", "GONE");
            return true;
        } catch (MailException | MessagingException failed) {
            if (refused(failed)) {
                LOG.warn("A letter to {} could not be delivered: {}", whom, failed.toString());
                access.letter(event, "GOING", "RETURNED");
                return true;
            }
            trouble(failed);
            access.letter(event, "GOING", "WAITING");
            return false;
        }
    }

    /** Sends the links of those who were invited, and of those who have forgotten their password. */
    private void letIn() {
        if (clock.instant().isBefore(warnAgain)) {
            return;
        }
        for (var letter : links.letters(AT_ONCE)) {
            var path = links.drawn(letter);
            if (path.isPresent() && !letIn(letter, path.get())) {
                warnAgain = clock.instant().plus(ROUND.multipliedBy(5));
                return;
            }
        }
    }

    private boolean letIn(OneTimeLinks.Letter letter, String path) {
        if (commands.person(letter.person()).isEmpty()) {
            links.became(letter, "RETURNED");
            return true;
        }
        var until = letter.until().atZone(house.zone()).format(UNTIL);
        try {
            switch (letter.purpose()) {
                case INVITATION ->
                    send(
                            letter.to(),
                            "You are invited to " + house.name(),
                            "%s invites you to the newsroom of %s. Choose your password here:%n%n%s%n%nThe link works once, until %s.%n"
                                    .formatted(
                                            letter.by() == null
                                                    ? "An administrator"
                                                    : called.name(letter.by().value()),
                                            house.name(),
                                            address + path,
                                            until));
                default ->
                    send(
                            letter.to(),
                            "A new password at " + house.name(),
                            "Somebody asked for a new password for you at %s. Set it here:%n%n%s%n%nThe link works once, until %s. If it was not you, do nothing: your password stays as it is.%n"
                                    .formatted(house.name(), address + path, until));
            }
            links.became(letter, "GONE");
            return true;
        } catch (MailException | MessagingException failed) {
            if (refused(failed)) {
                LOG.warn("A letter to {} could not be delivered: {}", letter.person(), failed.toString());
                links.became(letter, "RETURNED");
                return true;
            }
            trouble(failed);
            links.became(letter, "WAITING");
            return false;
        }
    }

    private boolean isOld(Instant written) {
        return written.isBefore(clock.instant().minus(Arrivals.NEWS));
    }

    /** Sends one letter. Returns false if the server takes no letters at the moment. */
    private boolean send(Letter letter) {
        var notice = desk.concerns(new WhomItConcerns(letter.article(), letter.sequence())).notices().stream()
                .filter(each -> each.person().equals(letter.person()))
                .findFirst();
        var to = addresses.forNotices(letter.person());
        if (notice.isEmpty() || to.isEmpty() || !mayHear(letter, notice.get())) {
            become(letter, "GOING", "RETURNED");
            return true;
        }
        try {
            send(notice.get(), to.get());
            become(letter, "GOING", "GONE");
            if (troubled) {
                troubled = false;
                LOG.info("Letters go again");
            }
            return true;
        } catch (MailException | MessagingException failed) {
            if (refused(failed) || isOld(letter.written())) {
                LOG.warn("A letter to {} could not be delivered: {}", letter.person(), failed.toString());
                become(letter, "GOING", "RETURNED");
                return true;
            }
            trouble(failed);
            later(letter);
            return false;
        }
    }

    /** The same as on the page: of an article that they may not read, people hear only that it was killed. */
    private boolean mayHear(Letter letter, Notice notice) {
        return commands.person(letter.person()).isPresent()
                && (notice.kind() == Notice.Kind.KILLED || readers.mayRead(letter.person(), letter.article()));
    }

    private void send(Notice notice, String to) throws MessagingException {
        var headline = notice.headline().isEmpty() ? "an article without a headline" : notice.headline();
        send(
                to,
                headline + ": " + notice.sentence(),
                "%s.%n%n%s%n%s%n%s%n%n--%nStet sends you this because you asked for it: %s/newsroom/notices%n"
                        .formatted(
                                notice.sentence(),
                                headline,
                                notice.said().isEmpty() ? "" : quoted(notice.said()),
                                address + NoticesPage.link(notice),
                                address));
    }

    private void send(String to, String about, String text) throws MessagingException {
        var mail = Objects.requireNonNull(sender).createMimeMessage();
        var subject = about.replaceAll("[\\p{Cntrl}\\s]+", " ");
        var helper = new MimeMessageHelper(mail, "UTF-8");
        helper.setFrom(from);
        helper.setTo(to);
        helper.setSubject(subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) + "…" : subject);
        helper.setSentDate(Date.from(clock.instant()));
        helper.setText(text);
        mail.setHeader("Auto-Submitted", "auto-generated");
        sender.send(mail);
    }

    private static String quoted(String said) {
        return "%n%s%n".formatted(said.lines().map("> "::concat).collect(Collectors.joining("\n")));
    }

    /** Whether the server refuses this letter for good, as it would if it were sent again. */
    private static boolean refused(Exception failed) {
        return failed instanceof MailSendException sent
                && sent.getMessageExceptions().length > 0
                && sent.getMessageExceptions()[0] instanceof SendFailedException addressed
                && addressed.getInvalidAddresses() != null
                && addressed.getInvalidAddresses().length > 0;
    }

    private boolean become(Letter letter, String before, String after) {
        return jdbc.sql("""
                        UPDATE people_letter SET state = ? WHERE person_id = ? AND article = ? AND sequence = ? AND state = ?
                        """)
                        .params(after, letter.person().value(), letter.article().value(), letter.sequence(), before)
                        .update()
                == 1;
    }

    private void later(Letter letter) {
        var doubled = ROUND.multipliedBy(1L << Math.min(letter.tries(), 10));
        var pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        jdbc.sql("""
                UPDATE people_letter SET state = 'WAITING', tries = tries + 1, next_at = ?
                WHERE person_id = ? AND article = ? AND sequence = ? AND state = 'GOING'
                """)
                .params(
                        clock.instant().plus(pause).atOffset(ZoneOffset.UTC),
                        letter.person().value(),
                        letter.article().value(),
                        letter.sequence())
                .update();
    }

    private void trouble(Exception failed) {
        if (!troubled) {
            LOG.warn("Letters do not go at the moment, and are tried again: {}", failed.toString());
        }
        troubled = true;
    }

    @Override
    public void start() {
        if (goes()) {
            postman = Thread.ofPlatform().name("post").daemon().start(this::work);
        }
    }

    /** Waits for the letter that is being sent. */
    @Override
    public void stop() {
        var working = postman;
        if (working != null) {
            postman = null;
            stop.release();
            try {
                working.join(TO_THE_END);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return postman != null;
    }

    /** After the ledger has started, and until before it closes. */
    @Override
    public int getPhase() {
        return 1;
    }
}
