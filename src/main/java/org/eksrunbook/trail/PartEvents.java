package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** Events by id, from the parts of the last survey. */
@Component
final class PartEvents implements RawEvents {

    private final Surveys surveys;
    private final Parts parts;
    private final WorkFolders workFolders;
    private final PartDatabase database;

    PartEvents(Surveys surveys, Parts parts, WorkFolders workFolders, PartDatabase database) {
        this.surveys = surveys;
        this.parts = parts;
        this.workFolders = workFolders;
        this.database = database;
    }

    @Override
    public Map<String, JsonNode> of(IncidentId id, Collection<String> eventIds) {
        Map<String, JsonNode> events = new LinkedHashMap<>();
        Collection<PartFile> files = files(id);
        if (eventIds.isEmpty() || files.isEmpty()) {
            return events;
        }
        try (WorkFolders.Folder folder = workFolders.create();
                Questions questions = new Questions(database, folder.path(), files)) {
            questions.ask(
                    "events-by-id",
                    List.of(String.join("\n", eventIds)),
                    row -> events.put(
                            row.getString("eventid"),
                            LogJson.MAPPER.readTree(row.getString("raw").getBytes(UTF_8))));
            return events;
        } catch (IOException failed) {
            throw new UncheckedIOException("Free space or mend the server's disk: " + failed.getMessage(), failed);
        }
    }

    private Collection<PartFile> files(IncidentId id) {
        return surveys.last(id)
                .map(survey -> parts.files(id, survey.number()).values())
                .orElse(List.of());
    }
}
