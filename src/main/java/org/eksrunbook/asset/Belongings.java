package org.eksrunbook.asset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
        Map<String, InventoryRow> shown = rows.stream().collect(Collectors.toMap(InventoryRow::key, row -> row));
        Map<String, Integer> listed = new HashMap<>();
        Map<String, Integer> perhaps = new HashMap<>();
        List<InventoryRow> owned = new ArrayList<>();
        for (InventoryRow row : rows) {
            List<MadeBy> makers = new ArrayList<>();
            Set<String> certain = new HashSet<>();
            Set<String> all = new HashSet<>();
            for (MadeBy maker : row.madeBy()) {
                String key = keyOf.apply(maker.ref());
                InventoryRow there = key == null || key.equals(row.key()) ? null : shown.get(key);
                MadeBy placed = maker.at(there != null && isOf(maker, there) ? there.key() : null);
                makers.add(placed);
                if (placed.resource() != null) {
                    all.add(placed.resource());
                    if (placed.certain()) {
                        certain.add(placed.resource());
                    }
                }
            }
            all.forEach(key -> (certain.contains(key) ? listed : perhaps).merge(key, 1, Integer::sum));
            owned.add(makers.isEmpty() ? row : row.with(makers, null));
        }
        return owned.stream()
                .map(row -> makes(row)
                        ? row.with(
                                row.madeBy(),
                                Making.of(row, listed.getOrDefault(row.key(), 0), perhaps.getOrDefault(row.key(), 0)))
                        : row)
                .toList();
    }

    /** A row is called by a name, which another thing had too, before or since: an ARN that differs is another's, and where one is not told, the attacker's call has to be. */
    private static boolean isOf(MadeBy maker, InventoryRow row) {
        String arn = maker.ref().arn();
        return arn == null || row.arn() == null ? maker.event() != null : arn.equals(row.arn());
    }

    private static boolean makes(InventoryRow row) {
        return Making.isMaker(row.type()) && row.changes().stream().anyMatch(Change::alters);
    }
}
