package org.eksrunbook.asset;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Reads the CSV of an import (RFC 4180, first line the columns' names). */
final class CmdbCsv {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private CmdbCsv() {}

    static CmdbRows read(Reader csv) {
        CmdbRows rows = new CmdbRows();
        try (CSVParser parser =
                CSVParser.builder().setReader(csv).setFormat(FORMAT).get()) {
            List<@Nullable CmdbColumn> columns = null;
            long before = 0;
            for (CSVRecord row : parser) {
                // A record may go over several lines: it is named by the first of them.
                String place = "line " + (before + 1);
                before = parser.getCurrentLineNumber();
                if (columns == null) {
                    columns = header(row, rows);
                } else if (row.size() != columns.size()) {
                    rows.fault(place, "has " + row.size() + " cells, the first line has " + columns.size());
                } else {
                    rows.add(place, values(row, columns));
                }
            }
            if (columns == null) {
                rows.fault("line 1", "there is no line with the columns' names");
            }
            return rows;
        } catch (UncheckedIOException | IOException | IllegalStateException broken) {
            throw new InvalidInput("The CSV cannot be read: " + reason(broken));
        }
    }

    private static List<@Nullable CmdbColumn> header(CSVRecord row, CmdbRows rows) {
        List<@Nullable CmdbColumn> columns = new ArrayList<>();
        Set<CmdbColumn> missing = EnumSet.allOf(CmdbColumn.class);
        missing.removeIf(column -> !column.required());
        Set<CmdbColumn> seen = EnumSet.noneOf(CmdbColumn.class);
        for (String cell : row) {
            String title = cell.startsWith("\uFEFF") ? cell.substring(1) : cell;
            CmdbColumn column = CmdbColumn.titled(title).orElse(null);
            if (column == null) {
                rows.fault("line 1, column " + title.strip(), "is not a column of an import");
            } else if (!seen.add(column)) {
                rows.fault("line 1, column " + column.title(), "stands there twice");
            }
            missing.remove(column);
            columns.add(column);
        }
        missing.forEach(column -> rows.fault("line 1, column " + column.title(), "is missing"));
        return columns;
    }

    private static Map<CmdbColumn, String> values(CSVRecord row, List<@Nullable CmdbColumn> columns) {
        Map<CmdbColumn, String> values = new EnumMap<>(CmdbColumn.class);
        for (int cell = 0; cell < row.size(); cell++) {
            CmdbColumn column = columns.get(cell);
            if (column != null) {
                values.put(column, row.get(cell));
            }
        }
        return values;
    }

    private static String reason(Exception broken) {
        Throwable cause = broken.getCause() instanceof CSVException ? broken.getCause() : broken;
        return String.valueOf(cause.getMessage());
    }
}
