package org.eksrunbook.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eksrunbook.asset.Change;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryFilter;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** The rows of the inventory that somebody sees of an incident. */
@Component
class VisibleResources {

    private final Inventory inventory;

    VisibleResources(Inventory inventory) {
        this.inventory = inventory;
    }

    /** @throws InvalidInput where there is no such change */
    static InventoryFilter filter(@Nullable String change, @Nullable String type, @Nullable String application) {
        return new InventoryFilter(change(change), orNull(type), orNull(application), null);
    }

    Page<InventoryRow> page(CaseAccess.Seen seen, InventoryFilter filter, Paging paging) {
        IncidentId incident = seen.incident().id();
        if (seen.own() == null) {
            try {
                return whole(incident, filter, paging);
            } catch (
                    ConcurrencyFailureException
                            meanwhile) { // a step brought the table up to date at the same moment: now it is
                return whole(incident, filter, paging);
            }
        }
        return Page.of(
                seen.own().rows().stream().filter(row -> fits(row, filter)).toList(), paging);
    }

    private Page<InventoryRow> whole(IncidentId incident, InventoryFilter filter, Paging paging) {
        int offset = (int) Math.min(paging.offset(), Integer.MAX_VALUE);
        List<InventoryRow> rows = inventory.rows(incident, filter, offset, paging.size());
        return new Page<>(rows, paging.page(), paging.size(), inventory.count(incident, filter));
    }

    private static boolean fits(InventoryRow row, InventoryFilter filter) {
        return (filter.change() == null || filter.change() == row.change())
                && (filter.type() == null || filter.type().equals(row.type()))
                && (filter.application() == null || filter.application().equals(row.application()));
    }

    private static @Nullable Change change(@Nullable String word) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        return Arrays.stream(Change.values())
                .filter(change -> change.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("change: give one of "
                        + Arrays.stream(Change.values()).map(Change::word).collect(Collectors.joining(", "))));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
