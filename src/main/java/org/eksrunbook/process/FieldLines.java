package org.eksrunbook.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.InvalidInput;

/** Tables that people type into a text field, one row a line. */
public final class FieldLines {

    private FieldLines() {}

    /**
     * Lines of the form {@code thing = value}. The last {@code =} divides: a thing may have one in its name, a value has none.
     *
     * @throws InvalidInput naming the first line that has another form, or contradicts one before
     */
    public static Map<String, String> pairs(String field, List<String> lines) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int at = line.lastIndexOf('=');
            if (at < 1
                    || line.substring(0, at).isBlank()
                    || line.substring(at + 1).isBlank()) {
                throw new InvalidInput(field + ": line " + (i + 1) + " must be «thing = value»");
            }
            String value = line.substring(at + 1).strip();
            String before = pairs.putIfAbsent(line.substring(0, at).strip(), value);
            if (before != null && !before.equals(value)) {
                throw new InvalidInput(
                        field + ": line " + (i + 1) + " says something else of a thing that a line before names");
            }
        }
        return pairs;
    }

    /**
     * Lines of cells. The last cell takes the rest of its line, divider and all.
     *
     * @param divider what stands between two cells
     * @param form how a line looks, for the message
     * @throws InvalidInput naming the first line that has too few cells
     */
    public static List<List<String>> cells(
            String field, List<String> lines, char divider, int least, int most, String form) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<String> row = cells(lines.get(i), divider, most);
            if (row.size() < least || row.subList(0, least).stream().anyMatch(String::isEmpty)) {
                throw new InvalidInput(field + ": line " + (i + 1) + " must be «" + form + "»");
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line, char divider, int most) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        while (cells.size() < most - 1) {
            int at = line.indexOf(divider, from);
            if (at < 0) {
                break;
            }
            cells.add(line.substring(from, at).strip());
            from = at + 1;
        }
        cells.add(line.substring(from).strip());
        return cells;
    }
}
