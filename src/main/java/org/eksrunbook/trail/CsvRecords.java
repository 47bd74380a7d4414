package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events in a CSV that another tool exported: whole in one column ({@link CsvColumns#WHOLE_EVENT}), or flat in columns named by CloudTrail's
 * paths ({@link FlatEvent}).
 */
final class CsvRecords {

    private static final int LARGEST_ROW = 16 << 20;
    private static final int HEADING = 1 << 13;

    private final FileReading reading;

    CsvRecords(FileReading reading) {
        this.reading = reading;
    }

    void read(InputStream content) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(content, UTF_8), 1 << 16);
        char separator = (char) CsvColumns.separator(heading(text)).orElse(',');
        RowLimitReader reader = new RowLimitReader(text, LARGEST_ROW);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setAllowMissingColumnNames(true)
                .setLenientEof(true)
                .setIgnoreEmptyLines(true)
                .get();
        long rows = 0;
        try (CSVParser parser =
                CSVParser.builder().setReader(reader).setFormat(format).get()) {
            String whole = wholeEvent(parser);
            for (CSVRecord row : parser) {
                reader.nextRow();
                event(row, whole);
                rows++;
            }
        } catch (IllegalArgumentException | IllegalStateException | java.io.UncheckedIOException broken) {
            throw new IOException("the CSV is broken: " + broken.getMessage(), broken);
        }
        if (rows > 0 && !reading.heldEvents()) {
            reading.broken("a CSV in whose rows no event was found");
        }
    }

    private static String heading(BufferedReader text) throws IOException {
        char[] beginning = new char[HEADING];
        text.mark(HEADING);
        int length = 0;
        for (int more = 0; more >= 0 && length < HEADING; length += Math.max(0, more)) {
            more = text.read(beginning, length, HEADING - length);
        }
        text.reset();
        return new String(beginning, 0, length)
                .stripLeading()
                .lines()
                .findFirst()
                .orElse("");
    }

    private void event(CSVRecord row, @Nullable String whole) throws IOException {
        String text = whole == null ? flat(row) : row.isSet(whole) ? row.get(whole) : "";
        if (!reading.message(text)) {
            reading.passOver("row without an event");
        }
    }

    private String flat(CSVRecord row) {
        ObjectNode event = FlatEvent.of(row.toMap());
        for (String column : FlatEvent.OBJECTS) {
            if (event.path(column).isTextual()) {
                // What was asked for, and by whom, is not empty because it is written in an unknown way.
                reading.broken("a row's " + column + " cannot be read");
            }
        }
        return event.toString();
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
}
