package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.incident.IncidentId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What was read in an incident, by principal and call: what weighs most first. Joins the caller's transaction. */
@Repository
public class Reads {

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    Reads(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** At most so many. */
    public List<ReadGroup> of(IncidentId id, int most) {
        return jdbc.query(
                "select document from trail_read where incident_key = ? order by position fetch first " + most
                        + " rows only",
                (row, number) -> read(row.getString(1)),
                id.key());
    }

    public long count(IncidentId id) {
        Long count =
                jdbc.queryForObject("select count(*) from trail_read where incident_key = ?", Long.class, id.key());
        return count == null ? 0 : count;
    }

    void replaceBy(IncidentId id, List<ReadGroup> groups) {
        jdbc.update("delete from trail_read where incident_key = ?", id.key());
        List<Object[]> rows = new ArrayList<>();
        for (ReadGroup group : groups) {
            rows.add(new Object[] {id.key(), rows.size(), write(group)});
        }
        jdbc.batchUpdate("insert into trail_read (incident_key, position, document) values (?, ?, ?)", rows);
    }

    private String write(ReadGroup group) {
        try {
            return json.writeValueAsString(group);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read cannot be written", impossible);
        }
    }

    private ReadGroup read(String document) {
        try {
            return json.readValue(document, ReadGroup.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("What was read cannot be read", broken);
        }
    }
}
