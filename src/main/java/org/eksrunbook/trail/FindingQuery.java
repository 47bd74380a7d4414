package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.Map;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/**
 * A filter as SQL: fixed text, values bound. Where a class or a caller alone is asked for, an index gives rows and order; further conditions are looked up
 * for each row.
 *
 * @param order columns of the index that gives it
 */
record FindingQuery(String fromWhere, String order, Map<String, Object> values) {

    private static final int LONGEST_START = 200;

    /** Which of the two columns a caller's name stands in. */
    enum Caller {
        PRINCIPAL,
        KEY,
        EITHER
    }

    static FindingQuery of(IncidentId id, FindingFilter filter, Caller caller, FindingOrder sorted) {
        Map<String, Object> values = new HashMap<>();
        values.put("incident", id.key());
        String outcome = sorted == FindingOrder.WEIGHT && filter.effective() != null ? outcome(filter.effective()) : "";
        Boolean told = outcome.isEmpty() ? null : filter.effective();
        if (filter.category() != null && filter.equals(ofClass(filter.category(), told))) {
            values.put("category", filter.category());
            return new FindingQuery(
                    "from trail_finding_category f where f.incident_key = :incident and f.category = :category"
                            + outcome,
                    " order by f.incident_key, f.category, " + sorted.columns(),
                    values);
        }
        StringBuilder sql = new StringBuilder("from trail_finding f where f.incident_key = :incident");
        String first = "f.incident_key";
        sql.append(outcome);
        if (filter.effective() != null && outcome.isEmpty()) {
            sql.append(" and f.effective = :effective");
            values.put("effective", filter.effective());
        }
        if (filter.source() != null) {
            sql.append(" and f.source = :source");
            values.put("source", filter.source());
        }
        if (filter.principal() != null) {
            values.put("principal", filter.principal());
            first += caller == Caller.PRINCIPAL
                    ? ", f.principal_start"
                    : caller == Caller.KEY ? ", f.access_key_id" : "";
            sql.append(" and ").append(called(filter.principal(), caller, values));
        }
        if (filter.category() != null) {
            sql.append(" and exists (select 1 from trail_finding_category c where c.incident_key = f.incident_key"
                    + " and c.source = f.source and c.event_id = f.event_id and c.category = :category)");
            values.put("category", filter.category());
        }
        if (filter.resource() != null) {
            sql.append(" and exists (select 1 from trail_finding_resource r where r.incident_key = f.incident_key"
                    + " and r.source = f.source and r.event_id = f.event_id"
                    + " and r.named_start = :resourceStart and r.named = :resource)");
            values.put("resource", filter.resource());
            values.put("resourceStart", start(filter.resource()));
        }
        return new FindingQuery(sql.toString(), " order by " + first + ", " + sorted.columns(), values);
    }

    private static FindingFilter ofClass(String category, @Nullable Boolean effective) {
        return new FindingFilter(category, null, null, effective, null);
    }

    /** By where they stand, so that the index leads to the first of them. */
    private static String outcome(boolean effective) {
        return " and f.standing " + (effective ? "< " : ">= ") + Standing.FAILED;
    }

    private static String called(String name, Caller caller, Map<String, Object> values) {
        if (caller == Caller.KEY) {
            return "f.access_key_id = :principal";
        }
        String start = start(name);
        if (caller == Caller.EITHER) {
            return "(f.principal = :principal or f.access_key_id = :principal)";
        }
        values.put("start", start);
        return start.length() < LONGEST_START - 1
                ? "f.principal_start = :start"
                : "f.principal_start = :start and f.principal = :principal";
    }

    /** The beginning of a name, as it is stored for an index; no letter is cut in two. */
    static String start(String name) {
        if (name.length() <= LONGEST_START) {
            return name;
        }
        boolean inLetter = Character.isHighSurrogate(name.charAt(LONGEST_START - 1));
        return name.substring(0, inLetter ? LONGEST_START - 1 : LONGEST_START);
    }
}
