package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.ArtefactsUnavailable;
import org.springframework.stereotype.Component;

/** Lists of a ledger entry: short ones stand in it, long ones in an artefact that it names, {@code <list>Artefact}. */
@Component
class Bulk {

    private static final int IN_ENTRY = 50;

    private final Artefacts artefacts;
    private final ObjectMapper json;

    Bulk(Artefacts artefacts, ObjectMapper json) {
        this.artefacts = artefacts;
        this.json = json;
    }

    void put(Map<String, Object> body, String field, List<?> list) {
        if (list.size() <= IN_ENTRY) {
            body.put(field, list);
        } else {
            body.put(
                    field + "Artefact",
                    artefacts
                            .put("application/json", out -> out.write(json.writeValueAsBytes(list)))
                            .sha256());
        }
    }

    JsonNode list(JsonNode body, String field) {
        String artefact = body.path(field + "Artefact").asText();
        if (artefact.isEmpty()) {
            return body.path(field);
        }
        try (InputStream content = artefacts.open(artefact)) {
            return json.readTree(content);
        } catch (IOException broken) {
            throw new ArtefactsUnavailable("The artefact " + artefact + " cannot be read", broken);
        }
    }
}
