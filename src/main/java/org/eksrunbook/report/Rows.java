package org.eksrunbook.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;

/** Rows that an entry holds itself, or names as an artefact of JSON lines where they are many. */
final class Rows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Rows() {}

    /** The field's rows, else those of the artefact {@code <field>Artefact}. */
    static List<JsonNode> of(CaseLedger ledger, Entry entry, String field) {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode own = entry.body().path(field);
        if (own.isArray()) {
            own.forEach(rows::add);
            return rows;
        }
        String named = entry.body().path(field + "Artefact").asText("");
        if (Artefact.isHash(named)) {
            forEach(ledger.artefacts(), named, rows::add);
        }
        return rows;
    }

    /** A row as the record that was written. */
    static <T> T read(JsonNode row, Class<T> type) {
        try {
            return JSON.treeToValue(row, type);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException("A row is no " + type.getSimpleName(), broken);
        }
    }

    /** Hands over the rows of an artefact one by one: JSON values one after another, or one array of them. */
    static void forEach(Artefacts artefacts, String sha256, Consumer<JsonNode> each) {
        try (InputStream in = artefacts.open(sha256);
                MappingIterator<JsonNode> rows = JSON.readerFor(JsonNode.class).readValues(in)) {
            while (rows.hasNextValue()) {
                each.accept(rows.nextValue());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("Artefact " + sha256 + " is no list of JSON objects", broken);
        }
    }
}
