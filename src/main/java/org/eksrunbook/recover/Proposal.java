package org.eksrunbook.recover;

import org.jspecify.annotations.Nullable;

/**
 * How one thing is proposed to come back.
 *
 * @param key of the inventory's row
 * @param group names the group in the form: {@code g1}, {@code g2}, …
 * @param heading see {@link Heading}
 * @param way see {@link Way}
 * @param disposition what becomes of the old one: {@code destroy}, {@code keep} or {@code none}
 * @param backup {@code before}, {@code none} or {@code unknown}; {@code recoveryPoint} is the newest one before the compromise
 * @param backupWords what is known of it, for people: its age, who keeps it, whether it was shown good; or why nothing is known
 * @param configuration {@code recorded} or {@code none}; {@code configurationSource} says by whom
 * @param cmdbVersion version of the CMDB entry that the proposal was made on; null: the CMDB has none
 */
record Proposal(
        String key,
        String type,
        String id,
        String application,
        String change,
        String group,
        String heading,
        String way,
        String disposition,
        String reason,
        String backup,
        @Nullable String recoveryPoint,
        String backupWords,
        String configuration,
        String configurationSource,
        @Nullable Long cmdbVersion) {

    Proposal in(String newGroup) {
        return new Proposal(
                key,
                type,
                id,
                application,
                change,
                newGroup,
                heading,
                way,
                disposition,
                reason,
                backup,
                recoveryPoint,
                backupWords,
                configuration,
                configurationSource,
                cmdbVersion);
    }

    /** What is decided together. */
    String kind() {
        return String.join("\n", change, type, application, way, disposition);
    }
}
