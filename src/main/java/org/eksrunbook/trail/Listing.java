package org.eksrunbook.trail;

import java.util.List;
import java.util.Map;

/**
 * What lies in a folder.
 *
 * @param logs files that are logs or may be
 * @param digests CloudTrail's digest files beside them
 * @param refused files and folders that cannot be read, with the reason
 * @param passedOver how many files are none of ours, by what they are
 */
record Listing(
        List<ArchiveFile> logs,
        List<ArchiveFile> digests,
        List<Coverage.UnreadableFile> refused,
        Map<String, Long> passedOver) {}
