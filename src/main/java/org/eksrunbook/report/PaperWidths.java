package org.eksrunbook.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How the columns of a table share the width of a page: first each its longest word, then what is left as their texts need it. */
public final class PaperWidths {

    /** A letter of the table's 8 pt on 178 mm, and the room between two columns, in percent of the page. */
    private static final double LETTER = 0.95;

    private static final double GAP = 1.5;

    /** Longer words break, shorter ones only where a table has very many columns. */
    private static final int WIDEST_WORD = 20;

    private static final int NARROWEST_WORD = 5;

    private PaperWidths() {}

    /**
     * @param whole what the columns have together, in percent of the page
     * @return percent for each column, in their order
     */
    public static List<Integer> of(Report.Table table, int whole) {
        List<Column> columns = new ArrayList<>();
        for (int number = 0; number < table.columns().size(); number++) {
            columns.add(column(table, number));
        }
        int widest = WIDEST_WORD;
        while (widest > NARROWEST_WORD && words(columns, widest) > whole) {
            widest--;
        }
        int cap = widest;
        double left = Math.max(0, whole - words(columns, cap));
        double wanted = columns.stream().mapToDouble(Column::more).sum();
        double factor = Math.min(1, whole / words(columns, cap));
        return columns.stream()
                .map(column -> (int) Math.floor(column.word(cap) * factor
                        + left * (wanted > 0 ? column.more() / wanted : 1.0 / columns.size())))
                .toList();
    }

    /**
     * @param longest letters of the longest word
     * @param more letters that a cell has beyond that word, on average
     */
    private record Column(int longest, double more) {

        double word(int cap) {
            return Math.min(longest, cap) * LETTER + GAP;
        }
    }

    private static double words(List<Column> columns, int cap) {
        return columns.stream().mapToDouble(column -> column.word(cap)).sum();
    }

    private static Column column(Report.Table table, int number) {
        int longest = longestWord(table.columns().get(number));
        double letters = 0;
        for (Report.Row row : table.rows()) {
            String cell = row.cells().get(number);
            longest = Math.max(longest, longestWord(cell));
            letters += cell.length();
        }
        double average = table.rows().isEmpty() ? 0 : letters / table.rows().size();
        return new Column(longest, Math.max(0, average - longest));
    }

    private static int longestWord(String text) {
        return Arrays.stream(text.split("[\\s/:]+", -1))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
