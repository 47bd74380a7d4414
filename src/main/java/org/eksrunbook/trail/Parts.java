package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which groups of files were read for the tokens of which rounds, and the event parts that came of it. */
@Repository
class Parts {

    /**
     * @param throughRound all tokens of the rounds up to this one have been looked for in the group, those that came up while it was read up to
     * @param step that step
     * @param artefact the events as Parquet; {@code null}: none
     * @param report the group's report, an artefact; {@code null} where its index told that reading would find nothing
     * @param characters of the part's events, as they were logged
     */
    record Part(
            String groupId,
            int throughRound,
            int step,
            String idsHash,
            @Nullable String artefact,
            long events,
            long matched,
            @Nullable String report,
            long characters) {}

    private static final String OF_SURVEY =
            " from trail_part p where p.incident_key = ? and exists (select 1 from trail_group g where g.incident_key = p.incident_key"
                    + " and g.survey = ? and g.group_id = p.group_id)";

    private final JdbcClient jdbc;
    private final Artefacts artefacts;
    private final ObjectMapper json;

    Parts(JdbcClient jdbc, Artefacts artefacts, ObjectMapper json) {
        this.jdbc = jdbc;
        this.artefacts = artefacts;
        this.json = json;
    }

    private static Part part(ResultSet row, int number) throws SQLException {
        return new Part(
                row.getString("group_id"),
                row.getInt("through_round"),
                row.getInt("step"),
                row.getString("ids_hash"),
                row.getString("artefact"),
                row.getLong("events"),
                row.getLong("matched"),
                row.getString("report"),
                row.getLong("characters"));
    }

    void add(IncidentId id, Part part) {
        jdbc.sql(
                        "insert into trail_part (incident_key, group_id, through_round, step, ids_hash, artefact, events, matched, report,"
                                + " characters) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id.key(),
                        part.groupId(),
                        part.throughRound(),
                        part.step(),
                        part.idsHash(),
                        part.artefact(),
                        part.events(),
                        part.matched(),
                        part.report(),
                        part.characters())
                .update();
    }

    /** The parts of a survey's groups; those of groups that are no more do not count. */
    private List<Part> of(IncidentId id, int survey) {
        return jdbc.sql("select p.*" + OF_SURVEY + " order by p.group_id, p.through_round, p.step")
                .params(id.key(), survey)
                .query(Parts::part)
                .list();
    }

    /** The event parts of a survey's groups as files, by their hashes. */
    Map<String, PartFile> files(IncidentId id, int survey) {
        Map<String, PartFile> files = new LinkedHashMap<>();
        for (Part part : of(id, survey)) {
            if (part.artefact() != null) {
                files.put(part.artefact(), new PartFile(artefacts.file(part.artefact()), part.characters()));
            }
        }
        return files;
    }

    /** How many groups of a survey have been read up to a round and a step of it. */
    int done(IncidentId id, int survey, int round, int step) {
        return jdbc.sql("select count(distinct p.group_id)" + OF_SURVEY + " and p.through_round = ? and p.step >= ?")
                .params(id.key(), survey, round, step)
                .query(Integer.class)
                .single();
    }

    /**
     * The first groups of a survey that have not been read up to a round and a step of it.
     *
     * @param from the day from which on groups are wanted; {@code null}: all groups
     */
    List<Surveys.Group> open(IncidentId id, int survey, int round, int step, @Nullable LocalDate from) {
        return jdbc.sql("select * from trail_group g where g.incident_key = ? and g.survey = ? and not exists"
                        + " (select 1 from trail_part p where p.incident_key = g.incident_key and p.group_id = g.group_id"
                        + " and p.through_round = ? and p.step >= ?)"
                        + (from == null ? "" : " and (g.last_day is null or g.last_day >= ?)")
                        + " order by g.number fetch first 200 rows only")
                .params(
                        from == null
                                ? List.of(id.key(), survey, round, step)
                                : List.of(id.key(), survey, round, step, from.toString()))
                .query(Surveys::group)
                .list();
    }

    /** Up to which round a group has been read, and its report; empty where it never was. */
    Optional<Part> newest(IncidentId id, String groupId) {
        return jdbc
                .sql(
                        "select * from trail_part where incident_key = ? and group_id = ? order by through_round desc, step desc")
                .params(id.key(), groupId)
                .query(Parts::part)
                .list()
                .stream()
                .findFirst();
    }

    /** What the last full reading of a group told. */
    Optional<GroupReport> report(IncidentId id, String groupId) {
        return jdbc
                .sql("select report from trail_part where incident_key = ? and group_id = ? and report is not null"
                        + " order by through_round desc, step desc")
                .params(id.key(), groupId)
                .query(String.class)
                .list()
                .stream()
                .findFirst()
                .map(this::readReport);
    }

    GroupReport readReport(String artefact) {
        try (InputStream stored = artefacts.open(artefact)) {
            return json.readValue(stored, GroupReport.class);
        } catch (IOException broken) {
            throw new IllegalStateException("The report of a file group cannot be read", broken);
        }
    }
}
