package org.eksrunbook.trail;

import org.eksrunbook.incident.InvalidInput;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The archive that {@code runbook.archive.root} names: a folder, or a place that an adapter knows. */
@Component
class LogArchives {

    private final ArchiveSettings settings;
    private final ObjectProvider<LogArchive> remote;

    LogArchives(ArchiveSettings settings, ObjectProvider<LogArchive> remote) {
        this.settings = settings;
        this.remote = remote;
    }

    LogArchive archive() {
        String root = settings.root();
        if (root == null || !root.contains("://")) {
            return new FolderLogs(root);
        }
        LogArchive adapter = root.startsWith("s3://") ? remote.getIfAvailable() : null;
        if (adapter == null) {
            throw new InvalidInput("archivePath: runbook.archive.root is neither a folder nor s3://bucket/prefix");
        }
        return adapter;
    }
}
