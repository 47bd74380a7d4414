package org.eksrunbook.trail;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where delivered logs lie, {@code runbook.archive.*}.
 *
 * @param root the folder below which an incident's {@code archivePath} is looked for
 */
@ConfigurationProperties("runbook.archive")
record ArchiveSettings(@Nullable String root) {}
