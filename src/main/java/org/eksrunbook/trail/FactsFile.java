package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A table of facts that the product carries; its first line names the columns, what stands behind a {@code #} explains them. */
final class FactsFile {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .get();

    private FactsFile() {}

    /** @param name under {@code /facts} on the class path */
    static List<CSVRecord> rows(String name) {
        return at("/facts/" + name);
    }

    /** @param name on the class path */
    static List<CSVRecord> at(String name) {
        InputStream file = FactsFile.class.getResourceAsStream(name);
        if (file == null) {
            throw new IllegalStateException("The table of facts " + name + " is missing in the build");
        }
        try (var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return FORMAT.parse(reader).getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException("The table of facts " + name + " cannot be read", e);
        }
    }
}
