package org.eksrunbook.trail;

import java.util.List;
import java.util.Map;

/**
 * What reading a group of files told, apart from the events themselves; kept as an artefact.
 *
 * @param files in the group
 * @param filesRead to the end and without a fault
 * @param unreadable files, or records of files, with the reason
 * @param passedOver what was opened and is no log, by what it is
 * @param index hashes of all tokens in the group, sorted, as Base64 of big-endian longs
 */
record GroupReport(
        int files,
        int filesRead,
        long events,
        List<DayCount> days,
        List<Coverage.UnreadableFile> unreadable,
        Map<String, Long> passedOver,
        String index) {

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
