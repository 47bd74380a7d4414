package org.eksrunbook.asset;

/** One row of an import, checked. */
record CmdbRow(
        String application,
        String owner,
        String environment,
        String dataClass,
        String resourceId,
        String resourceType,
        String configuration) {}
