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
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The findings of an incident, one an event, in time order unless another one is asked for. Joins the caller's transaction. */
@Repository
public class Findings {

    private static final int AT_ONCE = 500;
    private static final String BEHIND = " and f.event_time >= :time and (f.event_time > :time or f.event_id > :event"
            + " or (f.event_id = :event and f.source > :behind))";

    // Of the same standing first, which the index leads to: there may be a hundred thousand.
    private static final String IN_STANDING = " and f.standing = :standing" + BEHIND;
    private static final String BEHIND_STANDING = " and f.standing > :standing";

    private record Place(int standing, String time, String event, String source) {}

    private record Row(Place place, String document) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Findings(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** One page. */
    public List<Finding> page(IncidentId id, FindingFilter filter, int page, int size) {
        return page(id, filter, FindingOrder.TIME, page, size);
    }

    /** One page in an order. */
    public List<Finding> page(IncidentId id, FindingFilter filter, FindingOrder order, int page, int size) {
        FindingQuery query = query(id, filter, order);
        return jdbc
                .sql(documents(query, order, "", " offset :offset rows fetch next :size rows only"))
                .params(query.values())
                .param("offset", (long) page * size)
                .param("size", size)
                .query((row, number) -> row.getString("document"))
                .list()
                .stream()
                .map(this::read)
                .toList();
    }

    /** The places of the findings that are wanted come from an index alone; then the few documents are read. */
    private static String documents(FindingQuery query, FindingOrder order, String behind, String some) {
        return "select k.*, d.document from (select f.incident_key, " + order.columns() + " " + query.fromWhere()
                + behind + query.order() + some
                + ") k join trail_finding d on d.incident_key = k.incident_key and d.source = k.source"
                + " and d.event_id = k.event_id order by " + order.columns().replace("f.", "k.");
    }

    private FindingQuery query(IncidentId id, FindingFilter asked, FindingOrder order) {
        // As names are stored.
        FindingFilter filter = new FindingFilter(
                asked.category(),
                asked.principal() == null ? null : FindingStore.cut(asked.principal()),
                asked.resource() == null ? null : FindingStore.cut(asked.resource()),
                asked.effective(),
                asked.source());
        String name = filter.principal();
        if (name == null) {
            return FindingQuery.of(id, filter, FindingQuery.Caller.EITHER, order);
        }
        boolean key = isThere(id, "access_key_id", name);
        boolean principal = isThere(id, "principal_start", FindingQuery.start(name));
        return FindingQuery.of(
                id,
                filter,
                key && principal
                        ? FindingQuery.Caller.EITHER
                        : key ? FindingQuery.Caller.KEY : FindingQuery.Caller.PRINCIPAL,
                order);
    }

    private boolean isThere(IncidentId id, String column, String value) {
        return jdbc.sql("select 1 from trail_finding where incident_key = ? and " + column + " = ?"
                        + " fetch first 1 rows only")
                .params(id.key(), value)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    public long count(IncidentId id, FindingFilter filter) {
        // Where an outcome is asked for, the places in this order tell it.
        FindingQuery query = query(id, filter, FindingOrder.WEIGHT);
        return jdbc.sql("select count(*) " + query.fromWhere())
                .params(query.values())
                .query(Long.class)
                .single();
    }

    /** Hands over every finding that the filter lets through, in time order. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void forEach(IncidentId id, FindingFilter filter, Consumer<Finding> each) {
        forEach(id, filter, FindingOrder.TIME, each);
    }

    /**
     * Hands over every finding that the filter lets through, all as they stood when it began: some hundred at a time from where the last ended, so that
     * the first come at once and no database holds them all.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void forEach(IncidentId id, FindingFilter filter, FindingOrder order, Consumer<Finding> each) {
        FindingQuery query = query(id, filter, order);
        boolean byTime = order == FindingOrder.TIME;
        Place after = new Place(-1, "", "", "");
        boolean within = byTime;
        boolean more = true;
        while (more) {
            String behind = byTime ? BEHIND : within ? IN_STANDING : BEHIND_STANDING;
            List<Row> rows = jdbc.sql(documents(query, order, behind, " fetch first " + AT_ONCE + " rows only"))
                    .params(query.values())
                    .param("standing", after.standing())
                    .param("time", after.time())
                    .param("event", after.event())
                    .param("behind", after.source())
                    .query((row, number) -> new Row(
                            new Place(
                                    byTime ? 0 : row.getInt("standing"),
                                    row.getString("event_time"),
                                    row.getString("event_id"),
                                    row.getString("source")),
                            row.getString("document")))
                    .list();
            for (Row row : rows) {
                each.accept(read(row.document()));
                after = row.place();
            }
            boolean full = rows.size() == AT_ONCE;
            more = full || within && !byTime;
            within = full || byTime;
        }
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
