package org.eksrunbook.asset;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS Config recorded about one resource.
 *
 * @param answer keeps «not recorded» and «recorded, but nothing of this one» apart
 * @param items from the oldest to the newest; empty unless {@link Answer#FOUND}
 * @param why the answer in words
 */
public record ResourceHistory(Answer answer, List<ConfigItem> items, String why) {

    /** How much the silence of AWS Config means. */
    public enum Answer {
        FOUND,
        /** Config recorded this type in this account and region, and nothing of this resource. */
        NOTHING,
        /** Config did not record this type, account or region, or its files are not in the archive. */
        NOT_RECORDED
    }

    public ResourceHistory {
        items = List.copyOf(items);
    }

    /** The last state before the time in which the resource existed: what it was before the compromise. */
    public Optional<ConfigItem> before(Instant time) {
        return items.stream()
                .filter(item -> item.captured().isBefore(time) && !item.deleted())
                .reduce((older, newer) -> newer);
    }

    /** Whether it was there at the time, as far as was recorded. */
    public boolean existedAt(Instant time) {
        return items.stream()
                .filter(item -> item.captured().isBefore(time))
                .reduce((older, newer) -> newer)
                .filter(item -> !item.deleted())
                .isPresent();
    }

    /** The newest state. */
    public Optional<ConfigItem> newest() {
        return items.stream().reduce((older, newer) -> newer);
    }

    /** Tags as they were at the time (correction 17); empty where nothing was recorded before it. */
    public Map<String, String> tagsAt(Instant time) {
        return before(time).map(ConfigItem::tags).orElse(Map.of());
    }

    /** Tags as recorded last while the resource existed. */
    public Map<String, String> tagsNow() {
        return items.stream()
                .filter(item -> !item.deleted())
                .reduce((older, newer) -> newer)
                .map(ConfigItem::tags)
                .orElse(Map.of());
    }
}
