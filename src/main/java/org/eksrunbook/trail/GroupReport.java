package org.eksrunbook.trail;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What reading a group of files told, apart from the events themselves; kept as an artefact.
 *
 * @param files in the group
 * @param filesRead to the end and without a fault
 * @param unreadable files, or records of files, with the reason
 * @param passedOver what was opened and is no log, by what it is
 * @param index hashes of all tokens in the group, sorted, as Base64 of big-endian longs
 * @param hashes of the logs' contents, where there are digests to compare them with
 * @param digests what the group's digest files say; {@code null}: it is a group of logs
 */
record GroupReport(
        int files,
        int filesRead,
        long events,
        List<DayCount> days,
        List<Coverage.UnreadableFile> unreadable,
        Map<String, Long> passedOver,
        String index,
        @Nullable List<LogHash> hashes,
        @Nullable List<DigestFacts> digests) {

    /** A group of digest files, which holds no events. */
    static GroupReport ofDigests(List<DigestFacts> digests, List<Coverage.UnreadableFile> unreadable) {
        return new GroupReport(0, 0, 0, List.of(), unreadable, Map.of(), new HashSet64().encoded(), null, digests);
    }

    /** What CloudTrail put into a log file. */
    record LogHash(String path, String sha256, boolean appended) {}

    /** Events of one day, account, region and source. */
    record DayCount(
            String source,
            String accountId,
            String region,
            String day,
            long events,
            String first,
            String last,
            Map<String, Long> dataEvents) {}
}
