package org.eksrunbook.asset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that are decided together: same change, state, type and application.
 *
 * @param key names the group in a form: stable while the rows' change, type and application are
 * @param rows keys of the rows
 */
public record ResourceGroup(
        String key, Change change, String state, String type, String application, String owner, List<String> rows) {

    public ResourceGroup {
        rows = List.copyOf(rows);
    }

    /** Groups rows, in the order of their first rows. */
    public static List<ResourceGroup> of(List<InventoryRow> rows) {
        Map<String, List<InventoryRow>> together = new LinkedHashMap<>();
        for (InventoryRow row : rows) {
            String key = String.join("|", row.change().word(), row.state(), row.type(), row.application());
            together.computeIfAbsent(key, first -> new ArrayList<>()).add(row);
        }
        List<ResourceGroup> groups = new ArrayList<>();
        together.forEach((key, members) -> {
            InventoryRow first = members.get(0);
            groups.add(new ResourceGroup(
                    key,
                    first.change(),
                    first.state(),
                    first.type(),
                    first.application(),
                    first.owner(),
                    members.stream().map(InventoryRow::key).toList()));
        });
        return groups;
    }
}
