package org.eksrunbook.asset;

import org.jspecify.annotations.Nullable;

/**
 * A resource in the CMDB.
 *
 * @param resourceId id, name or ARN, as the CMDB calls it
 * @param resourceType CloudFormation type; empty: whatever has this id
 * @param owner of the application, a user's or group's name; empty: {@code responders}
 * @param configuration as imported, JSON or free text; empty where not known
 * @param status empty until something was recorded
 * @param version counts the changes, from 1
 */
public record CmdbEntry(
        String application,
        String owner,
        String environment,
        String dataClass,
        String resourceId,
        String resourceType,
        String configuration,
        String status,
        @Nullable String statusIncident,
        long version) {}
