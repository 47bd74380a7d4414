package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.Map;
import org.eksrunbook.incident.IncidentId;

/** A filter as SQL: fixed text, values bound. */
record FindingQuery(String fromWhere, Map<String, Object> values) {

    static FindingQuery of(IncidentId id, FindingFilter filter) {
        StringBuilder sql = new StringBuilder("from trail_finding f where f.incident_key = :incident");
        Map<String, Object> values = new HashMap<>();
        values.put("incident", id.key());
        if (filter.effective() != null) {
            sql.append(" and f.effective = :effective");
            values.put("effective", filter.effective());
        }
        if (filter.source() != null) {
            sql.append(" and f.source = :source");
            values.put("source", filter.source());
        }
        if (filter.principal() != null) {
            sql.append(" and (f.principal = :principal or f.access_key_id = :principal)");
            values.put("principal", filter.principal());
        }
        if (filter.category() != null) {
            sql.append(" and exists (select 1 from trail_finding_category c where c.incident_key = f.incident_key"
                    + " and c.source = f.source and c.event_id = f.event_id and c.category = :category)");
            values.put("category", filter.category());
        }
        if (filter.resource() != null) {
            sql.append(" and exists (select 1 from trail_finding_resource r where r.incident_key = f.incident_key"
                    + " and r.source = f.source and r.event_id = f.event_id and r.named = :resource)");
            values.put("resource", filter.resource());
        }
        return new FindingQuery(sql.toString(), values);
    }
}
