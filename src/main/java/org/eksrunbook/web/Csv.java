package org.eksrunbook.web;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** Rows for a spreadsheet (RFC 4180), in which a cell of a log or tag never becomes a formula. */
final class Csv {

    private static final Pattern FORMULA = Pattern.compile("(^|;[\\s\"']*)(?=[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

    private final CSVPrinter printer;

    Csv(Appendable out, String... columns) throws IOException {
        printer = new CSVPrinter(out, CSVFormat.RFC4180);
        printer.printRecord((Object[]) columns);
    }

    void row(@Nullable String... cells) throws IOException {
        for (String cell : cells) {
            printer.print(cell == null ? "" : guarded(cell));
        }
        printer.println();
    }

    /**
     * Excel, LibreOffice and Sheets take a cell that begins so for a formula, Excel in some languages the wide forms of the letters too (OWASP, «CSV Injection»);
     * a leading apostrophe makes it text. Where the country's separator is the semicolon, Excel begins a cell behind each of them, whatever is quoted. What
     * cannot be seen, turns the direction or speaks to a terminal stands as its code.
     */
    static String guarded(String cell) {
        return FORMULA.matcher(VisibleText.of(cell)).replaceAll("$1'");
    }
}
