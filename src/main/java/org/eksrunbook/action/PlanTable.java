package org.eksrunbook.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.eksrunbook.incident.IncidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The plans' table. What is read is hashed again: a plan that was changed in the table is no plan. */
@Repository
class PlanTable {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    PlanTable(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Plan> find(IncidentId incident, String planId) {
        return jdbc.sql("select document from action_plan where incident_key = ? and plan_id = ?")
                .params(incident.key(), planId)
                .query(String.class)
                .optional()
                .map(this::read);
    }

    Optional<Plan> newest(IncidentId incident, Purpose purpose) {
        return jdbc.sql("select document from action_plan where incident_key = ? and purpose = ?"
                        + " order by made desc fetch first 1 rows only")
                .params(incident.key(), purpose.word())
                .query(String.class)
                .optional()
                .map(this::read);
    }

    /** The plan that took this one's place, if one did. */
    Optional<String> successor(IncidentId incident, String planId) {
        return jdbc
                .sql("select plan_id from action_plan where incident_key = ? and supersedes = ? order by made desc")
                .params(incident.key(), planId)
                .query(String.class)
                .stream()
                .findFirst();
    }

    void insert(Plan plan) {
        long made = jdbc.sql("select coalesce(max(made), 0) from action_plan where incident_key = ?")
                .param(plan.incident().key())
                .query(Long.class)
                .single();
        jdbc.sql("insert into action_plan (incident_key, plan_id, made, purpose, hash, supersedes, document)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        plan.incident().key(),
                        plan.id(),
                        made + 1,
                        plan.purpose().word(),
                        plan.hash(),
                        plan.supersedes(),
                        write(plan))
                .update();
    }

    private Plan read(String document) {
        try {
            Plan plan = json.readValue(document, Plan.class);
            String hash = PlanHash.of(plan.incident(), plan.purpose(), plan.actions(), plan.supersedes());
            if (!hash.equals(plan.hash())) {
                throw new IllegalStateException(
                        "Plan " + plan.id() + " was changed in the database: make the plan anew and look who did that");
            }
            return plan;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A plan cannot be read", broken);
        }
    }

    private String write(Plan plan) {
        try {
            return json.writeValueAsString(plan);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A plan cannot be written", impossible);
        }
    }
}
