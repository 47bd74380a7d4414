package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.IncidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The principals of an incident: given, found, watched, and left out with the reason. Joins the caller's transaction. */
@Repository
public class Principals {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Principals(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Those of the attack, the given ones first, then by round. */
    public List<Principal> included(IncidentId id) {
        return all(id).stream().filter(Principal::included).toList();
    }

    /** All that were considered. */
    public List<Principal> all(IncidentId id) {
        return jdbc
                .sql("select document from trail_principal where incident_key = ? order by position, principal_key")
                .param(id.key())
                .query(String.class)
                .list()
                .stream()
                .map(this::read)
                .toList();
    }

    /** Replaces what is stored: the list is made anew from scope and events in each round. */
    void replace(IncidentId id, List<Principal> principals) {
        jdbc.sql("delete from trail_principal where incident_key = ?")
                .param(id.key())
                .update();
        int position = 0;
        for (Principal principal : principals) {
            jdbc.sql("insert into trail_principal (incident_key, principal_key, round, included, position, document)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .params(
                            id.key(),
                            Sha256.of((principal.type() + "\n" + principal.id()).getBytes(UTF_8)),
                            principal.round(),
                            principal.included(),
                            position++,
                            write(principal))
                    .update();
        }
    }

    private String write(Principal principal) {
        try {
            return json.writeValueAsString(principal);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A principal cannot be written", impossible);
        }
    }

    private Principal read(String document) {
        try {
            return json.readValue(document, Principal.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A principal cannot be read", broken);
        }
    }
}
