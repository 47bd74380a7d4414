package org.eksrunbook.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The queries of each incident, in the database. */
@Repository
class AthenaSteps {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    AthenaSteps(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    Optional<AthenaStep> find(IncidentId id, String step) {
        return jdbc.sql("select * from athena_query where incident_key = ? and step = ?")
                .params(id.key(), step)
                .query((row, number) -> read(row))
                .optional();
    }

    List<AthenaStep> all(IncidentId id) {
        return jdbc.sql("select * from athena_query where incident_key = ? order by planned_at, step")
                .params(id.key())
                .query((row, number) -> read(row))
                .list();
    }

    /** Incidents that are over and still have queries that are not stopped, or tables that are not removed. */
    List<IncidentId> leftBehind() {
        return jdbc
                .sql(
                        "select distinct i.incident_id from incident i where i.open_key is null and"
                                + " (exists (select 1 from athena_query q where q.incident_key = i.incident_key and q.state in ('planned', 'running'))"
                                + " or exists (select 1 from athena_piece p where p.incident_key = i.incident_key and p.state <> 'removed'))")
                .query(String.class)
                .list()
                .stream()
                .map(IncidentId::new)
                .toList();
    }

    /** @param estimated bytes that it may read */
    AthenaStep plan(IncidentId id, String step, AthenaStatement statement, long estimated) {
        return put(id, step, AthenaStep.State.PLANNED, 1, statement, 0, estimated);
    }

    /** Written down as never asked, so that nobody takes its answer for an empty one. */
    void refuse(IncidentId id, String step, AthenaStatement statement) {
        if (find(id, step).isEmpty()) {
            put(id, step, AthenaStep.State.REFUSED, 1, statement, 0, 0);
        }
    }

    /** The next attempt of a query that failed or was stopped. */
    AthenaStep planAnew(IncidentId id, AthenaStep ended) {
        jdbc.sql("delete from athena_query where incident_key = ? and step = ?")
                .params(id.key(), ended.step())
                .update();
        return put(
                id,
                ended.step(),
                AthenaStep.State.PLANNED,
                ended.attempt() + 1,
                ended.statement(),
                ended.paidBytes(),
                ended.estimated());
    }

    private AthenaStep put(
            IncidentId id,
            String step,
            AthenaStep.State state,
            int attempt,
            AthenaStatement statement,
            long earlierBytes,
            long estimated) {
        jdbc.sql(
                        "insert into athena_query (incident_key, step, attempt, state, statement, parameters, earlier_bytes,"
                                + " estimated, read_bytes, result_rows, results, planned_at) values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, '', ?)")
                .params(
                        id.key(),
                        step,
                        attempt,
                        word(state),
                        statement.text(),
                        write(statement.parameters()),
                        earlierBytes,
                        estimated,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return find(id, step).orElseThrow();
    }

    void started(IncidentId id, String step, String queryId) {
        jdbc.sql("update athena_query set state = 'running', query_id = ? where incident_key = ? and step = ?")
                .params(queryId, id.key(), step)
                .update();
    }

    void set(IncidentId id, String step, AthenaStep.State state, long bytes) {
        jdbc.sql("update athena_query set state = ?, read_bytes = ? where incident_key = ? and step = ?")
                .params(word(state), bytes, id.key(), step)
                .update();
    }

    /** Stays so until a person has mended what it failed of. */
    void failed(IncidentId id, String step, String why, long bytes) {
        jdbc.sql("update athena_query set state = 'failed', failure = ?, failed_at = ?, read_bytes = ?"
                        + " where incident_key = ? and step = ?")
                .params(why, clock.instant().atOffset(ZoneOffset.UTC), bytes, id.key(), step)
                .update();
    }

    void read(IncidentId id, AthenaStep step, @Nullable String nextToken, long rows, @Nullable String artefact) {
        String results = String.join("\n", step.results()) + (artefact == null ? "" : "\n" + artefact);
        jdbc.sql("update athena_query set state = ?, next_token = ?, result_rows = ?, results = ?"
                        + " where incident_key = ? and step = ?")
                .params(
                        word(nextToken == null ? AthenaStep.State.DONE : AthenaStep.State.FINISHED),
                        nextToken,
                        step.rows() + rows,
                        results.strip(),
                        id.key(),
                        step.step())
                .update();
    }

    /** Bytes that all queries of an incident have read so far; of one whose end is not known, what it may read. */
    long bytes(IncidentId id) {
        return jdbc.sql("select coalesce(sum(earlier_bytes + case when state in ('planned', 'running')"
                        + " then greatest(read_bytes, estimated) else read_bytes end), 0)"
                        + " from athena_query where incident_key = ?")
                .params(id.key())
                .query(Long.class)
                .single();
    }

    private AthenaStep read(ResultSet row) throws SQLException {
        OffsetDateTime failedAt = row.getObject("failed_at", OffsetDateTime.class);
        String results = row.getString("results");
        return new AthenaStep(
                row.getString("step"),
                row.getInt("attempt"),
                AthenaStep.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new AthenaStatement(row.getString("statement"), list(row.getString("parameters"))),
                row.getString("query_id"),
                row.getLong("read_bytes"),
                row.getLong("earlier_bytes"),
                row.getLong("estimated"),
                row.getString("failure"),
                failedAt == null ? null : failedAt.toInstant(),
                row.getString("next_token"),
                row.getLong("result_rows"),
                results.isEmpty() ? List.of() : List.of(results.split("\n", -1)));
    }

    private static String word(AthenaStep.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private String write(List<String> values) {
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<String> list(String text) {
        try {
            return json.readValue(text, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The values of a query cannot be read", broken);
        }
    }
}
