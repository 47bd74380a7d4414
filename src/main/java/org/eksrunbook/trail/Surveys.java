package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was found when an incident's logs were looked for: groups of files, the list of files itself in an artefact. */
@Repository
class Surveys {

    /**
     * @param lastDay the day until which its files reach; {@code null}: nobody can tell
     * @param offset of the group's piece of the listing, in bytes
     */
    record Group(int number, String id, int files, @Nullable LocalDate lastDay, long offset, int length) {}

    record Stored(int number, Survey survey, String listing) {}

    private final JdbcClient jdbc;
    private final Artefacts artefacts;
    private final ObjectMapper json;

    Surveys(JdbcClient jdbc, Artefacts artefacts, ObjectMapper json) {
        this.jdbc = jdbc;
        this.artefacts = artefacts;
        this.json = json;
    }

    Optional<Stored> last(IncidentId id) {
        return jdbc.sql(
                        "select * from trail_survey where incident_key = ? order by survey desc fetch first 1 rows only")
                .param(id.key())
                .query((row, number) -> new Stored(
                        row.getInt("survey"),
                        new Survey(
                                row.getString("location"),
                                row.getInt("files"),
                                row.getLong("bytes"),
                                groupCount(id, row.getInt("survey")),
                                day(row.getString("first_day")),
                                day(row.getString("last_day")),
                                Survey.Source.READ,
                                null),
                        row.getString("listing")))
                .optional();
    }

    private int groupCount(IncidentId id, int survey) {
        return jdbc.sql("select count(*) from trail_group where incident_key = ? and survey = ?")
                .params(id.key(), survey)
                .query(Integer.class)
                .single();
    }

    /**
     * Keeps a survey; one that found the same as the last is the last.
     *
     * @param refused what could not be looked at: where that is another, so is the survey
     */
    Stored keep(IncidentId id, String location, List<FileGroup> groups, List<Coverage.UnreadableFile> refused) {
        List<Group> places = new ArrayList<>();
        Artefact listing = artefacts.put("application/x-ndjson", out -> write(groups, refused, places, out));
        Optional<Stored> before = last(id);
        if (before.isPresent() && before.get().listing().equals(listing.sha256())) {
            return before.get();
        }
        int number = before.map(stored -> stored.number() + 1).orElse(1);
        Survey survey = summary(location, groups);
        jdbc.sql("insert into trail_survey (incident_key, survey, location, files, bytes, first_day, last_day, listing)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id.key(),
                        number,
                        location,
                        survey.files(),
                        survey.bytes(),
                        text(survey.from()),
                        text(survey.until()),
                        listing.sha256())
                .update();
        for (Group group : places) {
            jdbc.sql(
                            "insert into trail_group (incident_key, survey, number, group_id, files, last_day, list_offset, list_length)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            id.key(),
                            number,
                            group.number(),
                            group.id(),
                            group.files(),
                            text(group.lastDay()),
                            group.offset(),
                            group.length())
                    .update();
        }
        return new Stored(number, survey, listing.sha256());
    }

    List<Group> groups(IncidentId id, int survey) {
        return jdbc.sql("select * from trail_group where incident_key = ? and survey = ? order by number")
                .params(id.key(), survey)
                .query(Surveys::group)
                .list();
    }

    static Group group(ResultSet row, int number) throws SQLException {
        return new Group(
                row.getInt("number"),
                row.getString("group_id"),
                row.getInt("files"),
                day(row.getString("last_day")),
                row.getLong("list_offset"),
                row.getInt("list_length"));
    }

    /** The files of a group. */
    List<ArchiveFile> files(Stored survey, Group group) {
        List<ArchiveFile> files = new ArrayList<>();
        try (InputStream listing = artefacts.open(survey.listing())) {
            listing.skipNBytes(group.offset());
            String lines = new String(listing.readNBytes(group.length()), UTF_8);
            for (String line : lines.split("\n", -1)) {
                if (!line.isEmpty()) {
                    files.add(json.readValue(line, ArchiveFile.class));
                }
            }
            return files;
        } catch (IOException broken) {
            throw new IllegalStateException("The list of log files cannot be read", broken);
        }
    }

    private void write(
            List<FileGroup> groups, List<Coverage.UnreadableFile> refused, List<Group> places, OutputStream out)
            throws IOException {
        long offset = 0;
        for (FileGroup group : groups) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (ArchiveFile file : group.files()) {
                lines.write(line(file).getBytes(UTF_8));
            }
            lines.writeTo(out);
            places.add(new Group(
                    places.size() + 1, group.id(), group.files().size(), lastDay(group.files()), offset, lines.size()));
            offset += lines.size();
        }
        for (Coverage.UnreadableFile one : refused) {
            out.write((json.writeValueAsString(one) + "\n").getBytes(UTF_8));
        }
    }

    private static @Nullable LocalDate lastDay(List<ArchiveFile> files) {
        LocalDate last = null;
        for (ArchiveFile file : files) {
            LocalDate day = day(file.day());
            if (day == null) {
                return null;
            }
            last = last == null || day.isAfter(last) ? day : last;
        }
        return last;
    }

    private String line(ArchiveFile file) throws JsonProcessingException {
        return json.writeValueAsString(file) + "\n";
    }

    private static Survey summary(String location, List<FileGroup> groups) {
        int files = 0;
        long bytes = 0;
        LocalDate from = null;
        LocalDate until = null;
        for (FileGroup group : groups) {
            for (ArchiveFile file : FileGroup.ofDigests(group.id()) ? List.<ArchiveFile>of() : group.files()) {
                files++;
                bytes += file.size();
                LocalDate day = day(file.day());
                if (day != null) {
                    from = from == null || day.isBefore(from) ? day : from;
                    until = until == null || day.isAfter(until) ? day : until;
                }
            }
        }
        return new Survey(location, files, bytes, groups.size(), from, until, Survey.Source.READ, null);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
