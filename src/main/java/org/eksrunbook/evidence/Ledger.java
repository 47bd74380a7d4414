package org.eksrunbook.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The append-only record of everything observed, decided, done and checked; one hash chain an incident.
 * Joins the caller's transaction. The chain's end is locked from the first entry until commit: append last, after anything slow.
 */
@Repository
public class Ledger {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    /** Keys of maps in order: a repeated step writes what it wrote before, in whichever process. */
    private final ObjectMapper ordered;

    private final Clock clock;

    Ledger(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.ordered = json.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        this.clock = clock;
    }

    /** Adds an entry. */
    @Transactional
    public Entry append(IncidentId id, String kind, Actor actor, Object body) {
        return add(lockHead(id), id, null, kind, actor, body);
    }

    /**
     * Adds an entry once: where this step has its entry already, that one is returned and nothing is added.
     *
     * @param step names the step within the incident, the same each time it is repeated; 200 characters at most
     */
    @Transactional
    public Entry appendOnce(IncidentId id, String step, String kind, Actor actor, Object body) {
        Head head = lockHead(id);
        Optional<Entry> there = ofStep(id, step);
        return there.orElseGet(() -> add(head, id, step, kind, actor, body));
    }

    /** The entry of a step, if the step has been recorded. */
    public Optional<Entry> ofStep(IncidentId id, String step) {
        return jdbc.sql("select line from ledger_entry where incident_key = ? and step = ?")
                .params(id.key(), step)
                .query(String.class)
                .optional()
                .map(this::parse);
    }

    /** All entries in order. */
    public List<Entry> entries(IncidentId id) {
        return jdbc
                .sql("select line from ledger_entry where incident_key = ? order by seq")
                .param(id.key())
                .query(String.class)
                .list()
                .stream()
                .map(this::parse)
                .toList();
    }

    /** All entries of one kind in order. */
    public List<Entry> entries(IncidentId id, String kind) {
        return jdbc
                .sql("select line from ledger_entry where incident_key = ? and kind = ? order by seq")
                .params(id.key(), kind)
                .query(String.class)
                .list()
                .stream()
                .map(this::parse)
                .toList();
    }

    /** The newest entry of one kind. */
    public Optional<Entry> last(IncidentId id, String kind) {
        return jdbc.sql("select line from ledger_entry where incident_key = ? and kind = ?"
                        + " order by seq desc fetch first 1 rows only")
                .params(id.key(), kind)
                .query(String.class)
                .optional()
                .map(this::parse);
    }

    /** Hands over the manifest line by line, in order, without holding it in memory. */
    @Transactional(readOnly = true)
    public void forEachLine(IncidentId id, Consumer<String> line) {
        jdbc.sql("select line from ledger_entry where incident_key = ? order by seq")
                .param(id.key())
                .query(row -> {
                    line.accept(row.getString(1));
                });
    }

    /** Where the chain ends now. */
    public Head head(IncidentId id) {
        return jdbc.sql("select seq, hash from ledger_head where incident_key = ?")
                .param(id.key())
                .query((row, number) -> new Head(row.getLong(1), row.getString(2)))
                .optional()
                .orElse(Head.EMPTY);
    }

    private Head lockHead(IncidentId id) {
        // Two first entries at once: the loser's transaction fails on the primary key and is repeated by its caller.
        return jdbc.sql("select seq, hash from ledger_head where incident_key = ? for update")
                .param(id.key())
                .query((row, number) -> new Head(row.getLong(1), row.getString(2)))
                .optional()
                .orElseGet(() -> {
                    jdbc.sql("insert into ledger_head (incident_key, seq, hash) values (?, 0, ?)")
                            .params(id.key(), Head.NOTHING)
                            .update();
                    return Head.EMPTY;
                });
    }

    private Entry add(Head head, IncidentId id, @Nullable String step, String kind, Actor actor, Object body) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seq", head.count() + 1);
        fields.put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        fields.put("incident", id.value());
        fields.put("kind", kind);
        fields.put("actor", actor.name());
        fields.put("body", ordered.valueToTree(body));
        fields.put("previous", head.hash());
        Line line = Line.of(write(fields));
        jdbc.sql("insert into ledger_entry (incident_key, seq, step, kind, line, hash) values (?, ?, ?, ?, ?, ?)")
                .params(id.key(), head.count() + 1, step, kind, line.text(), line.hash())
                .update();
        jdbc.sql("update ledger_head set seq = ?, hash = ? where incident_key = ?")
                .params(head.count() + 1, line.hash(), id.key())
                .update();
        return parse(line.text());
    }

    private Entry parse(String line) {
        try {
            JsonNode node = json.readTree(line);
            return new Entry(
                    node.path("seq").asLong(),
                    Instant.parse(node.path("at").asText()),
                    node.path("kind").asText(),
                    node.path("actor").asText(),
                    node.path("body"),
                    node.path("previous").asText(),
                    node.path("hash").asText(),
                    line);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A ledger entry cannot be read", broken);
        }
    }

    private String write(Map<String, Object> fields) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A ledger entry cannot be written", impossible);
        }
    }
}
