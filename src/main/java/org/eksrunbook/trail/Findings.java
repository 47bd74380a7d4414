package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eksrunbook.incident.IncidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The findings of an incident, in time order, one an event. Joins the caller's transaction. */
@Repository
public class Findings {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Findings(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** One page. */
    public List<Finding> page(IncidentId id, FindingFilter filter, int page, int size) {
        FindingQuery query = FindingQuery.of(id, filter);
        return jdbc
                .sql("select f.document " + query.fromWhere()
                        + " order by f.event_time, f.event_id, f.source offset :offset rows fetch next :size rows only")
                .params(query.values())
                .param("offset", (long) page * size)
                .param("size", size)
                .query(String.class)
                .list()
                .stream()
                .map(this::read)
                .toList();
    }

    public long count(IncidentId id, FindingFilter filter) {
        FindingQuery query = FindingQuery.of(id, filter);
        return jdbc.sql("select count(*) " + query.fromWhere())
                .params(query.values())
                .query(Long.class)
                .single();
    }

    /** Hands over every finding that the filter lets through, without holding them in memory. */
    @Transactional(readOnly = true)
    public void forEach(IncidentId id, FindingFilter filter, Consumer<Finding> each) {
        FindingQuery query = FindingQuery.of(id, filter);
        jdbc.sql("select f.document " + query.fromWhere() + " order by f.event_time, f.event_id, f.source")
                .params(query.values())
                .query(row -> {
                    each.accept(read(row.getString(1)));
                });
    }

    public Optional<Finding> find(IncidentId id, String eventId) {
        return jdbc.sql("select document from trail_finding where incident_key = ? and event_id = ? order by source"
                        + " fetch first 1 rows only")
                .params(id.key(), eventId)
                .query(String.class)
                .optional()
                .map(this::read);
    }

    /** How many findings each category has; a finding of two categories counts in both. */
    public Map<String, Long> countByCategory(IncidentId id) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("select category, count(*) from trail_finding_category where incident_key = ? group by category")
                .param(id.key())
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    private Finding read(String document) {
        try {
            return json.readValue(document, Finding.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A finding cannot be read", broken);
        }
    }
}
