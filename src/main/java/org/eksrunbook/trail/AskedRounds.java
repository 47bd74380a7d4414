package org.eksrunbook.trail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eksrunbook.incident.IncidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Until when each round asks: «now» moves while a source takes its time, and a question that moves would be another question each time. */
@Repository
class AskedRounds {

    private final JdbcClient jdbc;

    AskedRounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The end of a round's question: the first one that was given stays. */
    Instant until(IncidentId id, int round, Instant given) {
        Optional<Instant> kept = jdbc.sql("select asked_until from trail_asked where incident_key = ? and round = ?")
                .params(id.key(), round)
                .query((row, number) ->
                        row.getObject("asked_until", OffsetDateTime.class).toInstant())
                .optional();
        if (kept.isPresent()) {
            return kept.get();
        }
        jdbc.sql("insert into trail_asked (incident_key, round, asked_until) values (?, ?, ?)")
                .params(id.key(), round, given.atOffset(ZoneOffset.UTC))
                .update();
        return given;
    }
}
