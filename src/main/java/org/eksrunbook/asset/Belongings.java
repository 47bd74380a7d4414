package org.eksrunbook.asset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets what was made beside what made it. */
final class Belongings {
    private Belongings() {}

    /** @param keyOf the key of the row that a resource has; {@code null}: it has none */
    static List<InventoryRow> of(List<InventoryRow> rows, Function<ResourceRef, @Nullable String> keyOf) {
        Set<String> shown = rows.stream().map(InventoryRow::key).collect(Collectors.toSet());
        Map<String, Integer> listed = new HashMap<>();
        List<InventoryRow> owned = new ArrayList<>();
        for (InventoryRow row : rows) {
            List<MadeBy> makers = new ArrayList<>();
            for (MadeBy maker : row.madeBy()) {
                String key = keyOf.apply(maker.ref());
                String own = key == null || !shown.contains(key) || key.equals(row.key()) ? null : key;
                makers.add(maker.at(own));
            }
            makers.stream()
                    .map(MadeBy::resource)
                    .filter(key -> key != null)
                    .distinct()
                    .forEach(key -> listed.merge(key, 1, Integer::sum));
            owned.add(makers.isEmpty() ? row : row.with(makers, null));
        }
        return owned.stream()
                .map(row ->
                        makes(row) ? row.with(row.madeBy(), Making.of(row, listed.getOrDefault(row.key(), 0))) : row)
                .toList();
    }

    private static boolean makes(InventoryRow row) {
        return Making.isMaker(row.type()) && row.changes().stream().anyMatch(Change::alters);
    }
}
