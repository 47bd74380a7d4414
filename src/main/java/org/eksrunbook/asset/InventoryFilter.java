package org.eksrunbook.asset;

import org.jspecify.annotations.Nullable;

/** Which rows are wanted; null: whatever it is. */
public record InventoryFilter(
        @Nullable Change change,
        @Nullable String type,
        @Nullable String application,
        @Nullable String owner) {

    public static final InventoryFilter ALL = new InventoryFilter(null, null, null, null);

    public static InventoryFilter of(Change change) {
        return new InventoryFilter(change, null, null, null);
    }
}
