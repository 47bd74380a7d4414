package org.eksrunbook.action;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A table of facts by type, from a CSV on the class path. */
final class TypeTable {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .get();

    private TypeTable() {}

    static Map<String, CSVRecord> read(String resource) {
        try (InputStream file = TypeTable.class.getResourceAsStream(resource);
                InputStreamReader text = new InputStreamReader(
                        Objects.requireNonNull(file, resource + " is missing"), StandardCharsets.UTF_8)) {
            Map<String, CSVRecord> rows = new HashMap<>();
            for (CSVRecord row : FORMAT.parse(text)) {
                if (!row.isConsistent() || rows.put(row.get("type"), row) != null) {
                    throw new IllegalStateException(
                            resource + ": mend row " + row.getRecordNumber() + " (" + row.get(0) + ")");
                }
            }
            return rows;
        } catch (IOException broken) {
            throw new UncheckedIOException(resource + " cannot be read", broken);
        }
    }
}
