package org.eksrunbook.recover;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How they got in, and how each thing comes back; the body of {@code recovery.decided}.
 *
 * @param backups why a backup counts as known good, by key of the row (correction 22)
 */
record Decision(
        String cause,
        @Nullable String fix,
        List<Group> groups,
        Map<String, String> backups,
        @Nullable String reason,
        String factsArtefact) {

    static final String KIND = "recovery.decided";

    /**
     * Things decided alike.
     *
     * @param resources keys of the inventory's rows
     */
    record Group(List<String> resources, String heading, String way, String disposition, String reason) {}

    /** What is mended before anything comes back; where nobody named it, that it has to be. */
    String firstOfAll() {
        return fix != null ? fix : "nobody named it yet. Find out what closes the cause and do that: " + cause;
    }

    boolean any(String heading, String way) {
        return groups.stream()
                .anyMatch(
                        group -> group.heading().equals(heading) && group.way().equals(way));
    }

    boolean any(String heading) {
        return groups.stream().anyMatch(group -> group.heading().equals(heading));
    }
}
