package org.eksrunbook.asset;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.EnumMap;
import java.util.Map;
import org.eksrunbook.incident.InvalidInput;

/** Reads the JSON of an import: an array of objects, or an object whose {@code items} is one. {@code configuration} may be an object. */
final class CmdbJson {

    private CmdbJson() {}

    static CmdbRows read(Reader json, ObjectMapper mapper) {
        CmdbRows rows = new CmdbRows();
        try (JsonParser parser = mapper.createParser(json)) {
            toArray(parser);
            int number = 0;
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                number++;
                String place = "line " + parser.currentTokenLocation().getLineNr() + " (item " + number + ")";
                row(rows, place, mapper.readTree(parser));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                JsonLocation where = parser.currentTokenLocation();
                rows.fault("line " + where.getLineNr() + ", column " + where.getColumnNr(), "every item is an object");
            }
            return rows;
        } catch (JsonProcessingException broken) {
            JsonLocation where = broken.getLocation();
            throw new InvalidInput("The JSON cannot be read"
                    + (where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr()) + ": "
                    + broken.getOriginalMessage());
        } catch (IOException broken) {
            throw new InvalidInput("The JSON cannot be read: " + broken.getMessage());
        }
    }

    private static void toArray(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        while (first == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("items") && value == JsonToken.START_ARRAY) {
                return;
            }
            parser.skipChildren();
        }
        if (first != JsonToken.START_ARRAY) {
            throw new InvalidInput("The JSON of an import is an array of objects, or an object with an array «items»");
        }
    }

    private static void row(CmdbRows rows, String place, JsonNode item) {
        Map<CmdbColumn, String> values = new EnumMap<>(CmdbColumn.class);
        for (Map.Entry<String, JsonNode> field : item.properties()) {
            CmdbColumn column = CmdbColumn.titled(field.getKey()).orElse(null);
            JsonNode value = field.getValue();
            if (column == null) {
                rows.fault(place + ", column " + field.getKey(), "is not a column of an import");
            } else if (value.isContainerNode() && column != CmdbColumn.CONFIGURATION) {
                rows.fault(place + ", column " + column.title(), "is not a text");
            } else {
                values.put(column, value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString());
            }
        }
        rows.add(place, values);
    }
}
