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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The inventory: every resource that was touched, with what was decided, done and proved. */
@RestController
class ResourcesController {

    private final CaseAccess access;
    private final Inventory inventory;

    ResourcesController(CaseAccess access, Inventory inventory) {
        this.access = access;
        this.inventory = inventory;
    }

    @GetMapping("/api/incidents/{id}/resources")
    Page<InventoryRow> resources(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String change,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String application,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Reader reader) {
        CaseAccess.Seen seen = access.seen(id, reader);
        Paging paging = Paging.of(page, size);
        InventoryFilter filter = new InventoryFilter(change(change), orNull(type), orNull(application), null);
        IncidentId incident = seen.incident().id();
        if (seen.own() == null) {
            List<InventoryRow> rows =
                    inventory.rows(incident, filter, (int) Math.min(paging.offset(), Integer.MAX_VALUE), paging.size());
            return new Page<>(rows, paging.page(), paging.size(), inventory.count(incident, filter));
        }
        return Page.of(
                seen.own().rows().stream().filter(row -> fits(row, filter)).toList(), paging);
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
