package org.eksrunbook.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eksrunbook.asset.ConfigItem;
import org.jspecify.annotations.Nullable;

/**
 * What AWS Config recorded under several of its own ids of one name. A thing that was deleted and made again has another id, and its first life tells
 * how it was before; things that live at the same time are different ones.
 */
final class ConfigLives {

    private ConfigLives() {}

    /**
     * The states of all lives from the oldest to the newest.
     *
     * @param recorded of each id, from the oldest to the newest, none empty
     * @param arn of the thing that is meant, where it is known
     * @return {@code null} where several lived at the same time and nothing tells which is meant
     */
    static @Nullable List<ConfigItem> joined(List<List<ConfigItem>> recorded, @Nullable String arn) {
        List<List<ConfigItem>> meant = recorded.stream()
                .filter(life -> life.stream().anyMatch(item -> arn != null && arn.equals(item.arn())))
                .toList();
        List<List<ConfigItem>> lives = new ArrayList<>(meant.isEmpty() ? recorded : meant);
        lives.sort(Comparator.comparing(life -> life.get(0).captured()));
        List<ConfigItem> joined = new ArrayList<>();
        for (List<ConfigItem> life : lives) {
            ConfigItem before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null
                    && (!before.deleted()
                            || before.captured().isAfter(life.get(0).captured()))) {
                return null;
            }
            joined.addAll(life);
        }
        return joined;
    }
}
