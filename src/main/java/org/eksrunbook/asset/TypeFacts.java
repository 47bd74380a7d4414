package org.eksrunbook.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;

/** What is known of resource types, from {@code asset/type-facts.csv}. */
@Component
public class TypeFacts {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .get();

    private final Map<String, TypeFact> facts = new HashMap<>();

    public TypeFacts() {
        try (InputStream file = TypeFacts.class.getResourceAsStream("/asset/type-facts.csv");
                Reader text = new InputStreamReader(
                        Objects.requireNonNull(file, "asset/type-facts.csv is missing"), StandardCharsets.UTF_8)) {
            FORMAT.parse(text).forEach(row -> facts.put(row.get("type"), read(row)));
        } catch (IOException broken) {
            throw new UncheckedIOException("asset/type-facts.csv cannot be read", broken);
        }
    }

    /** The facts of a type; of an unknown one the cautious guess (nothing can be replaced, all may hold data), {@code known} false. */
    public TypeFact of(String type) {
        TypeFact exact = facts.get(type);
        if (exact == null) {
            exact = facts.get(type.substring(0, type.lastIndexOf(':') + 1) + "*");
        }
        return exact == null
                ? new TypeFact(type, false, false, false, false, true, 30, "other")
                : new TypeFact(
                        type,
                        true,
                        exact.replaceable(),
                        exact.snapshot(),
                        exact.recreatable(),
                        exact.holdsData(),
                        exact.sensitivity(),
                        exact.family());
    }

    private static TypeFact read(CSVRecord row) {
        return new TypeFact(
                row.get("type"),
                true,
                yes(row, "replaceable"),
                yes(row, "snapshot"),
                yes(row, "recreatable"),
                yes(row, "holdsData"),
                Integer.parseInt(row.get("sensitivity")),
                row.get("family"));
    }

    private static boolean yes(CSVRecord row, String column) {
        return switch (row.get(column)) {
            case "yes" -> true;
            case "no" -> false;
            default ->
                throw new IllegalStateException(
                        "asset/type-facts.csv, line " + row.getRecordNumber() + ", " + column + ": yes or no");
        };
    }
}
