package org.eksrunbook.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The case records. Joins the caller's transaction. */
@Repository
public class Incidents {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    Incidents(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Opens a case. A closed one of the same id is opened again with the record given.
     *
     * @throws Conflict where an incident of this id is open
     */
    public void open(Incident incident) {
        try {
            int continued = jdbc.sql("update incident set open_key = :key, state = 'open', closed_at = null,"
                            + " held = false, severity = :severity, finding_id = :finding, opened_at = :opened,"
                            + " phase = :phase, document = :document where incident_key = :key and open_key is null")
                    .param("key", incident.id().key())
                    .param("phase", incident.phase().word())
                    .param("severity", incident.severity().name())
                    .param("finding", findingId(incident.finding()))
                    .param("opened", atUtc(incident.openedAt()))
                    .param("document", write(incident))
                    .update();
            if (continued == 0) {
                insert(incident);
            }
        } catch (DuplicateKeyException taken) {
            throw new Conflict(
                    "Incident " + incident.id() + " is open already: work on that one, or choose another id");
        }
    }

    private void insert(Incident incident) {
        jdbc.sql("insert into incident (incident_key, incident_id, open_key, state, held, phase, severity, finding_id,"
                        + " opened_at, document) values (:key, :id, :key, 'open', false, :phase, :severity, :finding,"
                        + " :opened, :document)")
                .param("key", incident.id().key())
                .param("id", incident.id().value())
                .param("phase", incident.phase().word())
                .param("severity", incident.severity().name())
                .param("finding", findingId(incident.finding()))
                .param("opened", atUtc(incident.openedAt()))
                .param("document", write(incident))
                .update();
    }

    public Optional<Incident> find(IncidentId id) {
        return jdbc.sql("select * from incident where incident_key = ?")
                .param(id.key())
                .query((row, number) -> read(
                        row.getString("document"),
                        row.getString("state"),
                        row.getBoolean("held"),
                        row.getString("phase"),
                        row.getObject("closed_at", OffsetDateTime.class)))
                .optional();
    }

    /** @throws InvalidInput where there is no such incident */
    public Incident require(IncidentId id) {
        return find(id).orElseThrow(() -> new InvalidInput("There is no incident " + id));
    }

    /** The incident that a GuardDuty finding started, if one did. */
    public Optional<IncidentId> startedBy(String findingId) {
        return jdbc
                .sql("select incident_id from incident where finding_id = ? order by opened_at")
                .param(findingId)
                .query((row, number) -> new IncidentId(row.getString(1)))
                .stream()
                .findFirst();
    }

    /** All incidents, the newest first. */
    public List<Incident> list() {
        return jdbc.sql("select * from incident order by opened_at desc, incident_key")
                .query((row, number) -> read(
                        row.getString("document"),
                        row.getString("state"),
                        row.getBoolean("held"),
                        row.getString("phase"),
                        row.getObject("closed_at", OffsetDateTime.class)))
                .list();
    }

    /** Replaces the scope; its version must be the stored one plus one, else {@link Conflict}. */
    public Incident changeScope(IncidentId id, Scope scope) {
        lock(id);
        Incident now = require(id);
        if (scope.version() != now.scope().version() + 1) {
            throw new Conflict("The scope of " + id + " was changed meanwhile: look at it again");
        }
        Incident changed = new Incident(
                now.id(),
                now.open(),
                now.held(),
                now.phase(),
                now.severity(),
                now.verdict(),
                now.awareAt(),
                now.openedAt(),
                now.closedAt(),
                scope,
                now.finding(),
                now.contained(),
                now.stakeholders(),
                now.resources());
        store(changed);
        return changed;
    }

    public void enter(IncidentId id, Phase phase) {
        jdbc.sql("update incident set phase = ? where incident_key = ?")
                .params(phase.word(), id.key())
                .update();
    }

    public void hold(IncidentId id, boolean held) {
        jdbc.sql("update incident set held = ? where incident_key = ?")
                .params(held, id.key())
                .update();
    }

    /** Frees the id: the incident is open no longer. Doing it twice changes nothing. */
    public void close(IncidentId id) {
        jdbc.sql("update incident set open_key = null, state = 'closed', closed_at = ?"
                        + " where incident_key = ? and open_key is not null")
                .params(atUtc(clock.instant()), id.key())
                .update();
    }

    private void lock(IncidentId id) {
        jdbc.sql("select incident_key from incident where incident_key = ? for update")
                .param(id.key())
                .query(String.class)
                .optional();
    }

    private void store(Incident incident) {
        jdbc.sql("update incident set document = ? where incident_key = ?")
                .params(write(incident), incident.id().key())
                .update();
    }

    private static @Nullable String findingId(@Nullable JsonNode finding) {
        if (finding == null) {
            return null;
        }
        JsonNode detail = finding.path("detail").isObject() ? finding.path("detail") : finding;
        // As EventBridge carries it, or as the service's own interface gives it.
        String id = detail.path(detail.hasNonNull("id") ? "id" : "Id").asText("");
        return id.isEmpty() ? null : id;
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private String write(Incident incident) {
        try {
            return json.writeValueAsString(incident);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The case record cannot be written", impossible);
        }
    }

    private Incident read(
            String document, String state, boolean held, String phase, @Nullable OffsetDateTime closedAt) {
        try {
            Incident stored = json.readValue(document, Incident.class);
            return new Incident(
                    stored.id(),
                    state.equals("open"),
                    held,
                    Phase.of(phase),
                    stored.severity(),
                    stored.verdict(),
                    stored.awareAt(),
                    stored.openedAt(),
                    closedAt == null ? null : closedAt.toInstant(),
                    stored.scope(),
                    stored.finding(),
                    stored.contained(),
                    stored.stakeholders(),
                    stored.resources());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The case record cannot be read", broken);
        }
    }
}
