package org.eksrunbook.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.incident.FindingQueue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Messages that no incident could be made of: kept whole, so that a person can look and hand them in again. */
@Repository
class ParkedMessages {

    record Parked(String messageId, String reason, String artefact) {}

    private final JdbcClient jdbc;
    private final Artefacts artefacts;
    private final Clock clock;

    ParkedMessages(JdbcClient jdbc, Artefacts artefacts, Clock clock) {
        this.jdbc = jdbc;
        this.artefacts = artefacts;
        this.clock = clock;
    }

    /** Once a message, however often it comes. */
    @Transactional
    public void park(FindingQueue.Message message, String reason) {
        Artefact kept = artefacts.put(
                "application/json", out -> out.write(message.body().getBytes(StandardCharsets.UTF_8)));
        boolean known = jdbc.sql("select count(*) from intake_parked where message_id = ?")
                        .param(message.id())
                        .query(Integer.class)
                        .single()
                > 0;
        if (!known) {
            jdbc.sql("insert into intake_parked (message_id, parked_at, reason, artefact) values (?, ?, ?, ?)")
                    .params(message.id(), clock.instant().atOffset(ZoneOffset.UTC), reason, kept.sha256())
                    .update();
        }
    }

    long count() {
        return jdbc.sql("select count(*) from intake_parked").query(Long.class).single();
    }

    /** The newest first. */
    List<Parked> newest(int most) {
        return jdbc.sql(
                        "select message_id, reason, artefact from intake_parked order by parked_at desc, message_id limit ?")
                .param(most)
                .query((row, number) -> new Parked(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }
}
