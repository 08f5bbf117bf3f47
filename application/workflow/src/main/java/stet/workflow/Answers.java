package stet.workflow;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.article.Article;
import tools.jackson.databind.json.JsonMapper;

/** The first answer to each command that carried a key. */
final class Answers {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Answers(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws Refused if the key was used for another command */
    Optional<Answer> first(Act act, Repeat repeat) {
        record Row(String fingerprint, String answer) {}
        return jdbc.sql("SELECT fingerprint, answer FROM workflow_answer WHERE person = ? AND repeat_key = ?")
                .params(act.who().value(), repeat.key())
                .query((rs, n) -> new Row(rs.getString(1), rs.getString(2)))
                .optional()
                .map(row -> {
                    if (!row.fingerprint().equals(repeat.fingerprint())) {
                        throw new Refused(
                                RefusalCode.KEY_REUSED,
                                "This idempotency key came with another command before; a new command needs a new key");
                    }
                    return json.readValue(row.answer(), Answer.class);
                });
    }

    /**
     * Words were taken out of an article, and so they are out of what was answered: the working copy that a save was answered with reads as
     * it does now, and no fingerprint is left of a command that said them, so that nobody finds them by trying. Why something was refused
     * may quote anything, and since nothing was done then, it is decided anew if it is asked again.
     */
    void redacted(ArticleId id, Article article, List<Rewriting.Event> events) {
        jdbc.sql("DELETE FROM workflow_answer WHERE SUBSTRING(answer, 1, 14) = ?")
                .param("{\"answer\":\"no\"")
                .update();
        var begins = "{\"answer\":\"done\",\"id\":%s,".formatted(json.writeValueAsString(id.value()));
        record Kept(String person, String key, String answer) {}
        jdbc.sql("""
                        SELECT person, repeat_key, answer FROM workflow_answer
                         WHERE SUBSTRING(answer, 1, ?) = ? AND POSITION('"merged":{' IN answer) > 0""")
                .params(begins.length(), begins)
                .query((row, _) -> new Kept(row.getString(1), row.getString(2), row.getString(3)))
                .list()
                .forEach(kept -> {
                    var done = (Answer.Done) json.readValue(kept.answer(), Answer.class);
                    var revision = done.revision();
                    var reads = revision == null
                            ? null
                            : article.copy().content(revision).orElse(null);
                    var now = new Answer.Done(done.id(), done.sequence(), done.events(), revision, done.stage(), reads);
                    jdbc.sql("UPDATE workflow_answer SET answer = ? WHERE person = ? AND repeat_key = ?")
                            .params(json.writerFor(Answer.class).writeValueAsString(now), kept.person(), kept.key())
                            .update();
                });
        var acts = events.stream()
                .map(event -> new By(event.act().who().value(), event.act().at()))
                .collect(Collectors.toSet());
        acts.stream()
                .map(By::person)
                .distinct()
                .forEach(person -> jdbc
                        .sql("SELECT repeat_key, answered_at FROM workflow_answer WHERE person = ?")
                        .param(person)
                        .query((row, _) -> Map.entry(
                                row.getString(1),
                                row.getObject(2, OffsetDateTime.class).toInstant()))
                        .list()
                        .stream()
                        .filter(answered -> acts.contains(new By(person, answered.getValue())))
                        .forEach(answered -> jdbc.sql(
                                        "UPDATE workflow_answer SET fingerprint = ? WHERE person = ? AND repeat_key = ?")
                                .params(UUID.randomUUID().toString(), person, answered.getKey())
                                .update()));
    }

    private record By(String person, Instant at) {}

    /** @throws org.springframework.dao.DuplicateKeyException if another command with this key came first */
    void keep(Act act, Repeat repeat, Answer answer) {
        jdbc.sql(
                        "INSERT INTO workflow_answer (person, repeat_key, fingerprint, answer, answered_at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        act.who().value(),
                        repeat.key(),
                        repeat.fingerprint(),
                        json.writerFor(Answer.class).writeValueAsString(answer),
                        Timestamp.from(act.at()))
                .update();
    }
}
