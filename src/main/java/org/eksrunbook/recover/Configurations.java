package org.eksrunbook.recover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Objects;
import org.eksrunbook.asset.Cmdb;
import org.eksrunbook.asset.CmdbEntry;
import org.eksrunbook.asset.ConfigHistory;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The configuration of a resource from before the compromise: as AWS Config recorded it, else as the CMDB has it (Part 4, step 3.3). */
@Component
class Configurations {

    private final Incidents incidents;
    private final ConfigHistory history;
    private final Cmdb cmdb;
    private final ObjectMapper json;

    Configurations(Incidents incidents, ConfigHistory history, Cmdb cmdb, ObjectMapper json) {
        this.incidents = incidents;
        this.history = history;
        this.cmdb = cmdb;
        this.json = json;
    }

    @Nullable
    JsonNode of(IncidentId id, ResourceRef resource) {
        Incident incident = incidents.require(id);
        return Objects.requireNonNull(history.of(incident, List.of(resource)).get(resource))
                .before(incident.scope().compromisedAt())
                .map(ConfigItem::configuration)
                .orElseGet(() -> cmdb.find(resource)
                        .map(CmdbEntry::configuration)
                        .filter(text -> !text.isBlank())
                        .map(this::parse)
                        .orElse(null));
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException freeText) {
            return TextNode.valueOf(text);
        }
    }
}
