package org.eksrunbook.trail;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much a read weighs by the type of what was read, for the order of what was accessed (playbook, correction 18): secrets and parameters first. The
 * numbers are those by which the inventory weighs a resource whose data class is not known.
 */
final class Sensitivity {

    private static final int UNKNOWN = 30;

    /** Read once: the table does not change while the program runs. */
    private static final Map<String, Integer> WEIGHTS = FactsFile.at("/asset/type-facts.csv").stream()
            .collect(Collectors.toUnmodifiableMap(
                    row -> row.get("type"), row -> Integer.valueOf(row.get("sensitivity"))));

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
}
