package stet.workflow;

import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import stet.domain.Act;
import stet.domain.RefusalCode;
import stet.domain.Refused;
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
