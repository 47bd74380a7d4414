package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;

/**
 * How much a read weighs by the type of what was read, for the order of what was accessed (playbook, correction 18): secrets and parameters first. The
 * numbers are those by which the inventory weighs a resource whose data class is not known.
 */
final class Sensitivity {

    private static final int UNKNOWN = 30;
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .get();

    /** Read once: the table does not change while the program runs. */
    private static final Map<String, Integer> WEIGHTS = read();

    private Sensitivity() {}

    /** Of what a finding names the heaviest, whether it was handed out or only asked for; 0 where nothing was to be read. */
    static int of(List<Category> categories, List<Finding.Resource> resources) {
        if (!categories.contains(Category.ACCESSED)) {
            return 0;
        }
        return resources.stream()
                .mapToInt(resource -> of(resource.type()))
                .max()
                .orElse(UNKNOWN);
    }

    private static int of(String type) {
        Integer exact = WEIGHTS.get(type);
        return exact != null
                ? exact
                : WEIGHTS.getOrDefault(type.substring(0, type.lastIndexOf(':') + 1) + "*", UNKNOWN);
    }

    private static Map<String, Integer> read() {
        Map<String, Integer> weights = new HashMap<>();
        try (InputStream file = Sensitivity.class.getResourceAsStream("/asset/type-facts.csv");
                InputStreamReader text = new InputStreamReader(
                        Objects.requireNonNull(file, "asset/type-facts.csv is missing"), StandardCharsets.UTF_8)) {
            FORMAT.parse(text).forEach(row -> weights.put(row.get("type"), Integer.valueOf(row.get("sensitivity"))));
        } catch (IOException broken) {
            throw new UncheckedIOException("asset/type-facts.csv cannot be read", broken);
        }
        return Map.copyOf(weights);
    }
}
