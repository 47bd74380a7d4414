package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events in a CSV that another tool exported: whole in one column ({@link CsvColumns#WHOLE_EVENT}), or flat in columns named by CloudTrail's
 * paths ({@code eventName}, {@code userIdentity.arn}, …), of which an event is put together again.
 */
final class CsvRecords {

    private static final int LARGEST_ROW = 16 << 20;

    private final FileReading reading;

    CsvRecords(FileReading reading) {
        this.reading = reading;
    }

    void read(InputStream content) throws IOException {
        RowLimitReader reader = new RowLimitReader(new InputStreamReader(content, UTF_8), LARGEST_ROW);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setAllowMissingColumnNames(true)
                .setLenientEof(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser =
                CSVParser.builder().setReader(reader).setFormat(format).get()) {
            String whole = wholeEvent(parser);
            for (CSVRecord row : parser) {
                reader.nextRow();
                event(row, whole);
            }
        } catch (IllegalArgumentException | IllegalStateException | java.io.UncheckedIOException broken) {
            throw new IOException("the CSV is broken: " + broken.getMessage(), broken);
        }
    }

    private void event(CSVRecord row, @Nullable String whole) throws IOException {
        String text = whole == null ? flat(row.toMap()) : row.isSet(whole) ? row.get(whole) : "";
        if (!reading.message(text)) {
            reading.passOver("row without an event");
        }
    }

    private static @Nullable String wholeEvent(CSVParser parser) {
        for (String column : CsvColumns.WHOLE_EVENT) {
            for (String name : parser.getHeaderNames()) {
                if (name.strip().equalsIgnoreCase(column)) {
                    return name;
                }
            }
        }
        return null;
    }

    /** A path leads into objects; what is not told stays out. */
    private static String flat(Map<String, String> row) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(row).forEach((path, value) -> {
            if (path == null || value == null || value.isBlank() || value.equals("-")) {
                return;
            }
            String[] steps = path.strip().split("\\.", 8);
            ObjectNode node = event;
            for (int at = 0; at < steps.length - 1; at++) {
                node = node.get(steps[at]) instanceof ObjectNode there ? there : node.putObject(steps[at]);
            }
            node.put(steps[steps.length - 1], value);
        });
        return event.toString();
    }
}
