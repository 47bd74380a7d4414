package org.eksrunbook.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The updates of each incident, and the states they were written from. */
@Repository
class UpdateRows {

    private static final String COLUMNS =
            "select update_no, written_at, state, subject, message, remark from stakeholder_update";

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final ObjectMapper json;

    UpdateRows(JdbcClient jdbc, Ledger ledger, ObjectMapper json) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.json = json;
    }

    private record SentBody(int number, String subject, long notice, int recipients, List<String> missed) {}

    private record MissedBody(int number, String subject, String reason) {}

    Update add(String step, UpdateDraft draft) {
        try {
            jdbc.sql(
                            "insert into stakeholder_update (incident_key, update_no, step, written_at, state, subject, message,"
                                    + " document) values (?, ?, ?, ?, 'written', ?, ?, ?)")
                    .params(
                            draft.state().id().key(),
                            draft.number(),
                            step,
                            draft.writtenAt().atOffset(ZoneOffset.UTC),
                            HeaderText.of(draft.subject()),
                            draft.text(),
                            json.writeValueAsString(draft.state()))
                    .update();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The state of a case cannot be written", impossible);
        }
        return require(draft.state().id(), draft.number());
    }

    Update sent(IncidentId id, Update update, SentNotice notice) {
        ledger.appendOnce(
                id,
                "update.sent:" + update.number(),
                "update.sent",
                Actor.SYSTEM,
                new SentBody(
                        update.number(),
                        update.subject(),
                        notice.seq(),
                        notice.recipients().size(),
                        notice.missed().stream().map(SentNotice.Recipient::name).toList()));
        String unreached = String.join(
                "; ", notice.missed().stream().map(SentNotice.Recipient::remark).toList());
        return mark(id, update.number(), Update.State.SENT, unreached);
    }

    Update missed(IncidentId id, Update update, String reason) {
        ledger.appendOnce(
                id,
                "update.missed:" + update.number(),
                "update.missed",
                Actor.SYSTEM,
                new MissedBody(update.number(), update.subject(), reason));
        return mark(id, update.number(), Update.State.MISSED, reason);
    }

    private Update mark(IncidentId id, int number, Update.State state, String remark) {
        jdbc.sql("update stakeholder_update set state = ?, remark = ? where incident_key = ? and update_no = ?")
                .params(
                        state.name().toLowerCase(Locale.ROOT),
                        remark.substring(0, Math.min(1000, remark.length())),
                        id.key(),
                        number)
                .update();
        return require(id, number);
    }

    Optional<Update> ofStep(IncidentId id, String step) {
        return jdbc.sql(COLUMNS + " where incident_key = ? and step = ?")
                .params(id.key(), step)
                .query(UpdateRows::row)
                .optional();
    }

    Update require(IncidentId id, int number) {
        return jdbc.sql(COLUMNS + " where incident_key = ? and update_no = ?")
                .params(id.key(), number)
                .query(UpdateRows::row)
                .optional()
                .orElseThrow(() -> new InvalidInput("Incident " + id + " has no update " + number));
    }

    List<Update> list(IncidentId id) {
        return jdbc.sql(COLUMNS + " where incident_key = ? order by update_no")
                .param(id.key())
                .query(UpdateRows::row)
                .list();
    }

    /** The state that an update was written from. */
    CaseState state(IncidentId id, int number) {
        String document = jdbc.sql("select document from stakeholder_update where incident_key = ? and update_no = ?")
                .params(id.key(), number)
                .query(String.class)
                .single();
        try {
            return json.readValue(document, CaseState.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The state of update " + number + " cannot be read", broken);
        }
    }

    private static Update row(ResultSet row, int number) throws SQLException {
        return new Update(
                row.getInt(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getString(5),
                Update.State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(6));
    }
}
